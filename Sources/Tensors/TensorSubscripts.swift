extension Tensor {
  /// The number at a place: one index for each axis.
  ///
  /// - Precondition: as many indices as axes, each from 0 up to the axis's size.
  @inlinable
  @inline(__always)
  public subscript(i: Int) -> Scalar {
    get { storage.base[offset(i)] }
    _modify {
      let place = offset(i)
      ownItsNumbers()
      yield &storage.base[place]
    }
  }

  /// The number in row `i`, column `j` of a matrix.
  @inlinable
  @inline(__always)
  public subscript(i: Int, j: Int) -> Scalar {
    get { storage.base[offset(i, j)] }
    _modify {
      let place = offset(i, j)
      ownItsNumbers()
      yield &storage.base[place]
    }
  }

  /// The number at a place of a tensor with three axes.
  @inlinable
  @inline(__always)
  public subscript(i: Int, j: Int, k: Int) -> Scalar {
    get { storage.base[offset(i, j, k)] }
    _modify {
      let place = offset(i, j, k)
      ownItsNumbers()
      yield &storage.base[place]
    }
  }

  /// The number of picture `n`, channel `c`, row `h`, column `w`.
  @inlinable
  @inline(__always)
  public subscript(n: Int, c: Int, h: Int, w: Int) -> Scalar {
    get { storage.base[offset(n, c, h, w)] }
    _modify {
      let place = offset(n, c, h, w)
      ownItsNumbers()
      yield &storage.base[place]
    }
  }

  /// The number of volume `n`, channel `c`, depth `d`, row `h`, column `w`.
  @inlinable
  @inline(__always)
  public subscript(n: Int, c: Int, d: Int, h: Int, w: Int) -> Scalar {
    get { storage.base[offset(n, c, d, h, w)] }
    _modify {
      let place = offset(n, c, d, h, w)
      ownItsNumbers()
      yield &storage.base[place]
    }
  }

  // MARK: Where a number lies

  @inlinable
  @inline(__always)
  func offset(_ i: Int) -> Int {
    requireRank(1)
    return offset(of: i, along: 0)
  }

  @inlinable
  @inline(__always)
  func offset(_ i: Int, _ j: Int) -> Int {
    requireRank(2)
    return offset(of: i, along: 0) * strides[0] + offset(of: j, along: 1)
  }

  @inlinable
  @inline(__always)
  func offset(_ i: Int, _ j: Int, _ k: Int) -> Int {
    requireRank(3)
    return offset(of: i, along: 0) * strides[0] + offset(of: j, along: 1) * strides[1]
      + offset(of: k, along: 2)
  }

  @inlinable
  @inline(__always)
  func offset(_ n: Int, _ c: Int, _ h: Int, _ w: Int) -> Int {
    requireRank(4)
    return offset(of: n, along: 0) * strides[0] + offset(of: c, along: 1) * strides[1]
      + offset(of: h, along: 2) * strides[2] + offset(of: w, along: 3)
  }

  @inlinable
  @inline(__always)
  func offset(_ n: Int, _ c: Int, _ d: Int, _ h: Int, _ w: Int) -> Int {
    requireRank(5)
    return offset(of: n, along: 0) * strides[0] + offset(of: c, along: 1) * strides[1]
      + offset(of: d, along: 2) * strides[2] + offset(of: h, along: 3) * strides[3]
      + offset(of: w, along: 4)
  }

  /// `index` itself, once it is known to be within the axis.
  @inlinable
  @inline(__always)
  func offset(of index: Int, along axis: Int) -> Int {
    guard index >= 0, index < shape[axis] else { stopForIndex(index, along: axis) }
    return index
  }

  @inlinable
  @inline(__always)
  func requireRank(_ rank: Int) {
    guard shape.count == rank else { stopForRank(rank) }
  }

  @usableFromInline
  func stopForIndex(_ index: Int, along axis: Int) -> Never {
    fatalError(
      "index \(index) is out of range for axis \(axis) of a tensor of shape \(shape): "
        + "that axis goes from 0 to \(shape[axis] - 1)")
  }

  @usableFromInline
  func stopForRank(_ rank: Int) -> Never {
    fatalError("\(rank) indices for a tensor of shape \(shape), which has \(shape.count) axes")
  }
}

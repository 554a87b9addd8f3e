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

  /// The indices of the number that lies `offset` numbers after the first.
  public func place(ofOffset offset: Int) -> [Int] {
    var rest = offset
    return strides.map { stride in
      defer { rest %= stride }
      return rest / stride
    }
  }

  // Indices that are within their axes can't overflow, so the arithmetic isn't checked again.

  @inlinable
  @inline(__always)
  func offset(_ i: Int) -> Int {
    requireRank(1)
    requireIndex(i, below: sizes.a0, axis: 0)
    return i
  }

  @inlinable
  @inline(__always)
  func offset(_ i: Int, _ j: Int) -> Int {
    requireRank(2)
    requireIndex(i, below: sizes.a0, axis: 0)
    requireIndex(j, below: sizes.a1, axis: 1)
    return i &* steps.a0 &+ j
  }

  @inlinable
  @inline(__always)
  func offset(_ i: Int, _ j: Int, _ k: Int) -> Int {
    requireRank(3)
    requireIndex(i, below: sizes.a0, axis: 0)
    requireIndex(j, below: sizes.a1, axis: 1)
    requireIndex(k, below: sizes.a2, axis: 2)
    return i &* steps.a0 &+ j &* steps.a1 &+ k
  }

  @inlinable
  @inline(__always)
  func offset(_ n: Int, _ c: Int, _ h: Int, _ w: Int) -> Int {
    requireRank(4)
    requireIndex(n, below: sizes.a0, axis: 0)
    requireIndex(c, below: sizes.a1, axis: 1)
    requireIndex(h, below: sizes.a2, axis: 2)
    requireIndex(w, below: sizes.a3, axis: 3)
    return n &* steps.a0 &+ c &* steps.a1 &+ h &* steps.a2 &+ w
  }

  @inlinable
  @inline(__always)
  func offset(_ n: Int, _ c: Int, _ d: Int, _ h: Int, _ w: Int) -> Int {
    requireRank(5)
    requireIndex(n, below: sizes.a0, axis: 0)
    requireIndex(c, below: sizes.a1, axis: 1)
    requireIndex(d, below: sizes.a2, axis: 2)
    requireIndex(h, below: sizes.a3, axis: 3)
    requireIndex(w, below: sizes.a4, axis: 4)
    return n &* steps.a0 &+ c &* steps.a1 &+ d &* steps.a2 &+ h &* steps.a3 &+ w
  }

  @inlinable
  @inline(__always)
  func requireIndex(_ index: Int, below size: Int, axis: Int) {
    // As unsigned numbers, negative indices are larger than any size: one comparison does for both.
    guard UInt(bitPattern: index) < UInt(bitPattern: size) else {
      stopForIndex(index, along: axis)
    }
  }

  @inlinable
  @inline(__always)
  func requireRank(_ rank: Int) {
    guard sizes.count == rank else { stopForRank(rank) }
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

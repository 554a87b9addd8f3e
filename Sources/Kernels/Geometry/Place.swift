import Tensors

/// A place in a tensor of rows: `[n, c, w]`.
public struct RowPlace: Equatable, Sendable {
  public let n: Int
  public let c: Int
  public let w: Int

  @inlinable
  public init(_ n: Int, _ c: Int, _ w: Int) {
    self.n = n
    self.c = c
    self.w = w
  }
}

/// A place in a tensor of pictures: `[n, c, h, w]`.
public struct Place: Equatable, Sendable {
  public let n: Int
  public let c: Int
  public let h: Int
  public let w: Int

  @inlinable
  public init(_ n: Int, _ c: Int, _ h: Int, _ w: Int) {
    self.n = n
    self.c = c
    self.h = h
    self.w = w
  }
}

/// A place in a tensor of volumes: `[n, c, d, h, w]`.
public struct VolumePlace: Equatable, Sendable {
  public let n: Int
  public let c: Int
  public let d: Int
  public let h: Int
  public let w: Int

  @inlinable
  public init(_ n: Int, _ c: Int, _ d: Int, _ h: Int, _ w: Int) {
    self.n = n
    self.c = c
    self.d = d
    self.h = h
    self.w = w
  }
}

extension Tensor {
  /// The number at a place.
  ///
  /// - Precondition: the tensor has the place's axes and the place is within them.
  @inlinable
  @inline(__always)
  public subscript(place: RowPlace) -> Scalar {
    get { self[place.n, place.c, place.w] }
    _modify { yield &self[place.n, place.c, place.w] }
  }

  /// The number at a place.
  ///
  /// - Precondition: the tensor has the place's axes and the place is within them.
  @inlinable
  @inline(__always)
  public subscript(place: Place) -> Scalar {
    get { self[place.n, place.c, place.h, place.w] }
    _modify { yield &self[place.n, place.c, place.h, place.w] }
  }

  /// The number at a place.
  ///
  /// - Precondition: the tensor has the place's axes and the place is within them.
  @inlinable
  @inline(__always)
  public subscript(place: VolumePlace) -> Scalar {
    get { self[place.n, place.c, place.d, place.h, place.w] }
    _modify { yield &self[place.n, place.c, place.d, place.h, place.w] }
  }
}

import Tensors

/// A place in a tensor of rows: `[n, c, w]`.
public struct RowPlace: Equatable, Sendable {
  /// The picture, or of a weight the output channel.
  public let n: Int
  /// The channel.
  public let c: Int
  /// The place along the row.
  public let w: Int

  /// The place `[n, c, w]`.
  @inlinable
  public init(_ n: Int, _ c: Int, _ w: Int) {
    self.n = n
    self.c = c
    self.w = w
  }
}

/// A place in a tensor of pictures: `[n, c, h, w]`.
public struct Place: Equatable, Sendable {
  /// The picture, or of a weight the output channel.
  public let n: Int
  /// The channel.
  public let c: Int
  /// The row.
  public let h: Int
  /// The column.
  public let w: Int

  /// The place `[n, c, h, w]`.
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
  /// The volume, or of a weight the output channel.
  public let n: Int
  /// The channel.
  public let c: Int
  /// The depth: which plane.
  public let d: Int
  /// The row.
  public let h: Int
  /// The column.
  public let w: Int

  /// The place `[n, c, d, h, w]`.
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

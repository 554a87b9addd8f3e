import Tensors

/// A place in a tensor with four axes.
public struct Place: Equatable, Sendable, CustomStringConvertible {
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

  public var description: String { "[\(n), \(c), \(h), \(w)]" }
}

extension Tensor {
  /// The number at a place.
  ///
  /// - Precondition: the tensor has four axes and the place is within them.
  @inlinable
  @inline(__always)
  public subscript(place: Place) -> Scalar {
    get { self[place.n, place.c, place.h, place.w] }
    _modify { yield &self[place.n, place.c, place.h, place.w] }
  }
}

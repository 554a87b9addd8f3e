/// A tensor taken apart along one of its axes: `before` × `size` × `after` numbers.
///
/// Softmax sums along one axis and does the same for every place on the others; batch norm has one
/// mean for each place on one axis. Both see the tensor in this shape.
public struct AxisLines: Equatable, Sendable {
  /// The product of the sizes before the axis.
  public let before: Int
  /// The axis's own size.
  public let size: Int
  /// The product of the sizes after it.
  public let after: Int

  /// `[before, size, after]`.
  public var shape: [Int] { [before, size, after] }

  /// A shape taken apart.
  ///
  /// - Parameters:
  ///   - shape: the tensor's.
  ///   - axis: from 0; negative counts from the end, −1 is the last.
  /// - Throws: `ShapeError` unless the shape has this axis.
  public init(shape: [Int], axis: Int) throws(ShapeError) {
    let place = axis < 0 ? axis + shape.count : axis
    guard shape.indices.contains(place) else {
      throw ShapeError(
        "a tensor of shape \(shape) has no axis \(axis): "
          + (shape.isEmpty ? "it has none" : "it has the axes 0 to \(shape.count - 1)"))
    }
    before = shape[..<place].reduce(1, *)
    size = shape[place]
    after = shape[(place + 1)...].reduce(1, *)
  }

  /// The same, but a misfit stops the program.
  ///
  /// - Precondition: the shape has this axis; otherwise the program stops with the message.
  public init(stoppingUnlessIn shape: [Int], axis: Int) {
    self = ShapeError.orStop { () throws(ShapeError) in try AxisLines(shape: shape, axis: axis) }
  }
}

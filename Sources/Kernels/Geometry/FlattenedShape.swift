/// The shape that is left when some neighbouring axes become one.
public struct FlattenedShape: Equatable, Sendable {
  /// What is left: the axes before, their product, and the axes after.
  public let shape: [Int]

  /// The shape that flattening gives.
  ///
  /// - Parameters:
  ///   - input: the shape of x.
  ///   - firstAxis: the first of the axes that become one; negative counts from the end.
  ///   - lastAxis: the last of them.
  /// - Throws: `ShapeError` unless both are axes and in order.
  public init(of input: [Int], firstAxis: Int, lastAxis: Int) throws(ShapeError) {
    let first = firstAxis < 0 ? firstAxis + input.count : firstAxis
    let last = lastAxis < 0 ? lastAxis + input.count : lastAxis
    guard input.indices.contains(first), input.indices.contains(last), first <= last else {
      throw ShapeError(
        "flatten of input \(input) from axis \(firstAxis) to axis \(lastAxis): both must be axes "
          + "of the input, and in order")
    }
    shape = input[..<first] + [input[first...last].reduce(1, *)] + input[(last + 1)...]
  }

  /// The same, but a misfit stops the program.
  ///
  /// - Precondition: both are axes and in order; otherwise the program stops with the message.
  public init(stoppingUnlessFits input: [Int], firstAxis: Int, lastAxis: Int) {
    self = ShapeError.orStop { () throws(ShapeError) in
      try FlattenedShape(of: input, firstAxis: firstAxis, lastAxis: lastAxis)
    }
  }
}

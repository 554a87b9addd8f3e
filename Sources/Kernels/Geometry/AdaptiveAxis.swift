/// One axis along which windows are laid out so that a given number of them covers the input.
///
/// Window `o` of `output` goes from the place o·input/output, rounded down, up to but not including
/// (o + 1)·input/output, rounded up. Windows may overlap, and their sizes differ by one at most.
public struct AdaptiveAxis: Equatable, Sendable {
  /// The input's size along the axis, at least 1.
  public let input: Int
  /// How many windows cover it, at least 1.
  public let output: Int

  /// An axis of `input` places that `output` windows cover.
  ///
  /// - Parameters:
  ///   - name: what the message calls the axis: "height", "width".
  ///   - input: the input's size along it.
  ///   - output: how many windows cover it; more than the input has places is fine.
  /// - Throws: `ShapeError` unless there is an input and an output size of at least 1.
  public init(name: String, input: Int, output: Int) throws(ShapeError) {
    guard output >= 1, output <= 1 << 14 else {
      throw ShapeError(
        "the output's \(name) must be from 1 to \(1 << 14), not \(output)")
    }
    guard input >= 1 else {
      throw ShapeError("the input has no places along the \(name)")
    }
    self.input = input
    self.output = output
  }

  /// The input's places under window `o`.
  @inlinable
  public func places(output o: Int) -> Range<Int> {
    o * input / output..<((o + 1) * input + output - 1) / output
  }
}

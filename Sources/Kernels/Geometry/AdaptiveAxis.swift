/// One axis along which windows are laid out so that a given number of them covers the input.
///
/// Window `o` of `output` goes from the place o·input/output, rounded down, up to but not including
/// (o + 1)·input/output, rounded up. Windows may overlap, and their sizes differ by one at most.
public struct AdaptiveAxis: Equatable, Sendable {
  public let input: Int
  public let output: Int

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

/// The windows of one adaptive pooling of pictures: x is `[N, C, H, W]`, y is `[N, C, OH, OW]`.
public struct AdaptivePool2dGeometry: Equatable, Sendable {
  public let pictures: Int
  public let channels: Int
  public let rows: AdaptiveAxis
  public let columns: AdaptiveAxis

  public var outputShape: [Int] { [pictures, channels, rows.output, columns.output] }

  /// - Throws: `ShapeError` where shape and output size don't fit.
  public init(input: [Int], outputSize: PerAxis) throws(ShapeError) {
    do throws(ShapeError) {
      guard input.count == 4 else {
        throw ShapeError("the input must be [N, C, H, W], 4 axes, but has \(input.count)")
      }
      pictures = input[0]
      channels = input[1]
      rows = try AdaptiveAxis(
        name: "height", input: input[2],
        output: try outputSize.value("output size", axis: 0, of: 2))
      columns = try AdaptiveAxis(
        name: "width", input: input[3],
        output: try outputSize.value("output size", axis: 1, of: 2))
    } catch {
      throw ShapeError("adaptiveAvgPool2d of input \(input): \(error.description)")
    }
  }
}

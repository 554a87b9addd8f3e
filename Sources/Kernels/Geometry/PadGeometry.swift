/// The sizes of a padding of rows, pictures or volumes, checked.
///
/// x is `[N, C, W]`, `[N, C, H, W]` or `[N, C, D, H, W]`. An axis that isn't there counts as one of
/// size 1 without padding, so that one set of loops does for all three.
public struct PadGeometry: Equatable, Sendable {
  /// N·C, how many rows, pictures or volumes of one channel.
  public let channels: Int
  public let planes: WindowAxis
  public let rows: WindowAxis
  public let columns: WindowAxis

  /// The shape of x as `[N·C, D, H, W]`.
  public var inputVolume: [Int] { [channels, planes.input, rows.input, columns.input] }
  /// The shape of y as `[N·C, OD, OH, OW]`.
  public var outputVolume: [Int] { [channels, planes.output, rows.output, columns.output] }
  /// The shape of y with the axes that x has.
  public let outputShape: [Int]

  /// - Throws: `ShapeError` where shape and padding don't fit.
  public init(input: [Int], padding: Padding, mode: PaddingMode) throws(ShapeError) {
    do throws(ShapeError) {
      guard (3...5).contains(input.count) else {
        throw ShapeError(
          "the input must be [N, C, W], [N, C, H, W] or [N, C, D, H, W], but has "
            + "\(input.count) axes")
      }
      guard padding.isNumbers else {
        throw ShapeError("the padding is given in numbers, not as a rule")
      }
      let count = input.count - 2
      let names = ["depth", "height", "width"].suffix(count)
      // A window of one place that moves by one visits every place of the padded input.
      var windows: [WindowAxis] = []
      for (axis, name) in names.enumerated() {
        let (before, after) = try padding.sides(
          axis: axis, of: count, input: input[2 + axis], kernel: 1, stride: 1, dilation: 1)
        windows.append(
          try WindowAxis(
            name: name, input: input[2 + axis], kernel: 1, stride: 1, dilation: 1,
            paddingBefore: before, paddingAfter: after, paddingMode: mode))
      }
      outputShape = [input[0], input[1]] + windows.map(\.output)
      while windows.count < 3 {
        windows.insert(
          try WindowAxis(
            name: "depth", input: 1, kernel: 1, stride: 1, dilation: 1, paddingBefore: 0,
            paddingAfter: 0),
          at: 0)
      }
      channels = input[0] * input[1]
      planes = windows[0]
      rows = windows[1]
      columns = windows[2]
    } catch {
      throw ShapeError("pad of input \(input): \(error.description)")
    }
  }
}

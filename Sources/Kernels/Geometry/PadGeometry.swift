import Tensors

/// The sizes of a padding of rows, pictures or volumes, checked.
///
/// x is `[N, C, W]`, `[N, C, H, W]` or `[N, C, D, H, W]`. An axis that isn't there counts as one of
/// size 1 without padding, so that one set of loops does for all three.
public struct PadGeometry: Equatable, Sendable {
  /// N·C, how many rows, pictures or volumes of one channel.
  public let channels: Int
  /// The planes: D and OD are `planes.input` and `planes.output`.
  public let planes: WindowAxis
  /// The rows: H and OH.
  public let rows: WindowAxis
  /// The columns: W and OW.
  public let columns: WindowAxis

  /// The shape of x as `[N·C, D, H, W]`.
  public var inputVolume: [Int] { [channels, planes.input, rows.input, columns.input] }
  /// The shape of y as `[N·C, OD, OH, OW]`.
  public var outputVolume: [Int] { [channels, planes.output, rows.output, columns.output] }
  /// The shape of y with the axes that x has.
  public let outputShape: [Int]

  /// How many places of y hold the same number of x at most.
  public var imagesPerPlace: Int {
    planes.imagesPerPlace * rows.imagesPerPlace * columns.imagesPerPlace
  }

  /// The geometry of a padding.
  ///
  /// - Parameters:
  ///   - input: the shape of x, `[N, C, W]`, `[N, C, H, W]` or `[N, C, D, H, W]`.
  ///   - padding: how many places on each side of every axis after the channels, in numbers.
  ///   - mode: what the padding holds.
  /// - Throws: `ShapeError` where shape and padding don't fit, with the rule in words.
  public init(input: [Int], padding: Padding, mode: PaddingMode) throws(ShapeError) {
    do throws(ShapeError) {
      guard (3...5).contains(input.count) else {
        throw ShapeError(
          "the input must be [N, C, W], [N, C, H, W] or [N, C, D, H, W], but has "
            + ShapeError.axes(input.count))
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
      outputShape = [input[0], input[1]] + windows.map { $0.output }
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

  /// The same, but a misfit stops the program.
  ///
  /// - Precondition: shape and padding fit; otherwise the program stops with the message.
  public init(stoppingUnlessFits input: [Int], padding: Padding, mode: PaddingMode) {
    self = ShapeError.orStop { () throws(ShapeError) in
      try PadGeometry(input: input, padding: padding, mode: mode)
    }
  }

  /// Stops the program unless the gradient of the output has the output's shape.
  public func requireOutputShape<Scalar>(_ gradOutput: Tensor<Scalar>) {
    ShapeError.requireGradient(gradOutput.shape, of: outputShape)
  }

  /// Calls `body` with every place of y, as `[N·C, D, H, W]` sees it, and the place of x whose number
  /// it repeats; places that hold the value are left out.
  @inlinable
  @inline(__always)
  public func forEachTap(_ body: (PoolTap<Place>) -> Void) {
    for c in 0..<channels {
      for od in 0..<planes.output {
        guard let id = planes.input(output: od, kernel: 0) else { continue }
        for oh in 0..<rows.output {
          guard let ih = rows.input(output: oh, kernel: 0) else { continue }
          for ow in 0..<columns.output {
            guard let iw = columns.input(output: ow, kernel: 0) else { continue }
            body(PoolTap(output: Place(c, od, oh, ow), input: Place(c, id, ih, iw)))
          }
        }
      }
    }
  }
}

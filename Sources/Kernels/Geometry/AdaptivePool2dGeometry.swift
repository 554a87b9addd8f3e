import Tensors

/// The windows of one adaptive pooling of pictures: x is `[N, C, H, W]`, y is `[N, C, OH, OW]`.
public struct AdaptivePool2dGeometry: Equatable, Sendable {
  /// N, how many pictures.
  public let pictures: Int
  /// C, how many channels; each is pooled on its own.
  public let channels: Int
  /// The rows: H and OH are `rows.input` and `rows.output`.
  public let rows: AdaptiveAxis
  /// The columns: W and OW.
  public let columns: AdaptiveAxis

  /// The shape of y: `[N, C, OH, OW]`.
  public var outputShape: [Int] { [pictures, channels, rows.output, columns.output] }

  /// The geometry of an adaptive pooling.
  ///
  /// - Parameters:
  ///   - input: the shape of x, `[N, C, H, W]`.
  ///   - outputSize: OH and OW.
  /// - Throws: `ShapeError` where shape and output size don't fit, with the rule in words.
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

  /// The same, but a misfit stops the program.
  ///
  /// - Precondition: shape and output size fit; otherwise the program stops with the message.
  public init(stoppingUnlessFits input: [Int], outputSize: PerAxis) {
    self = ShapeError.orStop { () throws(ShapeError) in
      try AdaptivePool2dGeometry(input: input, outputSize: outputSize)
    }
  }

  /// Stops the program unless the gradient of the output has the output's shape.
  public func requireOutputShape<Scalar>(_ gradOutput: Tensor<Scalar>) {
    ShapeError.requireGradient(gradOutput.shape, of: outputShape)
  }

  /// How many places the window of output `oh`, `ow` has.
  public func places(_ oh: Int, _ ow: Int) -> Int {
    rows.places(output: oh).count * columns.places(output: ow).count
  }

  /// Calls `body` with every tap and with how many places its window has: the outputs in row order,
  /// and the places of each window in row order.
  @inlinable
  @inline(__always)
  public func forEachTap(_ body: (PoolTap<Place>, Int) -> Void) {
    for n in 0..<pictures {
      for c in 0..<channels {
        for oh in 0..<rows.output {
          for ow in 0..<columns.output {
            let (ihs, iws) = (rows.places(output: oh), columns.places(output: ow))
            for ih in ihs {
              for iw in iws {
                body(
                  PoolTap(output: Place(n, c, oh, ow), input: Place(n, c, ih, iw)),
                  ihs.count * iws.count)
              }
            }
          }
        }
      }
    }
  }
}

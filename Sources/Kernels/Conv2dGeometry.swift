import Tensors

/// The sizes of one two-dimensional convolution, checked, and what meets what in it.
///
/// Every implementation asks this type for its sizes, so the rules on shapes stand here once.
public struct Conv2dGeometry: Equatable, Sendable {
  /// N, how many pictures.
  public let pictures: Int
  /// IC, the channels of the input, all groups together.
  public let inputChannels: Int
  /// OC, the channels of the output, all groups together.
  public let outputChannels: Int
  /// G, the number of groups.
  public let groups: Int
  /// The rows: H, KH and OH are `rows.input`, `rows.kernel` and `rows.output`.
  public let rows: WindowAxis
  /// The columns: W, KW and OW.
  public let columns: WindowAxis

  /// IC/G, the input channels that one output channel sees.
  public var inputChannelsPerGroup: Int { inputChannels / groups }
  /// OC/G, the output channels of one group.
  public var outputChannelsPerGroup: Int { outputChannels / groups }

  /// `[N, OC, OH, OW]`.
  public var outputShape: [Int] { [pictures, outputChannels, rows.output, columns.output] }

  /// How many products are summed for one output where nothing is padding: IC/G · KH · KW.
  public var productsPerOutput: Int { inputChannelsPerGroup * rows.kernel * columns.kernel }

  /// How many multiply-adds the whole convolution takes, padding included.
  public var multiplyAdds: Int { outputShape.reduce(1, *) * productsPerOutput }

  /// - Parameters:
  ///   - input: the shape of x, `[N, IC, H, W]`.
  ///   - weight: the shape of w, `[OC, IC/G, KH, KW]`.
  ///   - bias: the shape of b, `[OC]`, or nil.
  /// - Throws: `ShapeError` where they don't fit, with both shapes and the rule in words.
  public init(
    input: [Int], weight: [Int], bias: [Int]?, options: ConvolutionOptions
  ) throws(ShapeError) {
    let shapes = "conv2d of input \(input) with weight \(weight): "
    guard input.count == 4 else {
      throw ShapeError(shapes + "the input must be [N, IC, H, W], 4 axes, but has \(input.count)")
    }
    guard weight.count == 4 else {
      throw ShapeError(
        shapes + "the weight must be [OC, IC/G, KH, KW], 4 axes, but has \(weight.count)")
    }
    let groups = options.groups
    guard groups >= 1 else {
      throw ShapeError(shapes + "there must be at least 1 group, not \(groups)")
    }
    guard input[1] % groups == 0, weight[0] % groups == 0 else {
      throw ShapeError(
        shapes + "\(groups) groups must divide the input channels (\(input[1])) and the output "
          + "channels (\(weight[0]))")
    }
    guard weight[1] == input[1] / groups else {
      throw ShapeError(
        shapes + "the input has \(input[1]) channels in \(groups) "
          + (groups == 1 ? "group" : "groups")
          + ", so the weight's second axis must be \(input[1] / groups), not \(weight[1])")
    }
    if let bias, bias != [weight[0]] {
      throw ShapeError(
        shapes + "the bias must be [\(weight[0])], one number for each output channel, not \(bias)")
    }
    pictures = input[0]
    inputChannels = input[1]
    outputChannels = weight[0]
    self.groups = groups
    do {
      rows = try WindowAxis(
        name: "height", input: input[2], kernel: weight[2], stride: options.stride.height,
        dilation: options.dilation.height, paddingBefore: options.padding.top,
        paddingAfter: options.padding.bottom)
      columns = try WindowAxis(
        name: "width", input: input[3], kernel: weight[3], stride: options.stride.width,
        dilation: options.dilation.width, paddingBefore: options.padding.left,
        paddingAfter: options.padding.right)
    } catch {
      throw ShapeError(shapes + error.description)
    }
  }

  /// The geometry of these tensors.
  ///
  /// - Precondition: they fit; otherwise the program stops with `ShapeError`'s message.
  public init<Scalar>(
    _ input: Tensor<Scalar>, weight: Tensor<Scalar>, bias: Tensor<Scalar>?,
    options: ConvolutionOptions
  ) {
    do {
      self = try Conv2dGeometry(
        input: input.shape, weight: weight.shape, bias: bias?.shape, options: options)
    } catch {
      fatalError(error.description)
    }
  }
}

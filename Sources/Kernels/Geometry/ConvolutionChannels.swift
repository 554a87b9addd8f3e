/// The pictures, channels and groups of a convolution in any number of dimensions, checked.
public struct ConvolutionChannels: Equatable, Sendable {
  /// N, how many pictures.
  public let pictures: Int
  /// IC, the channels of the input, all groups together.
  public let input: Int
  /// OC, the channels of the output, all groups together.
  public let output: Int
  /// G, the number of groups.
  public let groups: Int

  /// IC/G, the input channels that one output channel sees.
  public let inputPerGroup: Int
  /// OC/G, the output channels of one group.
  public let outputPerGroup: Int

  /// g, the group of output channel `oc`: oc / (OC/G), rounded down. It meets the input channels from
  /// g·IC/G on.
  @inlinable
  public func group(ofOutput oc: Int) -> Int { oc / outputPerGroup }

  private init(pictures: Int, input: Int, output: Int, groups: Int) {
    self.pictures = pictures
    self.input = input
    self.output = output
    self.groups = groups
    inputPerGroup = input / groups
    outputPerGroup = output / groups
  }

  /// - Parameters:
  ///   - input: the shape of x, `[N, IC, sizes]`.
  ///   - weight: the shape of w, `[OC, IC/G, kernel sizes]`.
  ///   - bias: the shape of b, `[OC]`, or nil.
  ///   - axes: the letters of the axes along which the kernel slides: `["H", "W"]`.
  /// - Throws: `ShapeError` where they don't fit.
  init(
    input: [Int], weight: [Int], bias: [Int]?, groups: Int, axes: [String]
  ) throws(ShapeError) {
    let rank = axes.count + 2
    let sizes = ShapeError.list(axes)
    let kernelSizes = ShapeError.list(axes.map { "K\($0)" })
    guard input.count == rank else {
      throw ShapeError(
        "the input must be [N, IC, \(sizes)], \(rank) axes, but has \(input.count)")
    }
    guard weight.count == rank else {
      throw ShapeError(
        "the weight must be [OC, IC/G, \(kernelSizes)], \(rank) axes, but has \(weight.count)")
    }
    guard groups >= 1 else {
      throw ShapeError("there must be at least 1 group, not \(groups)")
    }
    guard input[1] % groups == 0, weight[0] % groups == 0 else {
      throw ShapeError(
        "\(groups) groups must divide the input channels (\(input[1])) and the output "
          + "channels (\(weight[0]))")
    }
    guard weight[1] == input[1] / groups else {
      throw ShapeError(
        "the input has \(input[1]) " + (input[1] == 1 ? "channel" : "channels") + " in \(groups) "
          + (groups == 1 ? "group" : "groups")
          + ", so the weight's second axis must be \(input[1] / groups), not \(weight[1])")
    }
    if let bias, bias != [weight[0]] {
      throw ShapeError(
        "the bias must be [\(weight[0])], one number for each output channel, not \(bias)")
    }
    self.init(pictures: input[0], input: input[1], output: weight[0], groups: groups)
  }

  /// The channels of the convolution that a transposed convolution turns round.
  ///
  /// - Parameters:
  ///   - input: the shape of the transposed one's x, `[N, IC, sizes]`.
  ///   - weight: the shape of its w, `[IC, OC/G, kernel sizes]`.
  ///   - bias: the shape of its b, `[OC]`, or nil.
  init(
    transposedInput input: [Int], weight: [Int], bias: [Int]?, groups: Int, axes: [String]
  ) throws(ShapeError) {
    let rank = axes.count + 2
    let sizes = ShapeError.list(axes)
    let kernelSizes = ShapeError.list(axes.map { "K\($0)" })
    guard input.count == rank else {
      throw ShapeError(
        "the input must be [N, IC, \(sizes)], \(rank) axes, but has \(input.count)")
    }
    guard weight.count == rank else {
      throw ShapeError(
        "the weight must be [IC, OC/G, \(kernelSizes)], \(rank) axes, but has \(weight.count)")
    }
    guard groups >= 1 else {
      throw ShapeError("there must be at least 1 group, not \(groups)")
    }
    guard input[1] % groups == 0 else {
      throw ShapeError("\(groups) groups must divide the input channels (\(input[1]))")
    }
    guard weight[0] == input[1] else {
      throw ShapeError(
        "the input has \(input[1]) channels, so the weight's first axis must be \(input[1]), "
          + "not \(weight[0])")
    }
    let outputChannels = weight[1] * groups
    if let bias, bias != [outputChannels] {
      throw ShapeError(
        "the bias must be [\(outputChannels)], one number for each output channel, not \(bias)")
    }
    self.init(pictures: input[0], input: outputChannels, output: input[1], groups: groups)
  }
}

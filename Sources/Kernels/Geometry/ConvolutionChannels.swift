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
  public var inputPerGroup: Int { input / groups }
  /// OC/G, the output channels of one group.
  public var outputPerGroup: Int { output / groups }

  /// The input channel that output channel `oc` meets as its number `ic`: g·IC/G + ic, where
  /// g = oc / (OC/G), rounded down, is the group of oc.
  @inlinable
  public func inputChannel(output oc: Int, _ ic: Int) -> Int {
    oc / outputPerGroup * inputPerGroup + ic
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
        "the input has \(input[1]) channels in \(groups) " + (groups == 1 ? "group" : "groups")
          + ", so the weight's second axis must be \(input[1] / groups), not \(weight[1])")
    }
    if let bias, bias != [weight[0]] {
      throw ShapeError(
        "the bias must be [\(weight[0])], one number for each output channel, not \(bias)")
    }
    pictures = input[0]
    self.input = input[1]
    output = weight[0]
    self.groups = groups
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
    pictures = input[0]
    self.input = outputChannels
    output = input[1]
    self.groups = groups
  }
}

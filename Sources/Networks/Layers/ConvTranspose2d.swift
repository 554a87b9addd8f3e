public import Kernels
public import Tensors

/// A transposed convolution of pictures, `[N, IC, H, W]` to `[N, OC, OH, OW]`: each input spreads a whole kernel
/// onto the output, which makes pictures larger.
public final class ConvTranspose2d: Layer {
  /// w, `[IC, OC/G, KH, KW]`.
  public let weight: Parameter
  /// b, `[OC]`; nil if there is none.
  public let bias: Parameter?
  /// Stride, padding, output padding, dilation and groups.
  public let options: TransposedConvolutionOptions
  private var input: Tensor<Float>?

  /// A transposed convolution of pictures.
  ///
  /// - Parameters:
  ///   - inputChannels: IC.
  ///   - outputChannels: OC.
  ///   - kernelSize: how high and wide the kernel is: `2`, or `[5, 3]`.
  ///   - stride: how far apart two neighbouring inputs land.
  ///   - padding: how many places are cut off the output's sides.
  ///   - outputPadding: how many places the output is made longer at its end.
  ///   - dilation: how far apart the kernel's numbers land.
  ///   - groups: into how many groups the channels are split.
  ///   - hasBias: whether there is a bias.
  ///   - initializer: how the weight is drawn, the bias then 0; PyTorch's way for both if nil, which takes
  ///     OC/G·KH·KW for the fan-in.
  public init(
    inputChannels: Int, outputChannels: Int, kernelSize: PerAxis, stride: PerAxis = 1,
    padding: Padding = 0, outputPadding: PerAxis = 0, dilation: PerAxis = 1, groups: Int = 1,
    hasBias: Bool = true, initializer: Initializer? = nil
  ) {
    let shape = [inputChannels, outputChannels / groups] + kernelSize.sizes(2)
    let fanIn = shape.dropFirst().reduce(1, *)
    weight = Parameter(
      "weight", .weight, shape: shape, initializer: initializer ?? .byFanIn(fanIn))
    bias =
      hasBias
      ? Parameter(
        "bias", .bias, shape: [outputChannels],
        initializer: initializer == nil ? .byFanIn(fanIn) : .constant(0))
      : nil
    options = TransposedConvolutionOptions(
      stride: stride, padding: padding, outputPadding: outputPadding, dilation: dilation,
      groups: groups)
  }

  public func forward(_ input: Tensor<Float>, in pass: Pass) -> Tensor<Float> {
    self.input = pass.isTraining ? input : nil
    return pass.kernels.convTranspose2d(
      input, weight: weight.value, bias: bias?.value, options: options)
  }

  public func backward(_ gradOutput: Tensor<Float>, in pass: Pass) -> Tensor<Float> {
    let gradients = pass.kernels.convTranspose2dBackward(
      gradOutput, input: kept(input, by: self), weight: weight.value, options: options)
    weight.add(gradient: gradients.gradWeight)
    bias?.add(gradient: gradients.gradBias)
    return gradients.gradInput
  }

  public func outputShape(of input: [Int]) throws(ShapeError) -> [Int] {
    // The convolution that is turned round takes in what this one gives.
    try geometry(input).inputShape
  }

  public func multiplyAdds(of input: [Int]) throws(ShapeError) -> Int {
    try geometry(input).multiplyAdds
  }

  private func geometry(_ input: [Int]) throws(ShapeError) -> Conv2dGeometry {
    try Conv2dGeometry(
      transposedInput: input, weight: weight.shape, bias: bias?.shape, options: options)
  }

  public var state: [Parameter] { [weight] + (bias.map { [$0] } ?? []) }

  public func window(on input: [Int]) -> Window {
    .spread(options, kernelSize: PerAxis(Array(weight.shape.dropFirst(2))))
  }
}

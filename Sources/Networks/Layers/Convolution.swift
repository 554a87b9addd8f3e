public import Kernels
public import Tensors

/// A convolution whose weight and bias are learned, in one, two or three dimensions: `Conv1d`, `Conv2d`,
/// `Conv3d`.
///
///     y = conv(x, w) + b        w is [OC, IC/G, kernel sizes], b is [OC]
public class ConvolutionLayer: Layer {
  /// w, `[OC, IC/G, kernel sizes]`.
  public let weight: Parameter
  /// b, `[OC]`; nil if there is none.
  public let bias: Parameter?
  /// Stride, padding, dilation and groups.
  public let options: ConvolutionOptions
  fileprivate var input: Tensor<Float>?

  fileprivate init(
    weightShape: [Int], hasBias: Bool, options: ConvolutionOptions, initializer: Initializer?
  ) {
    let fanIn = weightShape.dropFirst().reduce(1, *)
    weight = Parameter(
      "weight", .weight, shape: weightShape, initializer: initializer ?? .byFanIn(fanIn))
    bias =
      hasBias
      ? Parameter(
        "bias", .bias, shape: [weightShape[0]],
        initializer: initializer == nil ? .byFanIn(fanIn) : .constant(0))
      : nil
    self.options = options
  }

  fileprivate func convolve(_ input: Tensor<Float>, in pass: Pass) -> Tensor<Float> {
    fatalError("a convolution has one, two or three dimensions")
  }

  /// A convolution and a ReLU in one, where there are kernels for it.
  fileprivate func convolveWithReLU(_ input: Tensor<Float>, in pass: Pass) -> Tensor<Float> {
    pass.kernels.relu(convolve(input, in: pass))
  }

  fileprivate func gradients(
    _ gradOutput: Tensor<Float>, input: Tensor<Float>, in pass: Pass
  ) -> WeightedGradients<Float> {
    fatalError("a convolution has one, two or three dimensions")
  }

  /// The gradients by weight and bias alone.
  fileprivate func parameterGradients(
    _ gradOutput: Tensor<Float>, input: Tensor<Float>, in pass: Pass
  ) -> ParameterGradients<Float> {
    let gradients = gradients(gradOutput, input: input, in: pass)
    return ParameterGradients(gradWeight: gradients.gradWeight, gradBias: gradients.gradBias)
  }

  public func forward(_ input: Tensor<Float>, in pass: Pass) -> Tensor<Float> {
    self.input = pass.isTraining ? input : nil
    return convolve(input, in: pass)
  }

  /// `forward`, and a ReLU after it: max(0, y).
  func forwardWithReLU(_ input: Tensor<Float>, in pass: Pass) -> Tensor<Float> {
    self.input = pass.isTraining ? input : nil
    return convolveWithReLU(input, in: pass)
  }

  public func backward(_ gradOutput: Tensor<Float>, in pass: Pass) -> Tensor<Float> {
    let input = kept(self.input, by: self)
    let gradients = gradients(gradOutput, input: input, in: pass)
    weight.add(gradient: gradients.gradWeight)
    bias?.add(gradient: gradients.gradBias)
    return gradients.gradInput
  }

  public func backwardToParameters(_ gradOutput: Tensor<Float>, in pass: Pass) {
    let input = kept(self.input, by: self)
    let gradients = parameterGradients(gradOutput, input: input, in: pass)
    weight.add(gradient: gradients.gradWeight)
    bias?.add(gradient: gradients.gradBias)
  }

  fileprivate func geometry(_ input: [Int]) throws(ShapeError) -> any ConvolutionGeometry {
    fatalError("a convolution has one, two or three dimensions")
  }

  public func outputShape(of input: [Int]) throws(ShapeError) -> [Int] {
    try geometry(input).outputShape
  }

  public func multiplyAdds(of input: [Int]) throws(ShapeError) -> Int {
    try geometry(input).multiplyAdds
  }

  public var state: [Parameter] { [weight] + (bias.map { [$0] } ?? []) }

  public func window(on input: [Int]) -> Window {
    .sliding(
      PoolingOptions(
        kernelSize: PerAxis(Array(weight.shape.dropFirst(2))), stride: options.stride,
        dilation: options.dilation))
  }
}

/// A convolution of rows, `[N, IC, L]` to `[N, OC, OL]`.
public final class Conv1d: ConvolutionLayer {
  /// A convolution of rows.
  ///
  /// - Parameters:
  ///   - inputChannels: IC.
  ///   - outputChannels: OC.
  ///   - kernelSize: how long the kernel is.
  ///   - stride: how far it moves.
  ///   - padding: how many places of padding surround the row.
  ///   - dilation: how far apart its numbers lie.
  ///   - groups: into how many groups the channels are split.
  ///   - hasBias: whether there is a bias.
  ///   - initializer: how the weight is drawn, the bias then 0; PyTorch's way for both if nil.
  public init(
    inputChannels: Int, outputChannels: Int, kernelSize: Int, stride: PerAxis = 1,
    padding: Padding = 0, dilation: PerAxis = 1, groups: Int = 1, hasBias: Bool = true,
    initializer: Initializer? = nil
  ) {
    super.init(
      weightShape: [outputChannels, inputChannels / groups, kernelSize], hasBias: hasBias,
      options: ConvolutionOptions(
        stride: stride, padding: padding, dilation: dilation, groups: groups),
      initializer: initializer)
  }

  override fileprivate func convolve(_ input: Tensor<Float>, in pass: Pass) -> Tensor<Float> {
    pass.kernels.conv1d(input, weight: weight.value, bias: bias?.value, options: options)
  }

  override fileprivate func gradients(
    _ gradOutput: Tensor<Float>, input: Tensor<Float>, in pass: Pass
  ) -> WeightedGradients<Float> {
    pass.kernels.conv1dBackward(gradOutput, input: input, weight: weight.value, options: options)
  }

  override fileprivate func geometry(_ input: [Int]) throws(ShapeError) -> any ConvolutionGeometry {
    try Conv1dGeometry(
      input: input, weight: weight.shape, bias: bias?.shape, options: options)
  }
}

/// A convolution of pictures, `[N, IC, H, W]` to `[N, OC, OH, OW]`.
public final class Conv2d: ConvolutionLayer {
  /// A convolution of pictures.
  ///
  /// - Parameters:
  ///   - inputChannels: IC.
  ///   - outputChannels: OC.
  ///   - kernelSize: how high and wide the kernel is: `3`, or `[5, 3]`.
  ///   - stride: how far it moves.
  ///   - padding: how many places of padding surround the picture.
  ///   - paddingMode: what they hold.
  ///   - dilation: how far apart its numbers lie.
  ///   - groups: into how many groups the channels are split.
  ///   - hasBias: whether there is a bias.
  ///   - initializer: how the weight is drawn, the bias then 0; PyTorch's way for both if nil.
  public init(
    inputChannels: Int, outputChannels: Int, kernelSize: PerAxis, stride: PerAxis = 1,
    padding: Padding = 0, paddingMode: PaddingMode = .zeros, dilation: PerAxis = 1,
    groups: Int = 1, hasBias: Bool = true, initializer: Initializer? = nil
  ) {
    super.init(
      weightShape: [outputChannels, inputChannels / groups] + kernelSize.sizes(2),
      hasBias: hasBias,
      options: ConvolutionOptions(
        stride: stride, padding: padding, paddingMode: paddingMode, dilation: dilation,
        groups: groups),
      initializer: initializer)
  }

  override fileprivate func convolve(_ input: Tensor<Float>, in pass: Pass) -> Tensor<Float> {
    pass.kernels.conv2d(input, weight: weight.value, bias: bias?.value, options: options)
  }

  override fileprivate func convolveWithReLU(
    _ input: Tensor<Float>, in pass: Pass
  ) -> Tensor<Float> {
    pass.kernels.conv2dReLU(input, weight: weight.value, bias: bias?.value, options: options)
  }

  override fileprivate func gradients(
    _ gradOutput: Tensor<Float>, input: Tensor<Float>, in pass: Pass
  ) -> WeightedGradients<Float> {
    pass.kernels.conv2dBackward(gradOutput, input: input, weight: weight.value, options: options)
  }

  override fileprivate func parameterGradients(
    _ gradOutput: Tensor<Float>, input: Tensor<Float>, in pass: Pass
  ) -> ParameterGradients<Float> {
    pass.kernels.conv2dParameterGradients(
      gradOutput, input: input, weight: weight.value, options: options)
  }

  override fileprivate func geometry(_ input: [Int]) throws(ShapeError) -> any ConvolutionGeometry {
    try Conv2dGeometry(
      input: input, weight: weight.shape, bias: bias?.shape, options: options)
  }
}

/// A convolution of volumes, `[N, IC, D, H, W]` to `[N, OC, OD, OH, OW]`.
public final class Conv3d: ConvolutionLayer {
  /// A convolution of volumes.
  ///
  /// - Parameters:
  ///   - inputChannels: IC.
  ///   - outputChannels: OC.
  ///   - kernelSize: how deep, high and wide the kernel is: `3`, or `[1, 3, 3]`.
  ///   - stride: how far it moves.
  ///   - padding: how many places of padding surround the volume.
  ///   - dilation: how far apart its numbers lie.
  ///   - groups: into how many groups the channels are split.
  ///   - hasBias: whether there is a bias.
  ///   - initializer: how the weight is drawn, the bias then 0; PyTorch's way for both if nil.
  public init(
    inputChannels: Int, outputChannels: Int, kernelSize: PerAxis, stride: PerAxis = 1,
    padding: Padding = 0, dilation: PerAxis = 1, groups: Int = 1, hasBias: Bool = true,
    initializer: Initializer? = nil
  ) {
    super.init(
      weightShape: [outputChannels, inputChannels / groups] + kernelSize.sizes(3),
      hasBias: hasBias,
      options: ConvolutionOptions(
        stride: stride, padding: padding, dilation: dilation, groups: groups),
      initializer: initializer)
  }

  override fileprivate func convolve(_ input: Tensor<Float>, in pass: Pass) -> Tensor<Float> {
    pass.kernels.conv3d(input, weight: weight.value, bias: bias?.value, options: options)
  }

  override fileprivate func gradients(
    _ gradOutput: Tensor<Float>, input: Tensor<Float>, in pass: Pass
  ) -> WeightedGradients<Float> {
    pass.kernels.conv3dBackward(gradOutput, input: input, weight: weight.value, options: options)
  }

  override fileprivate func geometry(_ input: [Int]) throws(ShapeError) -> any ConvolutionGeometry {
    try Conv3dGeometry(
      input: input, weight: weight.shape, bias: bias?.shape, options: options)
  }
}

extension PerAxis {
  /// One number for each of so many axes.
  func sizes(_ count: Int) -> [Int] {
    ShapeError.orStop { () throws(ShapeError) in
      try (0..<count).map { axis throws(ShapeError) in
        try value("kernel size", axis: axis, of: count)
      }
    }
  }
}

/// What a layer has kept for the way back.
func kept<Value>(_ value: Value?, by layer: some Layer) -> Value {
  guard let value else {
    fatalError("\(layer.kind): backward needs a forward in training before it")
  }
  return value
}

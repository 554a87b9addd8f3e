public import Kernels
public import Tensors

/// A fully connected layer: every output sums all inputs, each by a weight of its own.
///
///     y[n,o] = b[o] + Σ i  x[n,i] · w[o,i]        w is [O, I], b is [O]
public final class Linear: Layer {
  /// w, `[O, I]`.
  public let weight: Parameter
  /// b, `[O]`; nil if there is none.
  public let bias: Parameter?
  private var input: Tensor<Float>?

  /// A fully connected layer.
  ///
  /// - Parameters:
  ///   - inputs: I, how many numbers go in.
  ///   - outputs: O, how many come out.
  ///   - hasBias: whether there is a bias.
  ///   - initializer: how the weight is drawn, the bias then 0; PyTorch's way for both if nil.
  public init(inputs: Int, outputs: Int, hasBias: Bool = true, initializer: Initializer? = nil) {
    weight = Parameter(
      "weight", .weight, shape: [outputs, inputs], initializer: initializer ?? .byFanIn(inputs))
    bias =
      hasBias
      ? Parameter(
        "bias", .bias, shape: [outputs],
        initializer: initializer == nil ? .byFanIn(inputs) : .constant(0))
      : nil
  }

  public func forward(_ input: Tensor<Float>, in pass: Pass) -> Tensor<Float> {
    self.input = pass.isTraining ? input : nil
    return pass.kernels.linear(input, weight: weight.value, bias: bias?.value)
  }

  public func backward(_ gradOutput: Tensor<Float>, in pass: Pass) -> Tensor<Float> {
    let input = kept(self.input, by: self)
    let gradients = pass.kernels.linearBackward(gradOutput, input: input, weight: weight.value)
    weight.add(gradient: gradients.gradWeight)
    bias?.add(gradient: gradients.gradBias)
    return gradients.gradInput
  }

  public func outputShape(of input: [Int]) throws(ShapeError) -> [Int] {
    try geometry(input).outputShape
  }

  public func multiplyAdds(of input: [Int]) throws(ShapeError) -> Int {
    let geometry = try geometry(input)
    return geometry.rows * geometry.inputs * geometry.outputs
  }

  private func geometry(_ input: [Int]) throws(ShapeError) -> LinearGeometry {
    try LinearGeometry(input: input, weight: weight.shape, bias: bias?.shape)
  }

  public var state: [Parameter] { [weight] + (bias.map { [$0] } ?? []) }

  public func window(on input: [Int]) -> Window { .everything }
}

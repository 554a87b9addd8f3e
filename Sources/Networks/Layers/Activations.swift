import Kernels
public import Tensors

/// max(0, x).
public final class ReLU: Layer {
  private var output: Tensor<Float>?

  /// A ReLU.
  public init() {}

  public func forward(_ input: Tensor<Float>, in pass: Pass) -> Tensor<Float> {
    keeping(pass.kernels.relu(input), in: pass)
  }

  /// Keeps what a ReLU gave, whoever computed it: where that is more than 0, so was its input.
  func keeping(_ output: Tensor<Float>, in pass: Pass) -> Tensor<Float> {
    self.output = pass.isTraining ? output : nil
    return output
  }

  public func backward(_ gradOutput: Tensor<Float>, in pass: Pass) -> Tensor<Float> {
    pass.kernels.reluBackward(gradOutput, input: kept(output, by: self))
  }

  public func outputShape(of input: [Int]) -> [Int] { input }
}

/// x where it is more than 0, and a little of it where it isn't.
public final class LeakyReLU: Layer {
  /// How much of a negative number goes through.
  public let negativeSlope: Float
  private var input: Tensor<Float>?

  /// A leaky ReLU.
  ///
  /// - Parameter negativeSlope: how much of a negative number goes through.
  public init(negativeSlope: Float = 0.01) { self.negativeSlope = negativeSlope }

  public func forward(_ input: Tensor<Float>, in pass: Pass) -> Tensor<Float> {
    self.input = pass.isTraining ? input : nil
    return pass.kernels.leakyRelu(input, negativeSlope: negativeSlope)
  }

  public func backward(_ gradOutput: Tensor<Float>, in pass: Pass) -> Tensor<Float> {
    pass.kernels.leakyReluBackward(
      gradOutput, input: kept(input, by: self), negativeSlope: negativeSlope)
  }

  public func outputShape(of input: [Int]) -> [Int] { input }
}

/// 1 / (1 + e⁻ˣ).
public final class Sigmoid: Layer {
  private var output: Tensor<Float>?

  /// A sigmoid.
  public init() {}

  public func forward(_ input: Tensor<Float>, in pass: Pass) -> Tensor<Float> {
    let output = pass.kernels.sigmoid(input)
    self.output = pass.isTraining ? output : nil
    return output
  }

  public func backward(_ gradOutput: Tensor<Float>, in pass: Pass) -> Tensor<Float> {
    pass.kernels.sigmoidBackward(gradOutput, output: kept(output, by: self))
  }

  public func outputShape(of input: [Int]) -> [Int] { input }
}

/// The hyperbolic tangent of each number.
public final class Tanh: Layer {
  private var output: Tensor<Float>?

  /// A tanh.
  public init() {}

  public func forward(_ input: Tensor<Float>, in pass: Pass) -> Tensor<Float> {
    let output = pass.kernels.tanh(input)
    self.output = pass.isTraining ? output : nil
    return output
  }

  public func backward(_ gradOutput: Tensor<Float>, in pass: Pass) -> Tensor<Float> {
    pass.kernels.tanhBackward(gradOutput, output: kept(output, by: self))
  }

  public func outputShape(of input: [Int]) -> [Int] { input }
}

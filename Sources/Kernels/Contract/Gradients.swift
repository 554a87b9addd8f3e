import Tensors

/// The gradients of the loss by what goes into an operation with weights.
public struct WeightedGradients<Scalar: RealNumber>: Equatable, Sendable {
  /// By the input, in its shape.
  public var gradInput: Tensor<Scalar>
  /// By the weight, in its shape.
  public var gradWeight: Tensor<Scalar>
  /// By the bias: one number for each output channel, whether or not there was a bias.
  public var gradBias: Tensor<Scalar>

  /// The three gradients of one operation, each in its tensor's shape.
  public init(gradInput: Tensor<Scalar>, gradWeight: Tensor<Scalar>, gradBias: Tensor<Scalar>) {
    self.gradInput = gradInput
    self.gradWeight = gradWeight
    self.gradBias = gradBias
  }
}

/// The gradients of the loss by what an operation has learned, without the one by its input.
public struct ParameterGradients<Scalar: RealNumber>: Equatable, Sendable {
  /// By the weight, in its shape.
  public var gradWeight: Tensor<Scalar>
  /// By the bias: one number for each output channel, whether or not there was a bias.
  public var gradBias: Tensor<Scalar>

  /// The two gradients of one operation, each in its tensor's shape.
  public init(gradWeight: Tensor<Scalar>, gradBias: Tensor<Scalar>) {
    self.gradWeight = gradWeight
    self.gradBias = gradBias
  }
}

/// The gradients of a loss by its prediction and by its target.
public struct LossGradients<Scalar: RealNumber>: Equatable, Sendable {
  /// By the prediction, in its shape.
  public var gradInput: Tensor<Scalar>
  /// By the target, in its shape.
  public var gradTarget: Tensor<Scalar>

  /// The two gradients of one loss, in one shape.
  public init(gradInput: Tensor<Scalar>, gradTarget: Tensor<Scalar>) {
    self.gradInput = gradInput
    self.gradTarget = gradTarget
  }
}

import Tensors

/// What stands between the layers: each number for itself, or along one axis.
///
/// The backward of `relu`, `leakyRelu` and `elu` asks for the input, that of the others for the
/// output, from which their slope follows.
public protocol ActivationKernels: KernelChapter {
  /// y = max(0, x). A NaN stays one.
  static func relu(_ input: Tensor<Scalar>) -> Tensor<Scalar>

  /// dx = 0 where x ≤ 0, also at the kink, and dy elsewhere, also where x is NaN.
  static func reluBackward(
    _ gradOutput: Tensor<Scalar>, input: Tensor<Scalar>
  ) -> Tensor<Scalar>

  /// y = x where x > 0, and a·x elsewhere.
  ///
  /// - Parameter negativeSlope: a; PyTorch's default is 0.01.
  static func leakyRelu(_ input: Tensor<Scalar>, negativeSlope: Scalar) -> Tensor<Scalar>

  /// dx = dy where x > 0, and a·dy elsewhere, also at the kink.
  static func leakyReluBackward(
    _ gradOutput: Tensor<Scalar>, input: Tensor<Scalar>, negativeSlope: Scalar
  ) -> Tensor<Scalar>

  /// y = x where x > 0, and α·(exp(x) − 1) elsewhere.
  ///
  /// - Parameter alpha: α; PyTorch's default is 1.
  static func elu(_ input: Tensor<Scalar>, alpha: Scalar) -> Tensor<Scalar>

  /// dx = dy where x > 0, and α·exp(x)·dy elsewhere.
  static func eluBackward(
    _ gradOutput: Tensor<Scalar>, input: Tensor<Scalar>, alpha: Scalar
  ) -> Tensor<Scalar>

  /// y = 1 / (1 + exp(−x))
  static func sigmoid(_ input: Tensor<Scalar>) -> Tensor<Scalar>

  /// dx = y·(1 − y)·dy
  static func sigmoidBackward(
    _ gradOutput: Tensor<Scalar>, output: Tensor<Scalar>
  ) -> Tensor<Scalar>

  /// y = tanh(x) = (exp(x) − exp(−x)) / (exp(x) + exp(−x))
  static func tanh(_ input: Tensor<Scalar>) -> Tensor<Scalar>

  /// dx = (1 − y²)·dy
  static func tanhBackward(
    _ gradOutput: Tensor<Scalar>, output: Tensor<Scalar>
  ) -> Tensor<Scalar>

  /// Shares that add up to 1 along one axis.
  ///
  ///     y[i] = exp(x[i] − m) / Σ j  exp(x[j] − m)      with m = max j  x[j]
  ///
  /// Taking the maximum off changes nothing in the quotient and keeps `exp` from overflowing.
  ///
  /// - Parameter axis: along which i and j run; negative counts from the end. PyTorch's `dim`.
  /// - Precondition: the input has this axis.
  static func softmax(_ input: Tensor<Scalar>, axis: Int) -> Tensor<Scalar>

  /// dx[i] = y[i]·(dy[i] − Σ j  y[j]·dy[j])
  static func softmaxBackward(
    _ gradOutput: Tensor<Scalar>, output: Tensor<Scalar>, axis: Int
  ) -> Tensor<Scalar>

  /// The logarithms of softmax, exact where the shares themselves would be too small for a number.
  ///
  ///     y[i] = x[i] − m − log Σ j  exp(x[j] − m)      with m = max j  x[j]
  static func logSoftmax(_ input: Tensor<Scalar>, axis: Int) -> Tensor<Scalar>

  /// dx[i] = dy[i] − exp(y[i]) · Σ j  dy[j]
  static func logSoftmaxBackward(
    _ gradOutput: Tensor<Scalar>, output: Tensor<Scalar>, axis: Int
  ) -> Tensor<Scalar>
}

extension ActivationKernels {
  /// `leakyRelu` with PyTorch's slope of 0.01.
  public static func leakyRelu(_ input: Tensor<Scalar>) -> Tensor<Scalar> {
    leakyRelu(input, negativeSlope: 0.01)
  }

  /// `elu` with α = 1.
  public static func elu(_ input: Tensor<Scalar>) -> Tensor<Scalar> { elu(input, alpha: 1) }

  /// `softmax` along the last axis.
  public static func softmax(_ input: Tensor<Scalar>) -> Tensor<Scalar> { softmax(input, axis: -1) }

  /// `logSoftmax` along the last axis.
  public static func logSoftmax(_ input: Tensor<Scalar>) -> Tensor<Scalar> {
    logSoftmax(input, axis: -1)
  }
}

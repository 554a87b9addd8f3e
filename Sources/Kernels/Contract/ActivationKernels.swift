import Tensors

/// What stands between the layers: each number for itself, or along one axis.
///
/// The backward of `relu`, `leakyRelu` and `elu` asks for the input, that of the others for the
/// output, from which their slope follows. Shapes never change: an output has its input's, dx has
/// that of dy, and what doesn't fit stops the program with a message that names both shapes.
public protocol ActivationKernels: KernelChapter {
  /// Each number, or 0 where it is below 0.
  ///
  ///     y = max(0, x)
  ///
  /// A NaN stays one.
  ///
  /// - Parameter input: `x`, in any shape.
  /// - Returns: `y`, in the shape of `x`.
  ///
  /// PyTorch calls it `relu`, ONNX `Relu`.
  static func relu(_ input: Tensor<Scalar>) -> Tensor<Scalar>

  /// The gradient of `relu`.
  ///
  ///     dx = 0 where x ≤ 0, and dy elsewhere
  ///
  /// At the kink x = 0, where every slope from 0 to 1 would do, it is 0; where x is NaN it is dy.
  ///
  /// - Parameters:
  ///   - gradOutput: `dy`, in the shape of `y`.
  ///   - input: `x` as it was given to `relu`.
  /// - Returns: `dx`, in the shape of `x`.
  /// - Precondition: the shapes are equal.
  static func reluBackward(
    _ gradOutput: Tensor<Scalar>, input: Tensor<Scalar>
  ) -> Tensor<Scalar>

  /// Each number, or a small share of it where it is below 0.
  ///
  ///     y = x where x > 0, and a·x elsewhere
  ///
  /// - Parameters:
  ///   - input: `x`, in any shape.
  ///   - negativeSlope: `a`; PyTorch's default is 0.01.
  /// - Returns: `y`, in the shape of `x`.
  ///
  /// PyTorch calls it `leaky_relu`, ONNX `LeakyRelu`.
  static func leakyRelu(_ input: Tensor<Scalar>, negativeSlope: Scalar) -> Tensor<Scalar>

  /// The gradient of `leakyRelu`.
  ///
  ///     dx = dy where x > 0, and a·dy elsewhere
  ///
  /// At the kink x = 0 it is a·dy.
  ///
  /// - Parameters:
  ///   - gradOutput: `dy`, in the shape of `y`.
  ///   - input: `x` as it was given to `leakyRelu`.
  ///   - negativeSlope: `a`, the same.
  /// - Returns: `dx`, in the shape of `x`.
  /// - Precondition: the shapes are equal.
  static func leakyReluBackward(
    _ gradOutput: Tensor<Scalar>, input: Tensor<Scalar>, negativeSlope: Scalar
  ) -> Tensor<Scalar>

  /// Each number, or what approaches −α where it is below 0.
  ///
  ///     y = x where x > 0, and α·(exp(x) − 1) elsewhere
  ///
  /// exp(x) − 1 is taken in one, which loses no digits near 0.
  ///
  /// - Parameters:
  ///   - input: `x`, in any shape.
  ///   - alpha: `α`; PyTorch's default is 1.
  /// - Returns: `y`, in the shape of `x`.
  ///
  /// Source: D.-A. Clevert, T. Unterthiner, S. Hochreiter, *Fast and Accurate Deep Network Learning
  /// by Exponential Linear Units*, 2016, https://arxiv.org/abs/1511.07289. PyTorch calls it `elu`,
  /// ONNX `Elu`.
  static func elu(_ input: Tensor<Scalar>, alpha: Scalar) -> Tensor<Scalar>

  /// The gradient of `elu`.
  ///
  ///     dx = dy where x > 0, and α·exp(x)·dy elsewhere
  ///
  /// At x = 0 it is α·dy: without a kink only if α is 1.
  ///
  /// - Parameters:
  ///   - gradOutput: `dy`, in the shape of `y`.
  ///   - input: `x` as it was given to `elu`.
  ///   - alpha: `α`, the same.
  /// - Returns: `dx`, in the shape of `x`.
  /// - Precondition: the shapes are equal.
  static func eluBackward(
    _ gradOutput: Tensor<Scalar>, input: Tensor<Scalar>, alpha: Scalar
  ) -> Tensor<Scalar>

  /// A number between 0 and 1: how likely a yes is, given its logit.
  ///
  ///     y = 1 / (1 + exp(−x))
  ///
  /// - Parameter input: `x`, in any shape.
  /// - Returns: `y`, in the shape of `x`.
  ///
  /// PyTorch calls it `sigmoid`, ONNX `Sigmoid`, mathematicians the logistic function.
  static func sigmoid(_ input: Tensor<Scalar>) -> Tensor<Scalar>

  /// The gradient of `sigmoid`.
  ///
  ///     dx = y·(1 − y)·dy
  ///
  /// - Parameters:
  ///   - gradOutput: `dy`, in the shape of `y`.
  ///   - output: `y` as `sigmoid` gave it.
  /// - Returns: `dx`, in the shape of `x`.
  /// - Precondition: the shapes are equal.
  static func sigmoidBackward(
    _ gradOutput: Tensor<Scalar>, output: Tensor<Scalar>
  ) -> Tensor<Scalar>

  /// A number between −1 and 1.
  ///
  ///     y = tanh(x) = (exp(x) − exp(−x)) / (exp(x) + exp(−x))
  ///
  /// - Parameter input: `x`, in any shape.
  /// - Returns: `y`, in the shape of `x`.
  ///
  /// PyTorch calls it `tanh`, ONNX `Tanh`.
  static func tanh(_ input: Tensor<Scalar>) -> Tensor<Scalar>

  /// The gradient of `tanh`.
  ///
  ///     dx = (1 − y²)·dy
  ///
  /// - Parameters:
  ///   - gradOutput: `dy`, in the shape of `y`.
  ///   - output: `y` as `tanh` gave it.
  /// - Returns: `dx`, in the shape of `x`.
  /// - Precondition: the shapes are equal.
  static func tanhBackward(
    _ gradOutput: Tensor<Scalar>, output: Tensor<Scalar>
  ) -> Tensor<Scalar>

  /// Shares that add up to 1 along one axis.
  ///
  ///     y[i] = exp(x[i] − m) / Σ j  exp(x[j] − m)      with m = max j  x[j]
  ///
  /// Taking the maximum off changes nothing in the quotient and keeps `exp` from overflowing.
  ///
  /// - Parameters:
  ///   - input: `x`, in any shape.
  ///   - axis: along which i and j run; negative counts from the end.
  /// - Returns: `y`, in the shape of `x`.
  /// - Precondition: the input has this axis.
  ///
  /// PyTorch calls it `softmax` and the axis `dim`; ONNX `Softmax`.
  static func softmax(_ input: Tensor<Scalar>, axis: Int) -> Tensor<Scalar>

  /// The gradient of `softmax`.
  ///
  ///     dx[i] = y[i]·(dy[i] − Σ j  y[j]·dy[j])
  ///
  /// - Parameters:
  ///   - gradOutput: `dy`, in the shape of `y`.
  ///   - output: `y` as `softmax` gave it.
  ///   - axis: the same.
  /// - Returns: `dx`, in the shape of `x`.
  /// - Precondition: the shapes are equal and have this axis.
  static func softmaxBackward(
    _ gradOutput: Tensor<Scalar>, output: Tensor<Scalar>, axis: Int
  ) -> Tensor<Scalar>

  /// The logarithms of softmax, exact where the shares themselves would be too small for a number.
  ///
  ///     y[i] = x[i] − m − log Σ j  exp(x[j] − m)      with m = max j  x[j]
  ///
  /// - Parameters:
  ///   - input: `x`, in any shape.
  ///   - axis: along which i and j run; negative counts from the end.
  /// - Returns: `y`, in the shape of `x`.
  /// - Precondition: the input has this axis.
  ///
  /// PyTorch calls it `log_softmax`, ONNX `LogSoftmax`.
  static func logSoftmax(_ input: Tensor<Scalar>, axis: Int) -> Tensor<Scalar>

  /// The gradient of `logSoftmax`.
  ///
  ///     dx[i] = dy[i] − exp(y[i]) · Σ j  dy[j]
  ///
  /// - Parameters:
  ///   - gradOutput: `dy`, in the shape of `y`.
  ///   - output: `y` as `logSoftmax` gave it.
  ///   - axis: the same.
  /// - Returns: `dx`, in the shape of `x`.
  /// - Precondition: the shapes are equal and have this axis.
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

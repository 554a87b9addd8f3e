/// What Loupe computes: each operation once, with its formula, its shapes and its errors.
///
/// Two types keep this contract. `Reference` (in ReferenceKernels) answers *what*: plain loops that
/// read like the formula. `Fast` (in FastKernels) answers *how fast*: the same numbers, as quickly
/// as the processor can. Neither knows the other; whoever compares them holds both.
///
/// The contract has a chapter for each kind of operation, in the folder `Contract`:
///
/// | chapter | forward, each with its backward |
/// | --- | --- |
/// | `ConvolutionKernels` | `conv1d conv2d conv3d conv2dReLU convolve1d convolve2d` |
/// | `TransposedConvolutionKernels` | `convTranspose1d convTranspose2d` |
/// | `PoolingKernels` | `maxPool1d maxPool2d avgPool1d avgPool2d globalMaxPool2d globalAvgPool2d adaptiveAvgPool2d` |
/// | `LinearKernels` | `linear flatten pad` |
/// | `ActivationKernels` | `relu leakyRelu elu sigmoid tanh softmax logSoftmax` |
/// | `NormalizationKernels` | `batchNorm dropout` |
/// | `LossKernels` | `mse crossEntropy binaryCrossEntropy binaryCrossEntropyWithLogits l1Penalty l2Penalty` |
/// | `QuantizationKernels` | `quantize dequantize conv2dInteger requantize`, which have none |
/// | `OptimizerKernels` | `sgdStep rmspropStep adamStep adamWStep`, which have none |
///
/// The letters are the same in the whole package: `n` picture, `oc` and `ic` output and input
/// channel, `oh ow` output row and column, `ih iw` input row and column, `kh kw` kernel row and
/// column, `g` group; `od id kd` for the planes of a volume; `c` a channel or a class that is on its
/// own, `s` all places after it as one; `o i` the outputs and inputs of a linear layer; `i j` any two
/// places. Sizes are the capitals: N, OC, IC/G. x goes in, w and b are weight and bias, t is the
/// target, y comes out. A gradient has its tensor's shape: dy is the gradient of the loss by y.
///
/// The requirements take a value of options. The calls that people write, with `stride:` and
/// `padding:` by name, stand in extensions below them.
///
/// `Scalar` is Float for `Fast`. The reference is generic: in Float it is what `Fast` is compared
/// with, in Double the yardstick for both.
public protocol Kernels<Scalar>: ConvolutionKernels, TransposedConvolutionKernels, PoolingKernels,
  LinearKernels, ActivationKernels, NormalizationKernels, LossKernels, QuantizationKernels,
  OptimizerKernels
{
  /// The numbers that these kernels compute with.
  associatedtype Scalar
}

/// What every chapter of the contract has.
public protocol KernelChapter: Sendable {
  /// The numbers that these kernels compute with, Float or Double.
  associatedtype Scalar: RealNumber

  /// What a report calls these kernels: "reference", "fast".
  static var name: String { get }
}

import FastKernels
import Kernels
import RealModule
import Tensors

/// The calls of a convolution that are measured and held against the reference.
///
/// They are values so that a test can put a wrong one in.
public struct Conv2dCalls: Sendable {
  /// y of x and w.
  public var forward:
    @Sendable (_ x: Tensor<Float>, _ w: Tensor<Float>, ConvolutionOptions) -> Tensor<Float>
  /// All gradients of dy, x and w.
  public var backward:
    @Sendable (_ dy: Tensor<Float>, _ x: Tensor<Float>, _ w: Tensor<Float>, ConvolutionOptions)
      -> WeightedGradients<Float>
  /// The gradient by x, of dy and w.
  public var inputGradient:
    @Sendable (_ dy: Tensor<Float>, _ w: Tensor<Float>, _ shape: [Int], ConvolutionOptions)
      -> Tensor<Float>
  /// The gradient by w, of dy and x.
  public var weightGradient:
    @Sendable (_ dy: Tensor<Float>, _ x: Tensor<Float>, _ shape: [Int], ConvolutionOptions)
      -> Tensor<Float>

  /// Those of the fast kernels.
  public static let fast = Conv2dCalls(
    forward: { Fast.conv2d($0, weight: $1, bias: nil, options: $2) },
    backward: { Fast.conv2dBackward($0, input: $1, weight: $2, options: $3) },
    inputGradient: {
      Fast.conv2dInputGradient($0, weight: $1, inputShape: $2, options: $3)
    },
    weightGradient: {
      Fast.conv2dWeightGradient($0, input: $1, weightShape: $2, options: $3)
    })
}

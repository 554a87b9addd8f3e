// One pass over memory: the mask is given, so a number is kept and scaled or not.

import Kernels
import RealModule
import Tensors

extension Fast {
  /// y = x·mask / (1 − p); `NormalizationKernels` has the rules.
  public static func dropout(
    _ input: Tensor<Float>, mask: Tensor<Float>, probability: Float
  ) -> Tensor<Float> {
    requireShape(of: mask, "mask", like: input, "input")
    return dropped(input, mask, probability)
  }

  /// dx = dy·mask / (1 − p)
  public static func dropoutBackward(
    _ gradOutput: Tensor<Float>, mask: Tensor<Float>, probability: Float
  ) -> Tensor<Float> {
    requireOutputShape(mask.shape, of: gradOutput)
    return dropped(gradOutput, mask, probability)
  }

  private static func dropped(
    _ tensor: Tensor<Float>, _ mask: Tensor<Float>, _ probability: Float
  ) -> Tensor<Float> {
    require(
      probability >= 0 && probability <= 1,
      "the probability of dropout must be from 0 to 1, not \(probability)")
    guard probability < 1 else { return .zeros(tensor.shape) }
    let kept = 1 - probability
    return tensor.mapped(with: mask) { $0 * $1 / kept }
  }
}

// One pass over memory: the mask is given, so a number is kept and scaled or not.

import Kernels
import RealModule
import Tensors

extension Fast {
  /// y = x·mask / (1 − p); `NormalizationKernels` has the rules.
  public static func dropout(
    _ input: Tensor<Float>, mask: Tensor<Float>, probability: Float
  ) -> Tensor<Float> {
    DropoutGeometry.requireFit(input.shape, mask: mask.shape, probability: probability)
    guard probability < 1 else { return .zeros(input.shape) }
    let kept = 1 - probability
    return input.mapped(with: mask) { places, x, mask, y in
      for places in places { places.store(places.load(x) * places.load(mask) / kept, to: y) }
    }
  }

  /// dx = dy·mask / (1 − p)
  public static func dropoutBackward(
    _ gradOutput: Tensor<Float>, mask: Tensor<Float>, probability: Float
  ) -> Tensor<Float> {
    dropout(gradOutput, mask: mask, probability: probability)
  }
}

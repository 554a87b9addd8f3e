// One pass over the weights; the sums run in Double (`longSum`).

import Kernels
import RealModule
import Tensors

extension Fast {
  /// λ · Σ i |w[i]|
  public static func l1Penalty(_ weight: Tensor<Float>, strength: Float) -> Tensor<Float> {
    penalty(weight, strength) { Double($0.magnitude) }
  }

  /// dw[i] = λ · sign(w[i]) · dy, and 0 where w is 0.
  public static func l1PenaltyBackward(
    _ gradOutput: Tensor<Float>, weight: Tensor<Float>, strength: Float
  ) -> Tensor<Float> {
    let slope = strength * upstream(gradOutput)
    return weight.mapped { $0 > 0 ? slope : $0 < 0 ? -slope : 0 }
  }

  /// λ · Σ i w[i]²
  public static func l2Penalty(_ weight: Tensor<Float>, strength: Float) -> Tensor<Float> {
    penalty(weight, strength) { Double($0) * Double($0) }
  }

  /// dw[i] = 2·λ·w[i] · dy
  public static func l2PenaltyBackward(
    _ gradOutput: Tensor<Float>, weight: Tensor<Float>, strength: Float
  ) -> Tensor<Float> {
    let slope = 2 * strength * upstream(gradOutput)
    return weight.mapped { slope * $0 }
  }

  @inline(__always)
  private static func penalty(
    _ weight: Tensor<Float>, _ strength: Float, _ term: (Float) -> Double
  ) -> Tensor<Float> {
    let total = weight.withUnsafeScalars { w in
      longSum(weight.count, workEach: 8) { term(w[$0]) }
    }
    return Tensor(shape: [], [Float(Double(strength) * total)])
  }

  /// The gradient by the penalty, which is one number.
  private static func upstream(_ gradOutput: Tensor<Float>) -> Float {
    ShapeError.requireGradient(gradOutput.shape, of: [])
    return gradOutput.withUnsafeScalars { $0[0] }
  }
}

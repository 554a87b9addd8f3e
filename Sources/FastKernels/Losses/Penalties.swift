// One pass over the weights; the sums run in Double (`longSum`).

import Kernels
import Tensors

extension Fast {
  /// λ · Σ i |w[i]|
  public static func l1Penalty(_ weight: Tensor<Float>, strength: Float) -> Tensor<Float> {
    penalty(weight, strength) { places, w, terms in
      for places in places { places.store(places.load(w).magnitudes, to: terms) }
    }
  }

  /// dw[i] = λ · sign(w[i]) · dy, and 0 where w is 0.
  public static func l1PenaltyBackward(
    _ gradOutput: Tensor<Float>, weight: Tensor<Float>, strength: Float
  ) -> Tensor<Float> {
    let slope = strength * upstream(gradOutput)
    return weight.mapped { places, w, dw in
      for places in places {
        let w = places.load(w)
        let slopes = Floats.zero.replacing(with: slope, where: w .> 0)
        places.store(slopes.replacing(with: -slope, where: w .< 0), to: dw)
      }
    }
  }

  /// λ · Σ i w[i]²
  public static func l2Penalty(_ weight: Tensor<Float>, strength: Float) -> Tensor<Float> {
    penalty(weight, strength) { places, w, terms in
      for places in places { places.store(places.load(w) * places.load(w), to: terms) }
    }
  }

  /// dw[i] = 2·λ·w[i] · dy
  public static func l2PenaltyBackward(
    _ gradOutput: Tensor<Float>, weight: Tensor<Float>, strength: Float
  ) -> Tensor<Float> {
    let slope = 2 * strength * upstream(gradOutput)
    return weight.mapped { places, w, dw in
      for places in places { places.store(slope * places.load(w), to: dw) }
    }
  }

  @inline(__always)
  private static func penalty(
    _ weight: Tensor<Float>, _ strength: Float,
    _ write: (
      _ places: Vectors, _ w: UnsafePointer<Float>, _ terms: UnsafeMutablePointer<Float>
    ) -> Void
  ) -> Tensor<Float> {
    let total = weight.withUnsafeScalars { w in
      let w = w.baseAddress!
      return longSum(weight.count, workEach: 4) { places, terms in write(places, w, terms) }
    }
    return Tensor(shape: [], [Float(Double(strength) * total)])
  }

  /// The gradient by the penalty, which is one number.
  private static func upstream(_ gradOutput: Tensor<Float>) -> Float {
    ShapeError.requireGradient(gradOutput.shape, of: [])
    return gradOutput.withUnsafeScalars { $0[0] }
  }
}

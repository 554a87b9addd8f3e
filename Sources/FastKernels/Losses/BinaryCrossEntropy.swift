// One pass over prediction and target; the two logarithms are what it costs. The sum runs in Double.

import Kernels
import RealModule
import Tensors

extension Fast {
  /// The cross-entropy of yes and no, from probabilities; `LossKernels` has the formula.
  public static func binaryCrossEntropy(
    _ input: Tensor<Float>, target: Tensor<Float>, weight: Tensor<Float>?,
    reduction: Reduction
  ) -> Tensor<Float> {
    LossGeometry.requireFit(
      "binaryCrossEntropy", input: input.shape, target: target.shape, weight: weight?.shape)
    let weights = LossWeights(weight)
    return input.withUnsafeScalars { x in
      target.withUnsafeScalars { t in
        weights.with { weight in
          reduction.reduced(input.shape, divisor: Double(input.count), workEach: 200) { place in
            let yes = Double(t[place]) * Double(clampedLog(.log(x[place])))
            let no = Double(1 - t[place]) * Double(clampedLog(.log(onePlus: -x[place])))
            return -Double(weight(place)) * (yes + no)
          }
        }
      }
    }
  }

  /// The gradients of `binaryCrossEntropy`.
  public static func binaryCrossEntropyBackward(
    _ gradOutput: Tensor<Float>, input: Tensor<Float>, target: Tensor<Float>,
    weight: Tensor<Float>?, reduction: Reduction
  ) -> LossGradients<Float> {
    LossGeometry.requireFit(
      "binaryCrossEntropy", input: input.shape, target: target.shape, weight: weight?.shape)
    let weights = LossWeights(weight)
    let upstream = reduction.spread(
      gradOutput, shape: input.shape, divisor: Double(input.count))
    return input.withUnsafeScalars { x in
      target.withUnsafeScalars { t in
        weights.with { weight in
          lossGradients(input, upstream, workEach: 200) { place, dy in
            let (x, t) = (x[place], t[place])
            let slope = (x - t) / max(x * (1 - x), 1e-12)
            let ofTarget = Float.log(onePlus: -x) - Float.log(x)
            return (weight(place) * slope * dy, weight(place) * ofTarget * dy)
          }
        }
      }
    }
  }

  /// A logarithm, at least −100.
  @inline(__always)
  private static func clampedLog(_ logarithm: Float) -> Float {
    logarithm < -100 ? -100 : logarithm
  }
}

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
          let (x, t) = (x.baseAddress!, t.baseAddress!)
          return reduction.reduced(
            input.shape, divisor: Double(input.count), workEach: 2 * Floats.costOfLog
          ) { places, losses in
            for places in places {
              let (x, t) = (places.load(x), places.load(t))
              let yes = t * clamped(.log(x))
              let no = (1 - t) * clamped(.log(onePlus: 0 - x))
              places.store((0 - weight.load(places)) * (yes + no), to: losses)
            }
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
          let (x, t) = (x.baseAddress!, t.baseAddress!)
          return lossGradients(input, upstream, workEach: 2 * Floats.costOfLog) {
            places, dy, ofInput, ofTarget in
            for places in places {
              let (x, t) = (places.load(x), places.load(t))
              let (weight, dy) = (weight.load(places), dy.load(places))
              let spread = x * (1 - x)
              let slope = (x - t) / spread.replacing(with: 1e-12, where: spread .< 1e-12)
              places.store(weight * slope * dy, to: ofInput)
              let logOfOdds = Floats.log(onePlus: 0 - x) - Floats.log(x)
              places.store(weight * logOfOdds * dy, to: ofTarget)
            }
          }
        }
      }
    }
  }

  /// Logarithms, each at least −100.
  @inline(always)
  private static func clamped(_ logarithm: Floats) -> Floats {
    logarithm.replacing(with: -100, where: logarithm .< -100)
  }
}

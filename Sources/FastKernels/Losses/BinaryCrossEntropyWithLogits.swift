// One pass over prediction and target; an exponential and a logarithm are what it costs. The
// logarithm is taken of 1 + exp(−|x|), which can't overflow. The sum runs in Double.

import Kernels
import RealModule
import Tensors

extension Fast {
  /// The cross-entropy of yes and no, from logits; `LossKernels` has the formula.
  public static func binaryCrossEntropyWithLogits(
    _ input: Tensor<Float>, target: Tensor<Float>, weight: Tensor<Float>?,
    positiveWeight: Tensor<Float>?, reduction: Reduction
  ) -> Tensor<Float> {
    LossGeometry.requireFit(
      "binaryCrossEntropyWithLogits", input: input.shape, target: target.shape,
      weight: weight?.shape, positiveWeight: positiveWeight?.shape)
    let weights = LossWeights(weight)
    let positives = LossWeights(positiveWeight)
    return input.withUnsafeScalars { x in
      target.withUnsafeScalars { t in
        weights.with { weight in
          positives.with { positive in
            let (x, t) = (x.baseAddress!, t.baseAddress!)
            return reduction.reduced(
              input.shape, divisor: Double(input.count),
              workEach: Floats.costOfExp + Floats.costOfLog
            ) { places, losses in
              for places in places {
                let (x, t, p) = (places.load(x), places.load(t), positive.load(places))
                // With log(1 + exp(−x)) = max(−x, 0) + log(1 + exp(−|x|)), what multiplies a negative
                // x is (1 − t) − (1 + (p − 1)·t) = −p·t: written so, nothing cancels.
                let linear = x * (1 - t).replacing(with: 0 - p * t, where: x .< 0)
                let curve = (1 + (p - 1) * t) * .log(onePlus: .exp(0 - x.magnitudes))
                places.store(weight.load(places) * (linear + curve), to: losses)
              }
            }
          }
        }
      }
    }
  }

  /// The gradients of `binaryCrossEntropyWithLogits`.
  public static func binaryCrossEntropyWithLogitsBackward(
    _ gradOutput: Tensor<Float>, input: Tensor<Float>, target: Tensor<Float>,
    weight: Tensor<Float>?, positiveWeight: Tensor<Float>?, reduction: Reduction
  ) -> LossGradients<Float> {
    LossGeometry.requireFit(
      "binaryCrossEntropyWithLogits", input: input.shape, target: target.shape,
      weight: weight?.shape, positiveWeight: positiveWeight?.shape)
    let weights = LossWeights(weight)
    let positives = LossWeights(positiveWeight)
    let upstream = reduction.spread(
      gradOutput, shape: input.shape, divisor: Double(input.count))
    return input.withUnsafeScalars { x in
      target.withUnsafeScalars { t in
        weights.with { weight in
          positives.with { positive in
            let (x, t) = (x.baseAddress!, t.baseAddress!)
            let isWeighted = positiveWeight != nil
            return lossGradients(
              input, upstream, workEach: Floats.costOfExp + Floats.costOfLog
            ) { places, dy, ofInput, ofTarget in
              for places in places {
                let (x, t) = (places.load(x), places.load(t))
                let factor = weight.load(places) * dy.load(places)
                let more = positive.load(places) - 1
                // 1 − σ(x), written so that it keeps its digits for large x.
                let doubt = Floats.logistic(0 - x)
                places.store(factor * ((1 - t) - (1 + more * t) * doubt), to: ofInput)
                // Without weights there is no logarithm to take.
                let slope = isWeighted ? more * logOfOnePlusExp(0 - x) - x : 0 - x
                places.store(factor * slope, to: ofTarget)
              }
            }
          }
        }
      }
    }
  }

  /// log(1 + exp(x)), which is x and a little for large x.
  @inline(always)
  private static func logOfOnePlusExp(_ x: Floats) -> Floats {
    x.replacing(with: 0, where: x .< 0) + .log(onePlus: .exp(0 - x.magnitudes))
  }
}

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
            reduction.reduced(input.shape, divisor: Double(input.count), workEach: 200) { place in
              let t = Double(t[place])
              let counted = 1 + (Double(positive(place)) - 1) * t
              let loss =
                (1 - t) * Double(x[place]) + counted * Double(logOfOnePlusExp(-x[place]))
              return Double(weight(place)) * loss
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
            lossGradients(input, upstream, workEach: 200) { place, dy in
              let (x, t, more) = (x[place], t[place], positive(place) - 1)
              // 1 − σ(x), written so that it keeps its digits for large x.
              let doubt = 1 / (1 + Float.exp(x))
              let ofInput = (1 - t) - (1 + more * t) * doubt
              let ofTarget = more * logOfOnePlusExp(-x) - x
              return (weight(place) * ofInput * dy, weight(place) * ofTarget * dy)
            }
          }
        }
      }
    }
  }

  /// log(1 + exp(x)), which is x and a little for large x.
  @inline(__always)
  private static func logOfOnePlusExp(_ x: Float) -> Float {
    max(x, 0) + .log(onePlus: .exp(-x.magnitude))
  }
}

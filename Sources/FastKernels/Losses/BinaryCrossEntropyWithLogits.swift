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
              let (x, t, p) = (x[place], Double(t[place]), Double(positive(place)))
              // With log(1 + exp(−x)) = max(−x, 0) + log(1 + exp(−|x|)), what multiplies a negative x
              // is (1 − t) − (1 + (p − 1)·t) = −p·t: written so, nothing cancels.
              let linear = Double(x) * (x < 0 ? -p * t : 1 - t)
              let curve = (1 + (p - 1) * t) * Double(Float.log(onePlus: .exp(-x.magnitude)))
              return Double(weight(place)) * (linear + curve)
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

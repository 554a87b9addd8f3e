// One pass over prediction and target; the sum runs in Double (`longSum`).

import Kernels
import RealModule
import Tensors

extension Fast {
  /// The squared error; `LossKernels` has the formula.
  public static func mse(
    _ input: Tensor<Float>, target: Tensor<Float>, reduction: Reduction
  ) -> Tensor<Float> {
    LossGeometry.requireFit("mse", input: input.shape, target: target.shape)
    return input.withUnsafeScalars { x in
      target.withUnsafeScalars { t in
        reduction.reduced(input.shape, divisor: Double(input.count), workEach: 8) { place in
          let difference = Double(x[place]) - Double(t[place])
          return difference * difference
        }
      }
    }
  }

  /// dx[i] = 2·(x[i] − t[i])·dy and dt = −dx.
  public static func mseBackward(
    _ gradOutput: Tensor<Float>, input: Tensor<Float>, target: Tensor<Float>,
    reduction: Reduction
  ) -> LossGradients<Float> {
    LossGeometry.requireFit("mse", input: input.shape, target: target.shape)
    let upstream = reduction.spread(
      gradOutput, shape: input.shape, divisor: Double(input.count))
    return input.withUnsafeScalars { x in
      target.withUnsafeScalars { t in
        lossGradients(input, upstream, workEach: 8) { place, dy in
          let gradient = 2 * (x[place] - t[place]) * dy
          return (gradient, -gradient)
        }
      }
    }
  }
}

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
        let (x, t) = (x.baseAddress!, t.baseAddress!)
        return reduction.reduced(input.shape, divisor: Double(input.count), workEach: 4) {
          places, losses in
          for places in places {
            let difference = places.load(x) - places.load(t)
            places.store(difference * difference, to: losses)
          }
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
        let (x, t) = (x.baseAddress!, t.baseAddress!)
        return lossGradients(input, upstream, workEach: 8) { places, dy, ofInput, ofTarget in
          for places in places {
            let gradient = 2 * (places.load(x) - places.load(t)) * dy.load(places)
            places.store(gradient, to: ofInput)
            places.store(0 - gradient, to: ofTarget)
          }
        }
      }
    }
  }
}

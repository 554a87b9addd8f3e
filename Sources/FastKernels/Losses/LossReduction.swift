import Kernels
import Tensors

extension Reduction {
  /// The losses as one tensor: all of them, or their sum or mean.
  ///
  /// - Parameters:
  ///   - shape: the shape of the losses.
  ///   - divisor: what a mean divides by.
  ///   - workEach: what `loss` is worth; see `Threads.forEachStretch`.
  @inline(__always)
  func reduced(
    _ shape: [Int], divisor: Double, workEach: Int, _ loss: (_ place: Int) -> Double
  ) -> Tensor<Float> {
    let count = shape.reduce(1, *)
    switch self {
    case .none:
      return Tensor(shape: shape) { losses in
        Threads.forEachStretch(of: count, workEach: workEach) { stretch in
          for place in stretch { losses[place] = Float(loss(place)) }
        }
      }
    case .sum:
      return Tensor(shape: [], [Float(longSum(count, workEach: workEach, loss))])
    case .mean:
      return Tensor(shape: [], [Float(longSum(count, workEach: workEach, loss) / divisor)])
    }
  }

  /// The gradient by each single loss, from that by the reduced one.
  func spread(_ gradOutput: Tensor<Float>, shape: [Int], divisor: Double) -> LossUpstream {
    ShapeError.requireGradient(gradOutput.shape, of: self == .none ? shape : [])
    switch self {
    case .none: return LossUpstream(gradients: gradOutput, step: 1)
    case .sum: return LossUpstream(gradients: gradOutput, step: 0)
    case .mean:
      return LossUpstream(
        gradients: gradOutput.mapped { Float(Double($0) / divisor) }, step: 0)
    }
  }
}

/// The gradients by single losses: one for each, or the same for all.
struct LossUpstream {
  let gradients: Tensor<Float>
  /// How far the gradients of two neighbours lie apart: 1, or 0 where they are the same.
  let step: Int
}

/// The gradients of a loss by prediction and target, computed place by place.
@inline(__always)
func lossGradients(
  _ input: Tensor<Float>, _ upstream: LossUpstream, workEach: Int,
  _ gradients: (_ place: Int, _ gradOutput: Float) -> (input: Float, target: Float)
) -> LossGradients<Float> {
  var gradTarget = Tensor<Float>.zeros(input.shape)
  let gradInput = Tensor<Float>(shape: input.shape) { ofInput in
    gradTarget.withUnsafeMutableScalars { ofTarget in
      upstream.gradients.withUnsafeScalars { dy in
        Threads.forEachStretch(of: input.count, workEach: workEach) { stretch in
          for place in stretch {
            (ofInput[place], ofTarget[place]) = gradients(place, dy[place * upstream.step])
          }
        }
      }
    }
  }
  return LossGradients(gradInput: gradInput, gradTarget: gradTarget)
}

import Kernels
import RealModule
import Tensors

extension Reduction {
  /// The losses as one tensor: all of them, or their sum or mean, which runs in Double.
  ///
  /// - Parameters:
  ///   - shape: the shape of the losses.
  ///   - divisor: what a mean divides by.
  ///   - workEach: what one loss is worth; see `Threads.forEachStretch`.
  ///   - write: writes the losses at these places.
  @inline(__always)
  func reduced(
    _ shape: [Int], divisor: Double, workEach: Int,
    _ write: (_ places: Vectors, _ losses: UnsafeMutablePointer<Float>) -> Void
  ) -> Tensor<Float> {
    let count = shape.reduce(1, *)
    if self == .none {
      return Tensor(shape: shape) { losses in
        let losses = losses.baseAddress!
        Threads.forEachStretch(of: count, workEach: workEach) { write(Vectors($0), losses) }
      }
    }
    let total = longSum(count, workEach: workEach, write)
    return Tensor(shape: [], [Float(self == .mean ? total / divisor : total)])
  }

  /// The gradient by each single loss, from that by the reduced one.
  func spread(_ gradOutput: Tensor<Float>, shape: [Int], divisor: Double) -> LossUpstream {
    ShapeError.requireGradient(gradOutput.shape, of: self == .none ? shape : [])
    switch self {
    case .none: return LossUpstream(gradients: gradOutput, step: 1)
    case .sum: return LossUpstream(gradients: gradOutput, step: 0)
    case .mean:
      let share = gradOutput.withUnsafeScalars { Float(Double($0[0]) / divisor) }
      return LossUpstream(gradients: Tensor(shape: [], [share]), step: 0)
    }
  }
}

/// The gradients by single losses: one for each, or the same for all.
struct LossUpstream {
  let gradients: Tensor<Float>
  /// How far the gradients of two neighbours lie apart: 1, or 0 where they are the same.
  let step: Int

  /// Calls `body` with what gives the gradients at some places.
  @inline(__always)
  func with(_ body: (Numbers) -> Void) {
    gradients.withUnsafeScalars { body(Numbers(memory: $0.baseAddress!, areOne: step == 0)) }
  }

  struct Numbers {
    fileprivate let memory: UnsafePointer<Float>
    fileprivate let areOne: Bool

    @inline(always)
    func load(_ places: Lanes) -> Floats {
      areOne ? Floats(repeating: memory[0]) : places.load(memory)
    }
  }
}

/// The gradients of a loss by prediction and target.
///
/// - Parameter write: writes both at these places, from the gradients by the losses.
@inline(__always)
func lossGradients(
  _ input: Tensor<Float>, _ upstream: LossUpstream, workEach: Int,
  _ write: (
    _ places: Vectors, _ dy: LossUpstream.Numbers, _ ofInput: UnsafeMutablePointer<Float>,
    _ ofTarget: UnsafeMutablePointer<Float>
  ) -> Void
) -> LossGradients<Float> {
  var gradInput = input
  let gradTarget = Tensor<Float>(shape: input.shape) { ofTarget in
    gradInput = Tensor(shape: input.shape) { ofInput in
      let (ofInput, ofTarget) = (ofInput.baseAddress!, ofTarget.baseAddress!)
      upstream.with { dy in
        Threads.forEachStretch(of: input.count, workEach: workEach) {
          write(Vectors($0), dy, ofInput, ofTarget)
        }
      }
    }
  }
  return LossGradients(gradInput: gradInput, gradTarget: gradTarget)
}

// A step of learning reads the parameter, its gradient and what is remembered, and writes parameter
// and memory: one pass, in which every number is by itself. So it costs what its memory costs, and
// threads share stretches of it.

import Tensors

/// What every optimiser's step goes through.
struct OptimizerPass {
  let parameter: Tensor<Float>
  let gradient: Tensor<Float>

  /// - Precondition: the gradient and what is remembered have the parameter's shape.
  init(_ parameter: Tensor<Float>, gradient: Tensor<Float>, remembered: [Tensor<Float>?]) {
    requireEqualShapes(gradient, parameter)
    for case let memory? in remembered { requireEqualShapes(memory, parameter) }
    self.parameter = parameter
    self.gradient = gradient
  }

  /// The new parameters: what `step` gives for each, its gradient, and its places in two memories,
  /// which it changes. An optimiser with one memory passes it and nil.
  @inline(__always)
  func stepped(
    changing first: inout Tensor<Float>, _ second: inout Tensor<Float>?,
    _ step: (
      _ w: Float, _ g: Float, _ first: UnsafeMutablePointer<Float>,
      _ second: UnsafeMutablePointer<Float>
    ) -> Float
  ) -> Tensor<Float> {
    var other = second ?? .zeros([0])
    defer { if second != nil { second = other } }
    second = second == nil ? nil : .zeros([0])
    return Tensor(shape: parameter.shape) { stepped in
      parameter.withUnsafeScalars { w in
        gradient.withUnsafeScalars { g in
          first.withUnsafeMutableScalars { first in
            other.withUnsafeMutableScalars { other in
              let (a, b) = (first.baseAddress!, other.baseAddress!)
              Threads.forEachStretch(of: parameter.count, workEach: 16) { stretch in
                for i in stretch { stepped[i] = step(w[i], g[i], a + i, b + i) }
              }
            }
          }
        }
      }
    }
  }
}

// A step of learning reads the parameter, its gradient and what is remembered, and writes parameter
// and memory: one pass, in which every number is by itself, sixteen at once. So it costs what its
// memory costs, and threads share stretches of it. In a first step nothing is remembered; then nothing is
// read either, rather than zeros written first.

import Kernels
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

  /// The numbers of one step in memory: parameters and gradients, what was remembered of them, and where
  /// all goes.
  struct Numbers {
    let w: UnsafePointer<Float>
    let g: UnsafePointer<Float>
    let newW: UnsafeMutablePointer<Float>
    fileprivate let first: UnsafePointer<Float>?
    fileprivate let second: UnsafePointer<Float>?
    let newFirst: UnsafeMutablePointer<Float>
    let newSecond: UnsafeMutablePointer<Float>

    /// The first number that is remembered of each parameter, and the second; zeros at first.
    @inline(always)
    func first(_ places: Lanes) -> Floats { first.map { places.load($0) } ?? .zero }

    @inline(always)
    func second(_ places: Lanes) -> Floats { second.map { places.load($0) } ?? .zero }
  }

  /// The new parameters and what is remembered now.
  ///
  /// - Parameters:
  ///   - first, second: what is remembered; nil for zeros.
  ///   - remembersTwo: whether there is a second number at all.
  ///   - write: writes the parameters at these places and what is remembered of them.
  @inline(__always)
  func stepped(
    _ first: Tensor<Float>?, _ second: Tensor<Float>? = nil, remembersTwo: Bool,
    _ write: (_ places: Vectors, Numbers) -> Void
  ) -> (parameter: Tensor<Float>, first: Tensor<Float>, second: Tensor<Float>) {
    var (newFirst, newSecond) = (parameter, parameter)
    let stepped = Tensor<Float>(shape: parameter.shape) { stepped in
      newFirst = Tensor(shape: parameter.shape) { newFirst in
        newSecond = Tensor(shape: remembersTwo ? parameter.shape : [0]) { newSecond in
          parameter.withUnsafeScalars { w in
            gradient.withUnsafeScalars { g in
              (first ?? parameter).withUnsafeScalars { a in
                (second ?? parameter).withUnsafeScalars { b in
                  let numbers = Numbers(
                    w: w.baseAddress!, g: g.baseAddress!, newW: stepped.baseAddress!,
                    first: first == nil ? nil : a.baseAddress,
                    second: second == nil ? nil : b.baseAddress,
                    newFirst: newFirst.baseAddress!, newSecond: newSecond.baseAddress!)
                  Threads.forEachStretch(of: parameter.count, workEach: 8) {
                    write(Vectors($0), numbers)
                  }
                }
              }
            }
          }
        }
      }
    }
    return (stepped, newFirst, newSecond)
  }
}

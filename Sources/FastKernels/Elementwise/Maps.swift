// Each number for itself. The loops are plain, over memory whose bounds are known, so that the
// compiler makes vectors of what it can; threads share stretches of a fixed length.

import Tensors

extension Tensor<Float> {
  /// The tensor of `f(x)` for each number x.
  ///
  /// - Parameter workEach: what `f` is worth; see `Threads.forEachStretch`.
  @inline(__always)
  func mapped(workEach: Int = 4, _ f: (Float) -> Float) -> Tensor {
    Tensor(shape: shape) { result in
      withUnsafeScalars { xs in
        let (x, y) = (xs.baseAddress!, result.baseAddress!)
        Threads.forEachStretch(of: count, workEach: workEach) { stretch in
          for place in stretch { y[place] = f(x[place]) }
        }
      }
    }
  }

  /// The tensor of `f(x, other)` for the numbers at each place of two tensors.
  ///
  /// - Precondition: both have the same shape.
  @inline(__always)
  func mapped(
    with other: Tensor, workEach: Int = 4, _ f: (Float, Float) -> Float
  ) -> Tensor {
    requireEqualShapes(self, other)
    return Tensor(shape: shape) { result in
      withUnsafeScalars { xs in
        other.withUnsafeScalars { others in
          let (x, z, y) = (xs.baseAddress!, others.baseAddress!, result.baseAddress!)
          Threads.forEachStretch(of: count, workEach: workEach) { stretch in
            for place in stretch { y[place] = f(x[place], z[place]) }
          }
        }
      }
    }
  }
}

/// Stops the program unless two tensors that meet number by number have one shape.
func requireEqualShapes(_ a: Tensor<Float>, _ b: Tensor<Float>) {
  require(a.shape == b.shape, "the shapes \(a.shape) and \(b.shape) are not equal")
}

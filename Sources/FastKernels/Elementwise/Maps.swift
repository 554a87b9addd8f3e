// Each number for itself, sixteen at once (`Floats`); threads share stretches of a fixed length. What is
// done with a stretch is a loop of its own, so that the compiler has the loop and what is in it before it
// together: a function called for each vector would cost more than most of them do.

import Tensors

extension Tensor<Float> {
  /// A tensor of this shape, written stretch by stretch.
  ///
  /// - Parameters:
  ///   - workEach: what one number is worth; see `Threads.forEachStretch`.
  ///   - write: writes the numbers at `places` of `y`, from those of `x`, which is this tensor.
  @inline(__always)
  func mapped(
    workEach: Int = 4,
    _ write: (
      _ places: Vectors, _ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>
    ) -> Void
  ) -> Tensor {
    Tensor(shape: shape) { result in
      withUnsafeScalars { xs in
        let (x, y) = (xs.baseAddress!, result.baseAddress!)
        Threads.forEachStretch(of: count, workEach: workEach) { write(Vectors($0), x, y) }
      }
    }
  }

  /// The same from two tensors, this one and `other`.
  ///
  /// - Precondition: both have the same shape.
  @inline(__always)
  func mapped(
    with other: Tensor, workEach: Int = 4,
    _ write: (
      _ places: Vectors, _ x: UnsafePointer<Float>, _ other: UnsafePointer<Float>,
      _ y: UnsafeMutablePointer<Float>
    ) -> Void
  ) -> Tensor {
    requireEqualShapes(self, other)
    return other.withUnsafeScalars { others in
      let other = others.baseAddress!
      return mapped(workEach: workEach) { places, x, y in write(places, x, other, y) }
    }
  }
}

/// Stops the program unless two tensors that meet number by number have one shape.
func requireEqualShapes(_ a: Tensor<Float>, _ b: Tensor<Float>) {
  require(a.shape == b.shape, "the shapes \(a.shape) and \(b.shape) are not equal")
}

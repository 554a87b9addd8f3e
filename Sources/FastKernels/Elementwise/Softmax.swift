// Softmax needs three passes over a line: the maximum, the sum of exponentials, the quotients. A line
// is small enough for the cache, so memory is read once. The sums are kept in Double.

import Kernels
import RealModule
import Tensors

extension Fast {
  /// Shares that add up to 1 along one axis; `ActivationKernels` has the formula.
  public static func softmax(_ input: Tensor<Float>, axis: Int) -> Tensor<Float> {
    alongLines(of: input, axis: axis) { lines, x, _, y in
      var largest = -Float.infinity
      for i in 0..<lines.size { largest = max(largest, x[i * lines.step]) }
      var total = 0.0
      for i in 0..<lines.size {
        let share = Float.exp(x[i * lines.step] - largest)
        y[i * lines.step] = share
        total += Double(share)
      }
      let sum = Float(total)
      for i in 0..<lines.size { y[i * lines.step] /= sum }
    }
  }

  /// dx[i] = y[i]·(dy[i] − Σ j  y[j]·dy[j])
  public static func softmaxBackward(
    _ gradOutput: Tensor<Float>, output: Tensor<Float>, axis: Int
  ) -> Tensor<Float> {
    ShapeError.requireGradient(gradOutput.shape, of: output.shape)
    return alongLines(of: output, gradOutput, axis: axis, workEach: 10) { lines, y, dy, dx in
      let step = lines.step
      let total = Float(sum(lines.size) { Double(y[$0 * step]) * Double(dy[$0 * step]) })
      for i in 0..<lines.size { dx[i * step] = y[i * step] * (dy[i * step] - total) }
    }
  }

  /// The logarithms of softmax; `ActivationKernels` has the formula.
  public static func logSoftmax(_ input: Tensor<Float>, axis: Int) -> Tensor<Float> {
    alongLines(of: input, axis: axis) { lines, x, _, y in
      let (largest, total) = lines.exponentials(x)
      let logarithm = Double.log(total)
      for i in 0..<lines.size {
        y[i * lines.step] = Float(Double(x[i * lines.step]) - Double(largest) - logarithm)
      }
    }
  }

  /// dx[i] = dy[i] − exp(y[i]) · Σ j  dy[j]
  public static func logSoftmaxBackward(
    _ gradOutput: Tensor<Float>, output: Tensor<Float>, axis: Int
  ) -> Tensor<Float> {
    ShapeError.requireGradient(gradOutput.shape, of: output.shape)
    return alongLines(of: output, gradOutput, axis: axis) { lines, y, dy, dx in
      let step = lines.step
      let total = Float(sum(lines.size) { Double(dy[$0 * step]) })
      for i in 0..<lines.size { dx[i * step] = dy[i * step] - .exp(y[i * step]) * total }
    }
  }

  /// Calls `body` with each line along an axis: where it begins in one tensor, in another of the
  /// same shape (or the same one again), and in the result.
  @inline(__always)
  private static func alongLines(
    of tensor: Tensor<Float>, _ other: Tensor<Float>? = nil, axis: Int, workEach: Int = 100,
    _ body: (
      Lines, UnsafePointer<Float>, UnsafePointer<Float>, UnsafeMutablePointer<Float>
    ) -> Void
  ) -> Tensor<Float> {
    let lines = Lines(AxisLines(stoppingUnlessIn: tensor.shape, axis: axis))
    return Tensor(shape: tensor.shape) { result in
      tensor.withUnsafeScalars { numbers in
        (other ?? tensor).withUnsafeScalars { others in
          lines.forEach(workEach: workEach) { _, first in
            body(
              lines, numbers.baseAddress! + first, others.baseAddress! + first,
              result.baseAddress! + first)
          }
        }
      }
    }
  }
}

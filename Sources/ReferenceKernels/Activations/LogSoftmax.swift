import Kernels
import RealModule
import Tensors

extension Reference {
  // y[i] = x[i] − m − log Σ j  exp(x[j] − m)      with m = max j  x[j]

  /// The logarithms of softmax, along the same lines.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func logSoftmax(_ input: Tensor<Scalar>, axis: Int) -> Tensor<Scalar> {
    let lines = AxisLines(stoppingUnlessIn: input.shape, axis: axis)
    let x = input.reshaped(lines.shape)
    var y = Tensor<Scalar>.zeros(lines.shape)
    for n in 0..<lines.before {
      for s in 0..<lines.after {
        var m = -Scalar.infinity
        for j in 0..<lines.size { m = max(m, x[n, j, s]) }
        var sum: Scalar = 0
        for j in 0..<lines.size { sum += .exp(x[n, j, s] - m) }
        for i in 0..<lines.size {
          y[n, i, s] = x[n, i, s] - m - .log(sum)
        }
      }
    }
    return y.reshaped(input.shape)
  }

  // dx[i] = dy[i] − exp(y[i]) · Σ j  dy[j]

  /// The gradient of `logSoftmax`.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func logSoftmaxBackward(
    _ gradOutput: Tensor<Scalar>, output: Tensor<Scalar>, axis: Int
  ) -> Tensor<Scalar> {
    ShapeError.requireGradient(gradOutput.shape, of: output.shape)
    let lines = AxisLines(stoppingUnlessIn: output.shape, axis: axis)
    let (dy, y) = (gradOutput.reshaped(lines.shape), output.reshaped(lines.shape))
    var dx = Tensor<Scalar>.zeros(lines.shape)
    for n in 0..<lines.before {
      for s in 0..<lines.after {
        var sum: Scalar = 0
        for j in 0..<lines.size { sum += dy[n, j, s] }
        for i in 0..<lines.size {
          dx[n, i, s] = dy[n, i, s] - .exp(y[n, i, s]) * sum
        }
      }
    }
    return dx.reshaped(output.shape)
  }
}

import Kernels
import RealModule
import Tensors

extension Reference {
  // y[i] = exp(x[i] − m) / Σ j  exp(x[j] − m)      with m = max j  x[j]

  /// Shares that add up to 1 along one axis. A line is what lies along that axis at one place `n, s`
  /// before and after it.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func softmax(_ input: Tensor<Scalar>, axis: Int) -> Tensor<Scalar> {
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
          y[n, i, s] = .exp(x[n, i, s] - m) / sum
        }
      }
    }
    return y.reshaped(input.shape)
  }

  // dx[i] = y[i]·(dy[i] − Σ j  y[j]·dy[j])

  /// The gradient of `softmax`.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func softmaxBackward(
    _ gradOutput: Tensor<Scalar>, output: Tensor<Scalar>, axis: Int
  ) -> Tensor<Scalar> {
    ShapeError.requireGradient(gradOutput.shape, of: output.shape)
    let lines = AxisLines(stoppingUnlessIn: output.shape, axis: axis)
    let (dy, y) = (gradOutput.reshaped(lines.shape), output.reshaped(lines.shape))
    var dx = Tensor<Scalar>.zeros(lines.shape)
    for n in 0..<lines.before {
      for s in 0..<lines.after {
        var sum: Scalar = 0
        for j in 0..<lines.size { sum += y[n, j, s] * dy[n, j, s] }
        for i in 0..<lines.size {
          dx[n, i, s] = y[n, i, s] * (dy[n, i, s] - sum)
        }
      }
    }
    return dx.reshaped(output.shape)
  }
}

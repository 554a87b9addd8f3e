import Kernels
import Tensors

extension Reference {
  // y[n,o] = b[o] + Σ i  w[o,i] · x[n,i]

  /// The linear layer: for every output its bias, and then one product after the other.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func linear(
    _ input: Tensor<Scalar>, weight w: Tensor<Scalar>, bias b: Tensor<Scalar>?
  ) -> Tensor<Scalar> {
    let geometry = LinearGeometry(input, weight: w, bias: b)
    let x = input.reshaped([geometry.rows, geometry.inputs])
    var y = bias(b, shape: [geometry.rows, geometry.outputs])
    for n in 0..<geometry.rows {
      for o in 0..<geometry.outputs {
        for i in 0..<geometry.inputs {
          y[n, o] += w[o, i] * x[n, i]
        }
      }
    }
    return y.reshaped(geometry.outputShape)
  }

  // dx[n,i] = Σ o  w[o,i] · dy[n,o]
  // dw[o,i] = Σ n  x[n,i] · dy[n,o]
  // db[o]   = Σ n  dy[n,o]

  /// The gradients of `linear`: in the same loops the same line, with two names exchanged.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func linearBackward(
    _ gradOutput: Tensor<Scalar>, input: Tensor<Scalar>, weight w: Tensor<Scalar>
  ) -> WeightedGradients<Scalar> {
    let geometry = LinearGeometry(input, weight: w)
    geometry.requireOutputShape(gradOutput)
    let x = input.reshaped([geometry.rows, geometry.inputs])
    let dy = gradOutput.reshaped([geometry.rows, geometry.outputs])
    var dx = Tensor<Scalar>.zeros(x.shape)
    var dw = Tensor<Scalar>.zeros(w.shape)
    for n in 0..<geometry.rows {
      for o in 0..<geometry.outputs {
        for i in 0..<geometry.inputs {
          dx[n, i] += w[o, i] * dy[n, o]
          dw[o, i] += x[n, i] * dy[n, o]
        }
      }
    }
    return WeightedGradients(
      gradInput: dx.reshaped(input.shape), gradWeight: dw, gradBias: biasBackward(dy))
  }
}

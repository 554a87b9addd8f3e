import Kernels
import Tensors

extension Reference {
  // y[n, g·OC/G + oc, ow] = b[g·OC/G + oc] + Σ ic,iw,kw  w[ic,oc,kw] · x[n,ic,iw]
  //     ow = iw·stride − before + kw·dilation          g = ic / (IC/G), rounded down

  /// The transposed convolution of rows: every input spreads its kernel onto the output.
  ///
  /// The taps are those of the convolution that it turns round: what is an input there is an output
  /// here.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func convTranspose1d(
    _ x: Tensor<Scalar>, weight w: Tensor<Scalar>, bias b: Tensor<Scalar>?,
    options: TransposedConvolutionOptions
  ) -> Tensor<Scalar> {
    let turned = Conv1dGeometry(transposedInput: x, weight: w, bias: b, options: options)
    var y = bias(b, shape: turned.inputShape)
    turned.forEachTap { tap in
      y[tap.input] += w[tap.weight] * x[tap.output]
    }
    return y
  }

  // dx[n,ic,iw] = Σ oc,kw  w[ic,oc,kw] · dy[n, g·OC/G + oc, ow]
  // dw[ic,oc,kw] = Σ n,iw  x[n,ic,iw] · dy[n, g·OC/G + oc, ow]
  // db[oc] = Σ n,ow  dy[n,oc,ow]

  /// The gradients of `convTranspose1d`: over the same taps the same line, with two names exchanged.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func convTranspose1dBackward(
    _ dy: Tensor<Scalar>, input x: Tensor<Scalar>, weight w: Tensor<Scalar>,
    options: TransposedConvolutionOptions
  ) -> WeightedGradients<Scalar> {
    let turned = Conv1dGeometry(transposedInput: x, weight: w, options: options)
    turned.requireInputShape(dy)
    var dx = Tensor<Scalar>.zeros(x.shape)
    var dw = Tensor<Scalar>.zeros(w.shape)
    turned.forEachTap { tap in
      dx[tap.output] += w[tap.weight] * dy[tap.input]
      dw[tap.weight] += x[tap.output] * dy[tap.input]
    }
    return WeightedGradients(gradInput: dx, gradWeight: dw, gradBias: biasBackward(dy))
  }
}

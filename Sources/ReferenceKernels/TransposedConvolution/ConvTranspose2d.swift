import Kernels
import Tensors

extension Reference {
  // y[n, g·OC/G + oc, oh, ow] = b[g·OC/G + oc] + Σ ic,ih,iw,kh,kw  w[ic,oc,kh,kw] · x[n,ic,ih,iw]
  //     oh = ih·stride − before + kh·dilation, and ow likewise    g = ic / (IC/G), rounded down

  /// The transposed convolution of pictures: every input spreads its kernel onto the output.
  ///
  /// The taps are those of the convolution that it turns round: what is an input there is an output
  /// here.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func convTranspose2d(
    _ x: Tensor<Scalar>, weight w: Tensor<Scalar>, bias b: Tensor<Scalar>?,
    options: TransposedConvolutionOptions
  ) -> Tensor<Scalar> {
    let turned = Conv2dGeometry(transposedInput: x, weight: w, bias: b, options: options)
    var y = bias(b, shape: turned.inputShape)
    turned.forEachTap { tap in
      y[tap.input] += w[tap.weight] * x[tap.output]
    }
    return y
  }

  // dx[n,ic,ih,iw] = Σ oc,kh,kw  w[ic,oc,kh,kw] · dy[n, g·OC/G + oc, oh, ow]
  // dw[ic,oc,kh,kw] = Σ n,ih,iw  x[n,ic,ih,iw] · dy[n, g·OC/G + oc, oh, ow]
  // db[oc] = Σ n,oh,ow  dy[n,oc,oh,ow]

  /// The gradients of `convTranspose2d`: over the same taps the same line, with two names exchanged.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func convTranspose2dBackward(
    _ dy: Tensor<Scalar>, input x: Tensor<Scalar>, weight w: Tensor<Scalar>,
    options: TransposedConvolutionOptions
  ) -> WeightedGradients<Scalar> {
    let turned = Conv2dGeometry(transposedInput: x, weight: w, options: options)
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

import Kernels
import Tensors

extension Reference {
  // y[n,oc,oh,ow] = b[oc] + Σ ic,kh,kw  w[oc,ic,kh,kw] · x[n, g·IC/G + ic, ih, iw]
  //     ih = oh·stride − before + kh·dilation, and iw likewise    g = oc / (OC/G), rounded down

  /// The convolution of pictures: for every output its bias, and then one product after the other.
  ///
  /// A *tap* is one meeting of an output, a weight and an input. `forEachTap` goes through them all:
  /// its loops, in the order of the formula's indices, are in `Conv2dGeometry`.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func conv2d(
    _ x: Tensor<Scalar>, weight w: Tensor<Scalar>, bias b: Tensor<Scalar>?,
    options: ConvolutionOptions
  ) -> Tensor<Scalar> {
    let geometry = Conv2dGeometry(x, weight: w, bias: b, options: options)
    var y = bias(b, shape: geometry.outputShape)
    geometry.forEachTap { tap in
      y[tap.output] += w[tap.weight] * x[tap.input]
    }
    return y
  }

  // dx[n, g·IC/G + ic, ih, iw] = Σ oc,oh,ow  w[oc,ic,kh,kw] · dy[n,oc,oh,ow]
  // dw[oc,ic,kh,kw] = Σ n,oh,ow  x[n, g·IC/G + ic, ih, iw] · dy[n,oc,oh,ow]
  // db[oc] = Σ n,oh,ow  dy[n,oc,oh,ow]

  /// The gradients of `conv2d`: over the same taps the same line, with two names exchanged.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func conv2dBackward(
    _ dy: Tensor<Scalar>, input x: Tensor<Scalar>, weight w: Tensor<Scalar>,
    options: ConvolutionOptions
  ) -> WeightedGradients<Scalar> {
    let geometry = Conv2dGeometry(x, weight: w, options: options)
    geometry.requireOutputShape(dy)
    var dx = Tensor<Scalar>.zeros(x.shape)
    var dw = Tensor<Scalar>.zeros(w.shape)
    geometry.forEachTap { tap in
      dx[tap.input] += w[tap.weight] * dy[tap.output]
      dw[tap.weight] += x[tap.input] * dy[tap.output]
    }
    return WeightedGradients(gradInput: dx, gradWeight: dw, gradBias: biasBackward(dy))
  }
}

import Kernels
import Tensors

extension Reference {
  // y[n,oc,od,oh,ow] = b[oc] + Σ ic,kd,kh,kw  w[oc,ic,kd,kh,kw] · x[n, g·IC/G + ic, id, ih, iw]
  //     id = od·stride − before + kd·dilation, ih and iw likewise    g = oc / (OC/G), rounded down

  /// The convolution of volumes: for every output its bias, and then one product after the other.
  ///
  /// A *tap* is one meeting of an output, a weight and an input. `forEachTap` goes through them all:
  /// its loops, in the order of the formula's indices, are in `Conv3dGeometry`.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func conv3d(
    _ x: Tensor<Scalar>, weight w: Tensor<Scalar>, bias b: Tensor<Scalar>?,
    options: ConvolutionOptions
  ) -> Tensor<Scalar> {
    let geometry = Conv3dGeometry(x, weight: w, bias: b, options: options)
    var y = bias(b, shape: geometry.outputShape)
    geometry.forEachTap { tap in
      y[tap.output] += w[tap.weight] * x[tap.input]
    }
    return y
  }

  // dx[n, g·IC/G + ic, id, ih, iw] = Σ oc,od,oh,ow  w[oc,ic,kd,kh,kw] · dy[n,oc,od,oh,ow]
  // dw[oc,ic,kd,kh,kw] = Σ n,od,oh,ow  x[n, g·IC/G + ic, id, ih, iw] · dy[n,oc,od,oh,ow]
  // db[oc] = Σ n,od,oh,ow  dy[n,oc,od,oh,ow]

  /// The gradients of `conv3d`: over the same taps the same line, with two names exchanged.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func conv3dBackward(
    _ dy: Tensor<Scalar>, input x: Tensor<Scalar>, weight w: Tensor<Scalar>,
    options: ConvolutionOptions
  ) -> WeightedGradients<Scalar> {
    let geometry = Conv3dGeometry(x, weight: w, options: options)
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

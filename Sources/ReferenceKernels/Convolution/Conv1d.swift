import Kernels
import Tensors

extension Reference {
  // y[n,oc,ow] = b[oc] + Σ ic,kw  w[oc,ic,kw] · x[n, g·IC/G + ic, iw]
  //     iw = ow·stride − before + kw·dilation          g = oc / (OC/G), rounded down

  /// The convolution of rows: for every output its bias, and then one product after the other.
  ///
  /// A *tap* is one meeting of an output, a weight and an input. `forEachTap` goes through them all:
  /// its loops, in the order of the formula's indices, are in `Conv1dGeometry`.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func conv1d(
    _ x: Tensor<Scalar>, weight w: Tensor<Scalar>, bias b: Tensor<Scalar>?,
    options: ConvolutionOptions
  ) -> Tensor<Scalar> {
    let geometry = Conv1dGeometry(x, weight: w, bias: b, options: options)
    var y = bias(b, shape: geometry.outputShape)
    geometry.forEachTap { tap in
      y[tap.output] += w[tap.weight] * x[tap.input]
    }
    return y
  }

  // dx[n, g·IC/G + ic, iw] = Σ oc,ow  w[oc,ic,kw] · dy[n,oc,ow]
  // dw[oc,ic,kw] = Σ n,ow  x[n, g·IC/G + ic, iw] · dy[n,oc,ow]
  // db[oc] = Σ n,ow  dy[n,oc,ow]

  /// The gradients of `conv1d`: over the same taps the same line, with two names exchanged.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func conv1dBackward(
    _ dy: Tensor<Scalar>, input x: Tensor<Scalar>, weight w: Tensor<Scalar>,
    options: ConvolutionOptions
  ) -> WeightedGradients<Scalar> {
    let geometry = Conv1dGeometry(x, weight: w, options: options)
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

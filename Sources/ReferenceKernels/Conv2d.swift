import Kernels
import Tensors

extension Reference {
  // y[n,oc,oh,ow] = b[oc] + Σ ic,kh,kw  w[oc,ic,kh,kw] · x[n, g·IC/G + ic, ih, iw]

  /// The two-dimensional convolution, as `Kernels` defines it: for every output its bias, and then
  /// one product after the other.
  ///
  /// A *tap* is one meeting of an output, a weight and an input. `Conv2dGeometry` lists them all in
  /// the order of the formula.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func conv2d<Scalar: BinaryFloatingPoint & BitwiseCopyable & Sendable>(
    _ x: Tensor<Scalar>, weight w: Tensor<Scalar>, bias b: Tensor<Scalar>?,
    options: ConvolutionOptions
  ) -> Tensor<Scalar> {
    let geometry = Conv2dGeometry(x, weight: w, bias: b, options: options)
    var y = Tensor<Scalar>.zeros(geometry.outputShape)
    if let b {
      for n in 0..<y.shape[0] {
        for oc in 0..<y.shape[1] {
          for oh in 0..<y.shape[2] {
            for ow in 0..<y.shape[3] {
              y[n, oc, oh, ow] = b[oc]
            }
          }
        }
      }
    }
    geometry.forEachTap { tap in
      y[tap.output] += w[tap.weight] * x[tap.input]
    }
    return y
  }

  /// The same in Double with the options by name; `Kernels` has it in Float.
  public static func conv2d(
    _ input: Tensor<Double>, weight: Tensor<Double>, bias: Tensor<Double>? = nil,
    stride: Size2D = 1, padding: Padding = 0, dilation: Size2D = 1, groups: Int = 1
  ) -> Tensor<Double> {
    let options = ConvolutionOptions(
      stride: stride, padding: padding, dilation: dilation, groups: groups)
    return onPictures(input, weight) { conv2d($0, weight: $1, bias: bias, options: options) }
  }
}

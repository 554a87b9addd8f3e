import Kernels
import Tensors

extension Reference {
  // y[n,oc,oh,ow] = b[oc] + Σ ic,kh,kw  w[oc, ic, KH−1−kh, KW−1−kw] · x[n, g·IC/G + ic, ih, iw]

  /// The mathematician's convolution of pictures: `conv2d` with the kernel flipped.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func convolve2d(
    _ x: Tensor<Scalar>, weight w: Tensor<Scalar>, bias b: Tensor<Scalar>?,
    options: ConvolutionOptions
  ) -> Tensor<Scalar> {
    // Shapes that don't fit stop the program here, under the name that was called.
    _ = Conv2dGeometry(x, weight: w, bias: b, options: options, name: "convolve2d")
    return conv2d(x, weight: flipped(w), bias: b, options: options)
  }

  // dx and db are those of conv2d with the flipped kernel
  // dw[oc,ic,kh,kw] = Σ n,oh,ow  x[n, g·IC/G + ic, ih, iw] · dy[n,oc,oh,ow], flipped back

  /// The gradients of `convolve2d`: the weight's is flipped back, as the weight was flipped.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func convolve2dBackward(
    _ dy: Tensor<Scalar>, input x: Tensor<Scalar>, weight w: Tensor<Scalar>,
    options: ConvolutionOptions
  ) -> WeightedGradients<Scalar> {
    // Shapes that don't fit stop the program here, under the name that was called.
    _ = Conv2dGeometry(x, weight: w, options: options, name: "convolve2d")
    var gradients = conv2dBackward(dy, input: x, weight: flipped(w), options: options)
    gradients.gradWeight = flipped(gradients.gradWeight)
    return gradients
  }

  // flipped w[oc,ic,kh,kw] = w[oc, ic, KH−1−kh, KW−1−kw]

  private static func flipped(_ w: Tensor<Scalar>) -> Tensor<Scalar> {
    var flipped = w
    for oc in 0..<w.shape[0] {
      for ic in 0..<w.shape[1] {
        for kh in 0..<w.shape[2] {
          for kw in 0..<w.shape[3] {
            flipped[oc, ic, kh, kw] = w[oc, ic, w.shape[2] - 1 - kh, w.shape[3] - 1 - kw]
          }
        }
      }
    }
    return flipped
  }
}

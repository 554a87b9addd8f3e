import Kernels
import Tensors

extension Reference {
  // y[n,oc,ow] = b[oc] + Σ ic,kw  w[oc, ic, KW−1−kw] · x[n, g·IC/G + ic, iw]

  /// The mathematician's convolution of rows: `conv1d` with the kernel flipped.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func convolve1d(
    _ x: Tensor<Scalar>, weight w: Tensor<Scalar>, bias b: Tensor<Scalar>?,
    options: ConvolutionOptions
  ) -> Tensor<Scalar> {
    // Shapes that don't fit stop the program here, under the name that was called.
    _ = Conv1dGeometry(x, weight: w, bias: b, options: options, name: "convolve1d")
    return conv1d(x, weight: flipped(w), bias: b, options: options)
  }

  // dx and db are those of conv1d with the flipped kernel
  // dw[oc,ic,kw] = Σ n,ow  x[n, g·IC/G + ic, iw] · dy[n,oc,ow], flipped back

  /// The gradients of `convolve1d`: the weight's is flipped back, as the weight was flipped.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func convolve1dBackward(
    _ dy: Tensor<Scalar>, input x: Tensor<Scalar>, weight w: Tensor<Scalar>,
    options: ConvolutionOptions
  ) -> WeightedGradients<Scalar> {
    // Shapes that don't fit stop the program here, under the name that was called.
    _ = Conv1dGeometry(x, weight: w, options: options, name: "convolve1d")
    var gradients = conv1dBackward(dy, input: x, weight: flipped(w), options: options)
    gradients.gradWeight = flipped(gradients.gradWeight)
    return gradients
  }

  // flipped w[oc,ic,kw] = w[oc, ic, KW−1−kw]

  private static func flipped(_ w: Tensor<Scalar>) -> Tensor<Scalar> {
    var flipped = w
    for oc in 0..<w.shape[0] {
      for ic in 0..<w.shape[1] {
        for kw in 0..<w.shape[2] {
          flipped[oc, ic, kw] = w[oc, ic, w.shape[2] - 1 - kw]
        }
      }
    }
    return flipped
  }
}

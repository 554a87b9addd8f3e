import Kernels
import Tensors

extension Reference {
  // y[n,oc,oh,ow] = b[oc] + Σ ic,kh,kw  (w[oc,ic,kh,kw] − wz[oc]) · (x[n, g·IC/G + ic, ih, iw] − xz)

  /// The convolution of pictures in whole numbers.
  @specialized(where Scalar == Float, Input == Int8, Weight == Int8)
  @specialized(where Scalar == Float, Input == UInt8, Weight == Int8)
  @specialized(where Scalar == Float, Input == UInt8, Weight == UInt8)
  public static func conv2dInteger<Input: QuantizedNumber, Weight: QuantizedNumber>(
    _ x: Tensor<Input>, inputZeroPoint: Int, weight w: Tensor<Weight>, weightZeroPoints: [Int],
    bias: Tensor<Int32>?, options: ConvolutionOptions
  ) -> Tensor<Int32> {
    let geometry = Conv2dGeometry(
      stoppingUnlessFits: x.shape, weight: w.shape, bias: bias?.shape, options: options,
      name: "conv2dInteger")
    let zeroPoints = ZeroPoints(
      stoppingUnlessFits: geometry, input: inputZeroPoint, of: Input.self,
      weights: weightZeroPoints, of: Weight.self)
    var y = Tensor<Int32>.zeros(geometry.outputShape)
    if let bias {
      for n in 0..<y.shape[0] {
        for oc in 0..<y.shape[1] {
          for oh in 0..<y.shape[2] {
            for ow in 0..<y.shape[3] { y[n, oc, oh, ow] = bias[oc] }
          }
        }
      }
    }
    geometry.forEachTap { tap in
      let weight = Int32(w[tap.weight]) - Int32(zeroPoints.weight(output: tap.weight.n))
      let input = Int32(x[tap.input]) - Int32(zeroPoints.input)
      y[tap.output] &+= weight * input
    }
    return y
  }
}

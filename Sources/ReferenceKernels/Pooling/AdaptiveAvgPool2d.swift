import Kernels
import Tensors

extension Reference {
  // y[n,c,oh,ow] = the mean of x[n,c,ih,iw] over
  //     ih from oh·H/OH rounded down, up to but not including (oh + 1)·H/OH rounded up, iw likewise

  /// The means of windows that cover the picture.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func adaptiveAvgPool2d(
    _ x: Tensor<Scalar>, outputSize: PerAxis
  ) -> Tensor<Scalar> {
    let geometry = AdaptivePool2dGeometry(stoppingUnlessFits: x.shape, outputSize: outputSize)
    var y = Tensor<Scalar>.zeros(geometry.outputShape)
    geometry.forEachTap { tap, _ in
      y[tap.output] += x[tap.input]
    }
    for n in 0..<y.shape[0] {
      for c in 0..<y.shape[1] {
        for oh in 0..<y.shape[2] {
          for ow in 0..<y.shape[3] {
            y[n, c, oh, ow] /= Scalar(geometry.places(oh, ow))
          }
        }
      }
    }
    return y
  }

  // dx[n,c,ih,iw] = Σ 1/m · dy[n,c,oh,ow] over the windows that ih,iw lies under, with m places each

  /// The gradient of `adaptiveAvgPool2d`: an equal share to each place under the window.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func adaptiveAvgPool2dBackward(
    _ dy: Tensor<Scalar>, inputShape: [Int], outputSize: PerAxis
  ) -> Tensor<Scalar> {
    let geometry = AdaptivePool2dGeometry(stoppingUnlessFits: inputShape, outputSize: outputSize)
    geometry.requireOutputShape(dy)
    var dx = Tensor<Scalar>.zeros(inputShape)
    geometry.forEachTap { tap, m in
      dx[tap.input] += dy[tap.output] / Scalar(m)
    }
    return dx
  }
}

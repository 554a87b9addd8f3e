import Kernels
import Tensors

extension Reference {
  // y[n,c,oh,ow] = 1/m · Σ kh,kw  x[n, c, ih, iw]
  //     ih = oh·stride − before + kh·dilation, and iw likewise
  //     m is how many of the window's places count

  /// The mean of each window of pictures: the sum, and then divided by how many places count.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func avgPool2d(
    _ x: Tensor<Scalar>, options: PoolingOptions, countIncludePad: Bool
  ) -> Tensor<Scalar> {
    let geometry = Pool2dGeometry(
      stoppingUnlessFits: x.shape, options: options, name: "avgPool2d")
    var y = Tensor<Scalar>.zeros(geometry.outputShape)
    geometry.forEachTap { tap in
      y[tap.output] += x[tap.input]
    }
    for n in 0..<y.shape[0] {
      for c in 0..<y.shape[1] {
        for oh in 0..<y.shape[2] {
          for ow in 0..<y.shape[3] {
            let m = geometry.places(oh, ow, countingPadding: countIncludePad)
            y[n, c, oh, ow] /= Scalar(max(m, 1))
          }
        }
      }
    }
    return y
  }

  // dx[n,c,ih,iw] = Σ 1/m · dy[n,c,oh,ow] over the windows that ih,iw lies under

  /// The gradient of `avgPool2d`: an equal share to each place under the window.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func avgPool2dBackward(
    _ dy: Tensor<Scalar>, inputShape: [Int], options: PoolingOptions, countIncludePad: Bool
  ) -> Tensor<Scalar> {
    let geometry = Pool2dGeometry(
      stoppingUnlessFits: inputShape, options: options, name: "avgPool2d")
    geometry.requireOutputShape(dy)
    var dx = Tensor<Scalar>.zeros(inputShape)
    geometry.forEachTap { tap in
      let m = geometry.places(tap.output.h, tap.output.w, countingPadding: countIncludePad)
      dx[tap.input] += dy[tap.output] / Scalar(m)
    }
    return dx
  }
}

import Kernels
import Tensors

extension Reference {
  // y[n,c,oh,ow] = max kh,kw  x[n, c, ih, iw]
  //     ih = oh·stride − before + kh·dilation, and iw likewise

  /// The largest number of each window of pictures, from −∞ up.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func maxPool2d(
    _ x: Tensor<Scalar>, options: PoolingOptions
  ) -> Tensor<Scalar> {
    let geometry = Pool2dGeometry(
      stoppingUnlessFits: x.shape, options: options, name: "maxPool2d")
    var y = Tensor(repeating: -Scalar.infinity, shape: geometry.outputShape)
    geometry.forEachTap { tap in
      if x[tap.input] > y[tap.output] || x[tap.input].isNaN {
        y[tap.output] = x[tap.input]
      }
    }
    return y
  }

  // dx[n,c,ih,iw] = Σ dy[n,c,oh,ow] over the windows whose first maximum lies at ih,iw

  /// The gradient of `maxPool2d`: each window's goes to the first place that holds its maximum.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func maxPool2dBackward(
    _ dy: Tensor<Scalar>, input x: Tensor<Scalar>, options: PoolingOptions
  ) -> Tensor<Scalar> {
    let geometry = Pool2dGeometry(
      stoppingUnlessFits: x.shape, options: options, name: "maxPool2d")
    geometry.requireOutputShape(dy)
    let y = maxPool2d(x, options: options)
    // Whether a window's gradient has been given to a place: only its first maximum gets it.
    var isGiven = Tensor<Int8>.zeros(y.shape)
    var dx = Tensor<Scalar>.zeros(x.shape)
    geometry.forEachTap { tap in
      let isMaximum = x[tap.input] == y[tap.output] || x[tap.input].isNaN
      if isMaximum && isGiven[tap.output] == 0 {
        dx[tap.input] += dy[tap.output]
        isGiven[tap.output] = 1
      }
    }
    return dx
  }
}

import Kernels
import Tensors

extension Reference {
  // y[n,c,ow] = max kw  x[n, c, iw]
  //     iw = ow·stride − before + kw·dilation

  /// The largest number of each window of rows, from −∞ up.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func maxPool1d(
    _ x: Tensor<Scalar>, options: PoolingOptions
  ) -> Tensor<Scalar> {
    let geometry = Pool1dGeometry(
      stoppingUnlessFits: x.shape, options: options, name: "maxPool1d")
    var y = Tensor(repeating: -Scalar.infinity, shape: geometry.outputShape)
    geometry.forEachTap { tap in
      if x[tap.input] > y[tap.output] || x[tap.input].isNaN {
        y[tap.output] = x[tap.input]
      }
    }
    return y
  }

  // dx[n,c,iw] = Σ dy[n,c,ow] over the windows whose first maximum lies at iw

  /// The gradient of `maxPool1d`: each window's goes to the first place that holds its maximum.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func maxPool1dBackward(
    _ dy: Tensor<Scalar>, input x: Tensor<Scalar>, options: PoolingOptions
  ) -> Tensor<Scalar> {
    let geometry = Pool1dGeometry(
      stoppingUnlessFits: x.shape, options: options, name: "maxPool1d")
    geometry.requireOutputShape(dy)
    let y = maxPool1d(x, options: options)
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

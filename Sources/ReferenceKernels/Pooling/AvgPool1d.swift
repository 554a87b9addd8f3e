import Kernels
import Tensors

extension Reference {
  // y[n,c,ow] = 1/m · Σ kw  x[n, c, iw]
  //     iw = ow·stride − before + kw·dilation
  //     m is how many of the window's places count

  /// The mean of each window of rows: the sum, and then divided by how many places count.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func avgPool1d(
    _ x: Tensor<Scalar>, options: PoolingOptions, countIncludePad: Bool
  ) -> Tensor<Scalar> {
    let geometry = Pool1dGeometry(
      stoppingUnlessFits: x.shape, options: options, name: "avgPool1d")
    var y = Tensor<Scalar>.zeros(geometry.outputShape)
    geometry.forEachTap { tap in
      y[tap.output] += x[tap.input]
    }
    for n in 0..<y.shape[0] {
      for c in 0..<y.shape[1] {
        for ow in 0..<y.shape[2] {
          let m = geometry.places(ow, countingPadding: countIncludePad)
          y[n, c, ow] /= Scalar(max(m, 1))
        }
      }
    }
    return y
  }

  // dx[n,c,iw] = Σ 1/m · dy[n,c,ow] over the windows that iw lies under

  /// The gradient of `avgPool1d`: an equal share to each place under the window.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func avgPool1dBackward(
    _ dy: Tensor<Scalar>, inputShape: [Int], options: PoolingOptions, countIncludePad: Bool
  ) -> Tensor<Scalar> {
    let geometry = Pool1dGeometry(
      stoppingUnlessFits: inputShape, options: options, name: "avgPool1d")
    geometry.requireOutputShape(dy)
    var dx = Tensor<Scalar>.zeros(inputShape)
    geometry.forEachTap { tap in
      let m = geometry.places(tap.output.w, countingPadding: countIncludePad)
      dx[tap.input] += dy[tap.output] / Scalar(m)
    }
    return dx
  }
}

import Kernels
import Tensors

// A global pooling is a pooling with one window: the whole picture.

extension Reference {
  // y[n,c,0,0] = max ih,iw  x[n,c,ih,iw]

  /// The largest number of each channel.
  public static func globalMaxPool2d(_ x: Tensor<Scalar>) -> Tensor<Scalar> {
    requireWholePicture(x.shape, name: "globalMaxPool2d")
    return maxPool2d(x, options: .wholePicture(x.shape))
  }

  // dx[n,c,ih,iw] = dy[n,c,0,0] at the first maximum in row order, and 0 elsewhere

  /// The gradient of `globalMaxPool2d`.
  public static func globalMaxPool2dBackward(
    _ dy: Tensor<Scalar>, input x: Tensor<Scalar>
  ) -> Tensor<Scalar> {
    requireWholePicture(x.shape, name: "globalMaxPool2d")
    return maxPool2dBackward(dy, input: x, options: .wholePicture(x.shape))
  }

  // y[n,c,0,0] = 1/(H·W) · Σ ih,iw  x[n,c,ih,iw]

  /// The mean of each channel.
  public static func globalAvgPool2d(_ x: Tensor<Scalar>) -> Tensor<Scalar> {
    requireWholePicture(x.shape, name: "globalAvgPool2d")
    return avgPool2d(x, options: .wholePicture(x.shape), countIncludePad: false)
  }

  // dx[n,c,ih,iw] = 1/(H·W) · dy[n,c,0,0]

  /// The gradient of `globalAvgPool2d`.
  public static func globalAvgPool2dBackward(
    _ dy: Tensor<Scalar>, inputShape: [Int]
  ) -> Tensor<Scalar> {
    requireWholePicture(inputShape, name: "globalAvgPool2d")
    return avgPool2dBackward(
      dy, inputShape: inputShape, options: .wholePicture(inputShape), countIncludePad: false)
  }

  /// Stops the program, in the name of the operation, unless there are pictures that aren't empty.
  private static func requireWholePicture(_ shape: [Int], name: String) {
    _ = Pool2dGeometry(
      stoppingUnlessFits: shape, options: .wholePicture(shape), name: name)
  }
}

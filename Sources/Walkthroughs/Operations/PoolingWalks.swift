public import Kernels
import ReferenceKernels
public import Tensors

extension Walkthrough {
  /// `maxPool1d`, an output a step: the window, and which of its numbers wins.
  ///
  /// The parameters are those of `maxPool1d`; axes that the input lacks at the front are of size 1.
  public static func maxPool1d(
    _ x: Tensor<Float>, kernelSize: PerAxis, stride: PerAxis? = nil, padding: Padding = 0,
    dilation: PerAxis = 1, ceilMode: Bool = false
  ) -> Walkthrough {
    maxPool1d(
      x,
      options: PoolingOptions(
        kernelSize: kernelSize, stride: stride, padding: padding, dilation: dilation,
        ceilMode: ceilMode))
  }

  /// `maxPool1d` with its options as one value; the parameters are those of `maxPool1d`.
  public static func maxPool1d(_ x: Tensor<Float>, options: PoolingOptions) -> Walkthrough {
    let x = x.withAxes(3)
    return Pooling<Pool1dGeometry>(x, options, name: "maxPool1d")
      .maximum(Reference.maxPool1d(x, options: options))
  }

  /// `maxPool2d`, an output a step: the window, and which of its numbers wins.
  ///
  /// The parameters are those of `maxPool2d`; axes that the input lacks at the front are of size 1.
  public static func maxPool2d(
    _ x: Tensor<Float>, kernelSize: PerAxis, stride: PerAxis? = nil, padding: Padding = 0,
    dilation: PerAxis = 1, ceilMode: Bool = false
  ) -> Walkthrough {
    maxPool2d(
      x,
      options: PoolingOptions(
        kernelSize: kernelSize, stride: stride, padding: padding, dilation: dilation,
        ceilMode: ceilMode))
  }

  /// `maxPool2d` with its options as one value; the parameters are those of `maxPool2d`.
  public static func maxPool2d(_ x: Tensor<Float>, options: PoolingOptions) -> Walkthrough {
    let x = x.withAxes(4)
    return Pooling<Pool2dGeometry>(x, options, name: "maxPool2d")
      .maximum(Reference.maxPool2d(x, options: options))
  }

  /// `avgPool1d`, an output a step: the window, its sum, and by how many it is divided.
  ///
  /// The parameters are those of `avgPool1d`; axes that the input lacks at the front are of size 1.
  public static func avgPool1d(
    _ x: Tensor<Float>, kernelSize: PerAxis, stride: PerAxis? = nil, padding: Padding = 0,
    ceilMode: Bool = false, countIncludePad: Bool = true
  ) -> Walkthrough {
    avgPool1d(
      x,
      options: PoolingOptions(
        kernelSize: kernelSize, stride: stride, padding: padding, ceilMode: ceilMode),
      countIncludePad: countIncludePad)
  }

  /// `avgPool1d` with its options as one value; the parameters are those of `avgPool1d`.
  public static func avgPool1d(
    _ x: Tensor<Float>, options: PoolingOptions, countIncludePad: Bool
  ) -> Walkthrough {
    let x = x.withAxes(3)
    return Pooling<Pool1dGeometry>(x, options, name: "avgPool1d")
      .mean(
        Reference.avgPool1d(x, options: options, countIncludePad: countIncludePad),
        countingPadding: countIncludePad)
  }

  /// `avgPool2d`, an output a step: the window, its sum, and by how many it is divided.
  ///
  /// The parameters are those of `avgPool2d`; axes that the input lacks at the front are of size 1.
  public static func avgPool2d(
    _ x: Tensor<Float>, kernelSize: PerAxis, stride: PerAxis? = nil, padding: Padding = 0,
    ceilMode: Bool = false, countIncludePad: Bool = true
  ) -> Walkthrough {
    avgPool2d(
      x,
      options: PoolingOptions(
        kernelSize: kernelSize, stride: stride, padding: padding, ceilMode: ceilMode),
      countIncludePad: countIncludePad)
  }

  /// `avgPool2d` with its options as one value; the parameters are those of `avgPool2d`.
  public static func avgPool2d(
    _ x: Tensor<Float>, options: PoolingOptions, countIncludePad: Bool
  ) -> Walkthrough {
    let x = x.withAxes(4)
    return Pooling<Pool2dGeometry>(x, options, name: "avgPool2d")
      .mean(
        Reference.avgPool2d(x, options: options, countIncludePad: countIncludePad),
        countingPadding: countIncludePad)
  }

  /// The gradient of `maxPool1d`: each number of dY goes to the winner of its window, and where windows
  /// overlap, a winner of several gets them all.
  ///
  /// The parameters are those of `maxPool1dBackward`; axes that the tensors lack at the front are of
  /// size 1.
  public static func maxPool1dBackward(
    _ gradOutput: Tensor<Float>, input: Tensor<Float>, kernelSize: PerAxis,
    stride: PerAxis? = nil, padding: Padding = 0, dilation: PerAxis = 1, ceilMode: Bool = false
  ) -> Walkthrough {
    maxPool1dBackward(
      gradOutput, input: input,
      options: PoolingOptions(
        kernelSize: kernelSize, stride: stride, padding: padding, dilation: dilation,
        ceilMode: ceilMode))
  }

  /// The gradient of `maxPool1d` with its options as one value; the parameters are those of `maxPool1dBackward`.
  public static func maxPool1dBackward(
    _ gradOutput: Tensor<Float>, input: Tensor<Float>, options: PoolingOptions
  ) -> Walkthrough {
    let (dy, x) = (gradOutput.withAxes(3), input.withAxes(3))
    return Pooling<Pool1dGeometry>(x, options, name: "maxPool1d")
      .maximumBackward(dy, Reference.maxPool1dBackward(dy, input: x, options: options))
  }

  /// The gradient of `maxPool2d`: each number of dY goes to the winner of its window, and where windows
  /// overlap, a winner of several gets them all.
  ///
  /// The parameters are those of `maxPool2dBackward`; axes that the tensors lack at the front are of
  /// size 1.
  public static func maxPool2dBackward(
    _ gradOutput: Tensor<Float>, input: Tensor<Float>, kernelSize: PerAxis,
    stride: PerAxis? = nil, padding: Padding = 0, dilation: PerAxis = 1, ceilMode: Bool = false
  ) -> Walkthrough {
    maxPool2dBackward(
      gradOutput, input: input,
      options: PoolingOptions(
        kernelSize: kernelSize, stride: stride, padding: padding, dilation: dilation,
        ceilMode: ceilMode))
  }

  /// The gradient of `maxPool2d` with its options as one value; the parameters are those of `maxPool2dBackward`.
  public static func maxPool2dBackward(
    _ gradOutput: Tensor<Float>, input: Tensor<Float>, options: PoolingOptions
  ) -> Walkthrough {
    let (dy, x) = (gradOutput.withAxes(4), input.withAxes(4))
    return Pooling<Pool2dGeometry>(x, options, name: "maxPool2d")
      .maximumBackward(dy, Reference.maxPool2dBackward(dy, input: x, options: options))
  }

  /// The gradient of `avgPool1d`: each number of dY goes in equal shares to all of its window.
  ///
  /// The input's numbers don't matter, so only its shape is asked for. The parameters are those of
  /// `avgPool1dBackward`; axes that dY and the shape lack at the front are of size 1.
  public static func avgPool1dBackward(
    _ gradOutput: Tensor<Float>, inputShape: [Int], kernelSize: PerAxis, stride: PerAxis? = nil,
    padding: Padding = 0, ceilMode: Bool = false, countIncludePad: Bool = true
  ) -> Walkthrough {
    avgPool1dBackward(
      gradOutput, inputShape: inputShape,
      options: PoolingOptions(
        kernelSize: kernelSize, stride: stride, padding: padding, ceilMode: ceilMode),
      countIncludePad: countIncludePad)
  }

  /// The gradient of `avgPool1d` with its options as one value; the parameters are those of `avgPool1dBackward`.
  public static func avgPool1dBackward(
    _ gradOutput: Tensor<Float>, inputShape: [Int], options: PoolingOptions, countIncludePad: Bool
  ) -> Walkthrough {
    let (dy, x) = (gradOutput.withAxes(3), Tensor<Float>.zeros(inputShape).withAxes(3))
    return Pooling<Pool1dGeometry>(x, options, name: "avgPool1d")
      .meanBackward(
        dy,
        Reference.avgPool1dBackward(
          dy, inputShape: x.shape, options: options, countIncludePad: countIncludePad),
        countingPadding: countIncludePad)
  }

  /// The gradient of `avgPool2d`: each number of dY goes in equal shares to all of its window.
  ///
  /// The input's numbers don't matter, so only its shape is asked for. The parameters are those of
  /// `avgPool2dBackward`; axes that dY and the shape lack at the front are of size 1.
  public static func avgPool2dBackward(
    _ gradOutput: Tensor<Float>, inputShape: [Int], kernelSize: PerAxis, stride: PerAxis? = nil,
    padding: Padding = 0, ceilMode: Bool = false, countIncludePad: Bool = true
  ) -> Walkthrough {
    avgPool2dBackward(
      gradOutput, inputShape: inputShape,
      options: PoolingOptions(
        kernelSize: kernelSize, stride: stride, padding: padding, ceilMode: ceilMode),
      countIncludePad: countIncludePad)
  }

  /// The gradient of `avgPool2d` with its options as one value; the parameters are those of `avgPool2dBackward`.
  public static func avgPool2dBackward(
    _ gradOutput: Tensor<Float>, inputShape: [Int], options: PoolingOptions, countIncludePad: Bool
  ) -> Walkthrough {
    let (dy, x) = (gradOutput.withAxes(4), Tensor<Float>.zeros(inputShape).withAxes(4))
    return Pooling<Pool2dGeometry>(x, options, name: "avgPool2d")
      .meanBackward(
        dy,
        Reference.avgPool2dBackward(
          dy, inputShape: x.shape, options: options, countIncludePad: countIncludePad),
        countingPadding: countIncludePad)
  }
}

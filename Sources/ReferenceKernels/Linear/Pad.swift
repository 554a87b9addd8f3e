import Kernels
import Tensors

extension Reference {
  // y[c,od,oh,ow] = x[c,id,ih,iw]: itself, or what the mode repeats there; where there is none, the value

  /// The input with padding around it.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func pad(
    _ input: Tensor<Scalar>, padding: Padding, mode: PaddingMode, value: Scalar
  ) -> Tensor<Scalar> {
    let geometry = PadGeometry(stoppingUnlessFits: input.shape, padding: padding, mode: mode)
    let x = input.reshaped(geometry.inputVolume)
    var y = Tensor(repeating: value, shape: geometry.outputVolume)
    geometry.forEachTap { tap in
      y[tap.output] = x[tap.input]
    }
    return y.reshaped(geometry.outputShape)
  }

  // dx[c,id,ih,iw] = Σ dy[c,od,oh,ow] over its own place and its images on the padding

  /// The gradient of `pad`.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func padBackward(
    _ gradOutput: Tensor<Scalar>, inputShape: [Int], padding: Padding, mode: PaddingMode
  ) -> Tensor<Scalar> {
    let geometry = PadGeometry(stoppingUnlessFits: inputShape, padding: padding, mode: mode)
    geometry.requireOutputShape(gradOutput)
    let dy = gradOutput.reshaped(geometry.outputVolume)
    var dx = Tensor<Scalar>.zeros(geometry.inputVolume)
    geometry.forEachTap { tap in
      dx[tap.input] += dy[tap.output]
    }
    return dx.reshaped(inputShape)
  }
}

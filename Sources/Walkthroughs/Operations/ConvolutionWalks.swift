public import Kernels
import ReferenceKernels
public import Tensors

extension Walkthrough {
  /// `conv1d`, an output a step.
  ///
  /// The parameters are those of `conv1d`; axes that the tensors lack at the front are of size 1.
  public static func conv1d(
    _ x: Tensor<Float>, weight: Tensor<Float>, bias: Tensor<Float>? = nil,
    stride: PerAxis = 1, padding: Padding = 0, paddingMode: PaddingMode = .zeros,
    dilation: PerAxis = 1, groups: Int = 1
  ) -> Walkthrough {
    conv1d(
      x, weight: weight, bias: bias,
      options: ConvolutionOptions(
        stride: stride, padding: padding, paddingMode: paddingMode, dilation: dilation,
        groups: groups))
  }

  /// `conv1d` with its options as one value; the parameters are those of `conv1d`.
  public static func conv1d(
    _ x: Tensor<Float>, weight: Tensor<Float>, bias: Tensor<Float>?, options: ConvolutionOptions
  ) -> Walkthrough {
    let (x, w) = (x.withAxes(3), weight.withAxes(3))
    return convolution(
      Conv1dGeometry(x, weight: w, bias: bias, options: options), x, w, bias,
      Reference.conv1d(x, weight: w, bias: bias, options: options))
  }

  /// `conv2d`, an output a step: the window in the input, the kernel beside it, every product, the sum.
  ///
  ///     Walkthrough.conv2d(X, weight: K)[1].page
  ///
  /// The parameters are those of `conv2d`; axes that the tensors lack at the front are of size 1, so
  /// that a matrix is a picture.
  public static func conv2d(
    _ x: Tensor<Float>, weight: Tensor<Float>, bias: Tensor<Float>? = nil,
    stride: PerAxis = 1, padding: Padding = 0, paddingMode: PaddingMode = .zeros,
    dilation: PerAxis = 1, groups: Int = 1
  ) -> Walkthrough {
    conv2d(
      x, weight: weight, bias: bias,
      options: ConvolutionOptions(
        stride: stride, padding: padding, paddingMode: paddingMode, dilation: dilation,
        groups: groups))
  }

  /// `conv2d` with its options as one value; the parameters are those of `conv2d`.
  public static func conv2d(
    _ x: Tensor<Float>, weight: Tensor<Float>, bias: Tensor<Float>?, options: ConvolutionOptions
  ) -> Walkthrough {
    let (x, w) = (x.withAxes(4), weight.withAxes(4))
    return convolution(
      Conv2dGeometry(x, weight: w, bias: bias, options: options), x, w, bias,
      Reference.conv2d(x, weight: w, bias: bias, options: options))
  }

  /// `conv3d`, an output a step.
  ///
  /// The parameters are those of `conv3d`; axes that the tensors lack at the front are of size 1.
  public static func conv3d(
    _ x: Tensor<Float>, weight: Tensor<Float>, bias: Tensor<Float>? = nil,
    stride: PerAxis = 1, padding: Padding = 0, paddingMode: PaddingMode = .zeros,
    dilation: PerAxis = 1, groups: Int = 1
  ) -> Walkthrough {
    conv3d(
      x, weight: weight, bias: bias,
      options: ConvolutionOptions(
        stride: stride, padding: padding, paddingMode: paddingMode, dilation: dilation,
        groups: groups))
  }

  /// `conv3d` with its options as one value; the parameters are those of `conv3d`.
  public static func conv3d(
    _ x: Tensor<Float>, weight: Tensor<Float>, bias: Tensor<Float>?, options: ConvolutionOptions
  ) -> Walkthrough {
    let (x, w) = (x.withAxes(5), weight.withAxes(5))
    return convolution(
      Conv3dGeometry(x, weight: w, bias: bias, options: options), x, w, bias,
      Reference.conv3d(x, weight: w, bias: bias, options: options))
  }

  // y[o] = b[oc] + Σ w[k]·x[i] over the taps of o

  private static func convolution<Geometry: ConvolutionGeometry>(
    _ geometry: Geometry, _ x: Tensor<Float>, _ w: Tensor<Float>, _ b: Tensor<Float>?,
    _ y: Tensor<Float>
  ) -> Walkthrough {
    let names = ConvolutionNames(x: x, w: w, geometry)
    let bias = b.map { Operand("b", $0, ownAxes: 1) }
    let result = Operand("Y", y, ownAxes: Geometry.axes.count)
    let taps = WindowTaps(geometry: geometry)
    let gathering = Gathering(
      result: result,
      start: { place in bias.map { Factor(($0, [place[1]], [place[1]])) } },
      meetings: { place in
        taps.taps(ofOutput: place).map { tap in
          [(names.w, tap.weight, tap.weight), (names.x, tap.place, tap.input)]
        }
      })
    return Walkthrough(
      title: "conv\(Geometry.axes.count)d", formula: names.forward(result, bias),
      operands: [names.x, names.w] + [bias].compactMap { $0 }, gathering)
  }
}

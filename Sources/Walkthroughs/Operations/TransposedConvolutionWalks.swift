public import Kernels
import ReferenceKernels
public import Tensors

extension Walkthrough {
  /// `convTranspose1d`, an input a step: each is scattered through the kernel into the output.
  ///
  /// The parameters are those of `convTranspose1d`; axes that the tensors lack at the front are of
  /// size 1.
  public static func convTranspose1d(
    _ x: Tensor<Float>, weight: Tensor<Float>, bias: Tensor<Float>? = nil,
    stride: PerAxis = 1, padding: Padding = 0, outputPadding: PerAxis = 0, dilation: PerAxis = 1,
    groups: Int = 1
  ) -> Walkthrough {
    convTranspose1d(
      x, weight: weight, bias: bias,
      options: TransposedConvolutionOptions(
        stride: stride, padding: padding, outputPadding: outputPadding, dilation: dilation,
        groups: groups))
  }

  /// `convTranspose1d` with its options as one value; the parameters are those of `convTranspose1d`.
  public static func convTranspose1d(
    _ x: Tensor<Float>, weight: Tensor<Float>, bias: Tensor<Float>?,
    options: TransposedConvolutionOptions
  ) -> Walkthrough {
    let (x, w) = (x.withAxes(3), weight.withAxes(3))
    return transposed(
      Conv1dGeometry(transposedInput: x, weight: w, bias: bias, options: options), x, w, bias,
      Reference.convTranspose1d(x, weight: w, bias: bias, options: options))
  }

  /// `convTranspose2d`, an input a step: each is scattered through the kernel into the output.
  ///
  /// The parameters are those of `convTranspose2d`; axes that the tensors lack at the front are of
  /// size 1.
  public static func convTranspose2d(
    _ x: Tensor<Float>, weight: Tensor<Float>, bias: Tensor<Float>? = nil,
    stride: PerAxis = 1, padding: Padding = 0, outputPadding: PerAxis = 0, dilation: PerAxis = 1,
    groups: Int = 1
  ) -> Walkthrough {
    convTranspose2d(
      x, weight: weight, bias: bias,
      options: TransposedConvolutionOptions(
        stride: stride, padding: padding, outputPadding: outputPadding, dilation: dilation,
        groups: groups))
  }

  /// `convTranspose2d` with its options as one value; the parameters are those of `convTranspose2d`.
  public static func convTranspose2d(
    _ x: Tensor<Float>, weight: Tensor<Float>, bias: Tensor<Float>?,
    options: TransposedConvolutionOptions
  ) -> Walkthrough {
    let (x, w) = (x.withAxes(4), weight.withAxes(4))
    return transposed(
      Conv2dGeometry(transposedInput: x, weight: w, bias: bias, options: options), x, w, bias,
      Reference.convTranspose2d(x, weight: w, bias: bias, options: options))
  }

  // y[o] += w[k]·x[i] over the taps of i, after y[o] = b[oc]

  private static func transposed<Geometry: ConvolutionGeometry>(
    _ turned: Geometry, _ x: Tensor<Float>, _ w: Tensor<Float>, _ b: Tensor<Float>?,
    _ y: Tensor<Float>
  ) -> Walkthrough {
    let axes = Geometry.axes.count
    let source = Operand("X", x, ownAxes: axes)
    let weight = Operand("K", w, ownAxes: axes)
    let bias = b.map { Operand("b", $0, ownAxes: 1) }
    let result = Operand("Y", y, ownAxes: axes)
    let taps = WindowTaps(geometry: turned)
    return Walkthrough(
      title: "convTranspose\(axes)d", formula: formula(turned, result, weight, source),
      operands: [source, weight] + [bias].compactMap { $0 },
      Scattering(
        source: source, result: result, start: bias,
        products: { place in
          taps.taps(ofOutput: place).map { tap in
            .init(weight: (weight, tap.weight), place: tap.place, destination: tap.input)
          }
        }))
  }

  // Y[ih·2 − 1 + kh, …] += K[kh, …] · X[ih, …]

  private static func formula<Geometry: ConvolutionGeometry>(
    _ turned: Geometry, _ y: Operand, _ w: Operand, _ x: Operand
  ) -> String {
    let axes = Geometry.axes.map { $0.letter.lowercased() }
    let places = turned.windows.letters(of: axes, from: "i")
    let channel = turned.channels.groups > 1 ? "g·\(turned.channels.inputPerGroup) + oc" : "oc"
    return
      "\(y.letters(["n", channel] + places)) += \(w.letters(["ic", "oc"] + axes.map { "k\($0)" }))"
      + " · \(x.letters(["n", "ic"] + axes.map { "i\($0)" }))"
  }
}

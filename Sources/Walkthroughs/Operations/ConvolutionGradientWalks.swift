public import Kernels
import ReferenceKernels
public import Tensors

extension Walkthrough {
  /// By what a gradient is taken.
  public enum GradientBy: String, Sendable, CaseIterable {
    /// By the input: each number of the output's gradient is scattered through the kernel.
    case input
    /// By the weight: each is gathered from the input and the output's gradient.
    case weight
    /// By the bias: each is the sum of a channel.
    case bias
  }

  /// A gradient of `conv1d`; the parameters are those of `conv2dBackward`.
  public static func conv1dBackward(
    _ gradOutput: Tensor<Float>, input: Tensor<Float>, weight: Tensor<Float>, by: GradientBy,
    stride: PerAxis = 1, padding: Padding = 0, paddingMode: PaddingMode = .zeros,
    dilation: PerAxis = 1, groups: Int = 1
  ) -> Walkthrough {
    conv1dBackward(
      gradOutput, input: input, weight: weight, by: by,
      options: ConvolutionOptions(
        stride: stride, padding: padding, paddingMode: paddingMode, dilation: dilation,
        groups: groups))
  }

  /// A gradient of `conv1d` with its options as one value; the other parameters are those of
  /// `conv2dBackward`.
  public static func conv1dBackward(
    _ gradOutput: Tensor<Float>, input: Tensor<Float>, weight: Tensor<Float>, by: GradientBy,
    options: ConvolutionOptions
  ) -> Walkthrough {
    let (dy, x, w) = (gradOutput.withAxes(3), input.withAxes(3), weight.withAxes(3))
    return ConvolutionGradient(
      geometry: Conv1dGeometry(x, weight: w, options: options), dy: dy, x: x, w: w,
      gradients: Reference.conv1dBackward(dy, input: x, weight: w, options: options)
    ).walkthrough(by)
  }

  /// A gradient of `conv2d`.
  ///
  ///     Walkthrough.conv2dBackward(dY, input: X, weight: K, by: .weight)
  ///
  /// - Parameters:
  ///   - gradOutput: dY, of the output's shape.
  ///   - input: X.
  ///   - weight: K.
  ///   - by: which of the three gradients; by the input a step is a number of dY, which is scattered,
  ///     otherwise a number of the gradient, which is gathered.
  ///   - stride: how far the kernel moves from one output to the next.
  ///   - padding: how many places surround the input.
  ///   - paddingMode: what those places hold.
  ///   - dilation: how far apart the kernel's numbers lie on the input.
  ///   - groups: into how many groups the channels are split.
  public static func conv2dBackward(
    _ gradOutput: Tensor<Float>, input: Tensor<Float>, weight: Tensor<Float>, by: GradientBy,
    stride: PerAxis = 1, padding: Padding = 0, paddingMode: PaddingMode = .zeros,
    dilation: PerAxis = 1, groups: Int = 1
  ) -> Walkthrough {
    conv2dBackward(
      gradOutput, input: input, weight: weight, by: by,
      options: ConvolutionOptions(
        stride: stride, padding: padding, paddingMode: paddingMode, dilation: dilation,
        groups: groups))
  }

  /// A gradient of `conv2d` with its options as one value; the other parameters are those of
  /// `conv2dBackward`.
  public static func conv2dBackward(
    _ gradOutput: Tensor<Float>, input: Tensor<Float>, weight: Tensor<Float>, by: GradientBy,
    options: ConvolutionOptions
  ) -> Walkthrough {
    let (dy, x, w) = (gradOutput.withAxes(4), input.withAxes(4), weight.withAxes(4))
    return ConvolutionGradient(
      geometry: Conv2dGeometry(x, weight: w, options: options), dy: dy, x: x, w: w,
      gradients: Reference.conv2dBackward(dy, input: x, weight: w, options: options)
    ).walkthrough(by)
  }

  /// A gradient of `conv3d`; the parameters are those of `conv2dBackward`.
  public static func conv3dBackward(
    _ gradOutput: Tensor<Float>, input: Tensor<Float>, weight: Tensor<Float>, by: GradientBy,
    stride: PerAxis = 1, padding: Padding = 0, paddingMode: PaddingMode = .zeros,
    dilation: PerAxis = 1, groups: Int = 1
  ) -> Walkthrough {
    conv3dBackward(
      gradOutput, input: input, weight: weight, by: by,
      options: ConvolutionOptions(
        stride: stride, padding: padding, paddingMode: paddingMode, dilation: dilation,
        groups: groups))
  }

  /// A gradient of `conv3d` with its options as one value; the other parameters are those of
  /// `conv2dBackward`.
  public static func conv3dBackward(
    _ gradOutput: Tensor<Float>, input: Tensor<Float>, weight: Tensor<Float>, by: GradientBy,
    options: ConvolutionOptions
  ) -> Walkthrough {
    let (dy, x, w) = (gradOutput.withAxes(5), input.withAxes(5), weight.withAxes(5))
    return ConvolutionGradient(
      geometry: Conv3dGeometry(x, weight: w, options: options), dy: dy, x: x, w: w,
      gradients: Reference.conv3dBackward(dy, input: x, weight: w, options: options)
    ).walkthrough(by)
  }
}

/// The three gradients of a convolution in any number of dimensions.
private struct ConvolutionGradient<Geometry: ConvolutionGeometry> {
  let geometry: Geometry
  let dy: Tensor<Float>
  let x: Tensor<Float>
  let w: Tensor<Float>
  let gradients: WeightedGradients<Float>

  func walkthrough(_ by: Walkthrough.GradientBy) -> Walkthrough {
    switch by {
    case .input: byInput
    case .weight: byWeight
    case .bias: byBias
    }
  }

  private var names: ConvolutionNames<Geometry> { ConvolutionNames(x: x, w: w, geometry) }
  private var name: String { "conv\(Geometry.axes.count)dBackward" }

  // dx[i] += w[k]·dy[o] over the taps of o

  private var byInput: Walkthrough {
    let (names, source) = (names, Operand("dY", dy, ownAxes: Geometry.axes.count))
    let result = Operand("dX", gradients.gradInput, ownAxes: Geometry.axes.count)
    let taps = WindowTaps(geometry: geometry)
    return Walkthrough(
      title: "\(name) by the input", formula: names.byInput(result, source),
      operands: [source, names.w],
      Scattering(
        source: source, result: result,
        products: { place in
          taps.taps(ofOutput: place).map { tap in
            .init(weight: (names.w, tap.weight), place: tap.place, destination: tap.input)
          }
        }))
  }

  // dw[k] = Σ dy[o]·x[i] over the taps of k

  private var byWeight: Walkthrough {
    let (names, source) = (names, Operand("dY", dy, ownAxes: Geometry.axes.count))
    let result = Operand("dK", gradients.gradWeight, ownAxes: Geometry.axes.count)
    let taps = WindowTaps(geometry: geometry)
    return Walkthrough(
      title: "\(name) by the weight", formula: names.byWeight(result, source),
      operands: [names.x, source],
      Gathering(
        result: result,
        meetings: { place in
          taps.taps(ofWeight: place).map { tap in
            [(source, tap.output, tap.output), (names.x, tap.place, tap.input)]
          }
        }))
  }

  // db[oc] = Σ dy[n,oc,…]

  private var byBias: Walkthrough {
    let source = Operand("dY", dy, ownAxes: Geometry.axes.count)
    let result = Operand("db", gradients.gradBias, ownAxes: 1)
    return Walkthrough(
      title: "\(name) by the bias", formula: names.byBias(result, source), operands: [source],
      Gathering(
        result: result,
        meetings: { place in
          Places([dy.shape[0]] + dy.shape.dropFirst(2)).map { rest in
            let output = [rest[0], place[0]] + rest.dropFirst()
            return [(source, output, output)]
          }
        }))
  }
}

import Kernels
import Tensors

/// A convolution in any number of dimensions: what they all share.
protocol ConvolutionOperation: DifferentiableOperation, PictureOperation {
  associatedtype Geometry: ConvolutionGeometry
}

extension ConvolutionOperation {
  static var input: TensorSlot<Reals> {
    TensorSlot("input", "x, [N, IC, \(Geometry.sizes)], or one picture without N")
  }
  static var weight: TensorSlot<Reals> {
    TensorSlot("weight", "w, [OC, IC/G, \(Geometry.kernelSizes)]")
  }
  static var bias: TensorSlot<Reals?> { TensorSlot("bias", "b, [OC]") }
  static var tensors: [any OperationTensor] { [input, weight, bias] }
  static var differentiable: [any OperationTensor] { tensors }

  static var parameters: [any OperationParameter] { ConvolutionParameters.all }

  static func missingAxes<Scalar>(
    input: Int, weight: Int?, _ a: Arguments<Scalar>
  ) -> MissingAxes {
    MissingAxes(input: input, weight: weight, sizes: Geometry.axes.count)
  }

  static func outputShape<Scalar>(_ a: Arguments<Scalar>) throws -> [Int] {
    guard a[ConvolutionParameters.mode] == nil || a[ConvolutionParameters.padding] == 0 else {
      throw OperationError(.call, "\(name) takes either padding or mode, and not both")
    }
    return try Geometry(
      input: a[input].shape, weight: a[weight].shape, bias: a[bias]?.shape, options: a.convolution,
      name: name
    ).outputShape
  }
}

extension ConvolutionGeometry {
  /// "H, W" and "KH, KW".
  static var sizes: String { axes.map(\.letter).joined(separator: ", ") }
  static var kernelSizes: String { axes.map { "K\($0.letter)" }.joined(separator: ", ") }
}

/// The parameters of every convolution.
enum ConvolutionParameters {
  static let stride = Parameter<PerAxis>(
    "stride", aliases: ["strides"], "1", "how far the kernel moves")
  static let padding = Parameter<Padding>(
    "padding", aliases: ["pads", "auto-pad"], "0", "how many places surround the input")
  static let paddingMode = Parameter<PaddingMode>("padding-mode", "zeros", "what those places hold")
  static let dilation = Parameter<PerAxis>(
    "dilation", aliases: ["dilations"], "1", "how far apart its numbers lie")
  static let groups = Parameter<Int>(
    "groups", aliases: ["group"], "1",
    "into how many groups the channels are split; depthwise: as many as there are")
  static let all: [any OperationParameter] = [stride, padding, paddingMode, dilation, groups]

  /// Only where the kernel is flipped, as in NumPy.
  static let mode = Parameter<ConvolveMode?>(
    "mode", .absent(nil), "instead of padding: how much of the result, in NumPy's words")
}

/// How much of a convolution there is to be, in the words of NumPy and SciPy.
enum ConvolveMode: String, ParameterChoice {
  case full, same, valid

  /// Their `same` is the middle of `full`; of an even kernel the additional place comes first.
  var padding: Padding {
    switch self {
    case .full: .full
    case .same: .sameLower
    case .valid: .valid
    }
  }
}

extension Arguments {
  /// The options of a convolution.
  var convolution: ConvolutionOptions {
    ConvolutionOptions(
      stride: self[ConvolutionParameters.stride],
      padding: self[ConvolutionParameters.mode]?.padding ?? self[ConvolutionParameters.padding],
      paddingMode: self[ConvolutionParameters.paddingMode],
      dilation: self[ConvolutionParameters.dilation], groups: self[ConvolutionParameters.groups])
  }
}

enum Conv1d: ConvolutionOperation {
  typealias Geometry = Conv1dGeometry
  static let name = "conv1d"
  static let aliases = ["depthwiseConv1d"]
  static let summary = "the convolution of rows"
  static let formula = "y[n,oc,ow] = b[oc] + Σ ic,kw  w[oc,ic,kw] · x[n, g·IC/G + ic, iw]"

  static func forward<K: Kernels>(_ k: K.Type, _ a: Arguments<K.Scalar>) -> Tensor<K.Scalar> {
    k.conv1d(a[input], weight: a[weight], bias: a[bias], options: a.convolution)
  }

  static func backward<K: Kernels>(
    _ k: K.Type, _ gradOutput: Tensor<K.Scalar>, _ a: Arguments<K.Scalar>
  ) -> Gradients<K.Scalar> {
    Gradients(
      k.conv1dBackward(gradOutput, input: a[input], weight: a[weight], options: a.convolution))
  }
}

enum Conv2d: ConvolutionOperation {
  typealias Geometry = Conv2dGeometry
  static let name = "conv2d"
  static let aliases = ["depthwiseConv2d"]
  static let summary = "the convolution of pictures with kernels"
  static let formula =
    "y[n,oc,oh,ow] = b[oc] + Σ ic,kh,kw  w[oc,ic,kh,kw] · x[n, g·IC/G + ic, ih, iw]"

  static func forward<K: Kernels>(_ k: K.Type, _ a: Arguments<K.Scalar>) -> Tensor<K.Scalar> {
    k.conv2d(a[input], weight: a[weight], bias: a[bias], options: a.convolution)
  }

  static func backward<K: Kernels>(
    _ k: K.Type, _ gradOutput: Tensor<K.Scalar>, _ a: Arguments<K.Scalar>
  ) -> Gradients<K.Scalar> {
    Gradients(
      k.conv2dBackward(gradOutput, input: a[input], weight: a[weight], options: a.convolution))
  }
}

enum Conv2dReLU: ConvolutionOperation {
  typealias Geometry = Conv2dGeometry
  static let name = "conv2dReLU"
  static let summary = "conv2d and then relu, in one pass"
  static let formula = "y = max(0, conv2d(x, w, b))"

  static func forward<K: Kernels>(_ k: K.Type, _ a: Arguments<K.Scalar>) -> Tensor<K.Scalar> {
    k.conv2dReLU(a[input], weight: a[weight], bias: a[bias], options: a.convolution)
  }

  static func backward<K: Kernels>(
    _ k: K.Type, _ gradOutput: Tensor<K.Scalar>, _ a: Arguments<K.Scalar>
  ) -> Gradients<K.Scalar> {
    Conv2d.backward(k, k.reluBackward(gradOutput, input: Conv2d.forward(k, a)), a)
  }
}

enum Conv3d: ConvolutionOperation {
  typealias Geometry = Conv3dGeometry
  static let name = "conv3d"
  static let summary = "the convolution of volumes"
  static let formula =
    "y[n,oc,od,oh,ow] = b[oc] + Σ ic,kd,kh,kw  w[oc,ic,kd,kh,kw] · x[n, g·IC/G + ic, id, ih, iw]"

  static func forward<K: Kernels>(_ k: K.Type, _ a: Arguments<K.Scalar>) -> Tensor<K.Scalar> {
    k.conv3d(a[input], weight: a[weight], bias: a[bias], options: a.convolution)
  }

  static func backward<K: Kernels>(
    _ k: K.Type, _ gradOutput: Tensor<K.Scalar>, _ a: Arguments<K.Scalar>
  ) -> Gradients<K.Scalar> {
    Gradients(
      k.conv3dBackward(gradOutput, input: a[input], weight: a[weight], options: a.convolution))
  }
}

enum Convolve1d: ConvolutionOperation {
  typealias Geometry = Conv1dGeometry
  static let name = "convolve1d"
  static let aliases = ["convolution1d", "flippedConv1d"]
  static let parameters = ConvolutionParameters.all + [ConvolutionParameters.mode]
  static let summary = "the mathematician's convolution of rows, which flips the kernel"
  static let formula = "y[n,oc,ow] = b[oc] + Σ ic,kw  w[oc, ic, KW−1−kw] · x[n, g·IC/G + ic, iw]"

  static func forward<K: Kernels>(_ k: K.Type, _ a: Arguments<K.Scalar>) -> Tensor<K.Scalar> {
    k.convolve1d(a[input], weight: a[weight], bias: a[bias], options: a.convolution)
  }

  static func backward<K: Kernels>(
    _ k: K.Type, _ gradOutput: Tensor<K.Scalar>, _ a: Arguments<K.Scalar>
  ) -> Gradients<K.Scalar> {
    Gradients(
      k.convolve1dBackward(gradOutput, input: a[input], weight: a[weight], options: a.convolution))
  }
}

enum Convolve2d: ConvolutionOperation {
  typealias Geometry = Conv2dGeometry
  static let name = "convolve2d"
  static let aliases = ["convolution2d", "flippedConv2d"]
  static let parameters = ConvolutionParameters.all + [ConvolutionParameters.mode]
  static let summary = "the mathematician's convolution of pictures, which flips the kernel"
  static let formula =
    "y[n,oc,oh,ow] = b[oc] + Σ ic,kh,kw  w[oc, ic, KH−1−kh, KW−1−kw] · x[n, g·IC/G + ic, ih, iw]"

  static func forward<K: Kernels>(_ k: K.Type, _ a: Arguments<K.Scalar>) -> Tensor<K.Scalar> {
    k.convolve2d(a[input], weight: a[weight], bias: a[bias], options: a.convolution)
  }

  static func backward<K: Kernels>(
    _ k: K.Type, _ gradOutput: Tensor<K.Scalar>, _ a: Arguments<K.Scalar>
  ) -> Gradients<K.Scalar> {
    Gradients(
      k.convolve2dBackward(gradOutput, input: a[input], weight: a[weight], options: a.convolution))
  }
}

import Kernels
import Tensors

/// A transposed convolution in any number of dimensions: what they all share.
protocol TransposedConvolutionOperation: DifferentiableOperation, PictureOperation {
  /// The geometry of the convolution that it turns round.
  associatedtype Turned: ConvolutionGeometry
}

private typealias Shared = ConvolutionParameters

private let padding = Parameter<Padding>(
  "padding", aliases: ["pads"], .words("0"), kind: .paddingInNumbers,
  "how many places are cut off the output's sides")
private let outputPadding = Parameter<PerAxis>(
  "output-padding", "0", "how many places the output is longer at its end")

extension TransposedConvolutionOperation {
  static var input: TensorSlot<Reals> {
    TensorSlot("input", "x, [N, IC, \(Turned.sizes)], or one picture without N")
  }
  static var weight: TensorSlot<Reals> {
    TensorSlot("weight", "w, [IC, OC/G, \(Turned.kernelSizes)]")
  }
  static var bias: TensorSlot<Reals?> { TensorSlot("bias", "b, [OC]") }
  static var tensors: [any OperationTensor] { [input, weight, bias] }
  static var differentiable: [any OperationTensor] { tensors }

  static var parameters: [any OperationParameter] {
    [Shared.stride, padding, outputPadding, Shared.groups, Shared.dilation]
  }

  static func missingAxes<Scalar>(
    input: Int, weight: Int?, _ a: Arguments<Scalar>
  ) -> MissingAxes {
    MissingAxes(input: input, weight: weight, sizes: Turned.axes.count)
  }

  static func outputShape<Scalar>(_ a: Arguments<Scalar>) throws -> [Int] {
    try Turned(
      transposedInput: a[input].shape, weight: a[weight].shape, bias: a[bias]?.shape,
      options: a.transposed
    ).inputShape
  }
}

extension Arguments {
  /// The options of a transposed convolution.
  var transposed: TransposedConvolutionOptions {
    TransposedConvolutionOptions(
      stride: self[Shared.stride], padding: self[padding], outputPadding: self[outputPadding],
      dilation: self[Shared.dilation], groups: self[Shared.groups])
  }
}

enum ConvTranspose1d: TransposedConvolutionOperation {
  typealias Turned = Conv1dGeometry
  static let name = "convTranspose1d"
  static let summary = "the transposed convolution of rows: each number spreads a whole kernel"
  static let formula =
    "y[n, g·OC/G + oc, ow] = b[g·OC/G + oc] + Σ ic,iw,kw  w[ic,oc,kw] · x[n,ic,iw]"

  static func forward<K: Kernels>(_ k: K.Type, _ a: Arguments<K.Scalar>) -> Tensor<K.Scalar> {
    k.convTranspose1d(a[input], weight: a[weight], bias: a[bias], options: a.transposed)
  }

  static func backward<K: Kernels>(
    _ k: K.Type, _ gradOutput: Tensor<K.Scalar>, _ a: Arguments<K.Scalar>
  ) -> Gradients<K.Scalar> {
    Gradients(
      k.convTranspose1dBackward(
        gradOutput, input: a[input], weight: a[weight], options: a.transposed))
  }
}

enum ConvTranspose2d: TransposedConvolutionOperation {
  typealias Turned = Conv2dGeometry
  static let name = "convTranspose2d"
  static let summary = "the transposed convolution of pictures: each number spreads a whole kernel"
  static let formula =
    "y[n, g·OC/G + oc, oh, ow] = b[g·OC/G + oc] + Σ ic,ih,iw,kh,kw  w[ic,oc,kh,kw] · x[n,ic,ih,iw]"

  static func forward<K: Kernels>(_ k: K.Type, _ a: Arguments<K.Scalar>) -> Tensor<K.Scalar> {
    k.convTranspose2d(a[input], weight: a[weight], bias: a[bias], options: a.transposed)
  }

  static func backward<K: Kernels>(
    _ k: K.Type, _ gradOutput: Tensor<K.Scalar>, _ a: Arguments<K.Scalar>
  ) -> Gradients<K.Scalar> {
    Gradients(
      k.convTranspose2dBackward(
        gradOutput, input: a[input], weight: a[weight], options: a.transposed))
  }
}

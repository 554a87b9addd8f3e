import Kernels
import Tensors

/// A pooling with a sliding window: what they all share.
protocol PoolingOperation: DifferentiableOperation, PictureOperation {
  associatedtype Geometry: PoolGeometry
}

private let kernelSize = Parameter<PerAxis>(
  "kernel-size", aliases: ["kernel-shape"], .none(example: "2"), "how large the window is")
private let stride = Parameter<PerAxis?>(
  "stride", aliases: ["strides"], .absent("kernel-size"), "how far the window moves")
private let padding = Parameter<Padding>(
  "padding", aliases: ["pads", "auto-pad"], "0", "how many places surround the input")
private let dilation = Parameter<PerAxis>(
  "dilation", aliases: ["dilations"], "1", "how far apart the window's places lie")
private let ceilMode = Parameter<Bool>(
  "ceil-mode", "false", "whether a last window that doesn't fit wholly counts")
private let countIncludePad = Parameter<Bool>(
  "count-include-pad", "true", "whether the mean counts the padding")

extension PoolingOperation {
  static var input: TensorSlot<Reals> {
    TensorSlot("input", "x, [N, C, \(Geometry.sizes)], or one picture without N")
  }
  static var tensors: [any OperationTensor] { [input] }
  static var differentiable: [any OperationTensor] { tensors }

  static var parameters: [any OperationParameter] {
    [kernelSize, stride, padding, dilation, ceilMode]
  }

  static func missingAxes<Scalar>(
    input: Int, weight: Int?, _ a: Arguments<Scalar>
  ) -> MissingAxes {
    MissingAxes(input: input, weight: weight, sizes: Geometry.axes.count)
  }

  static func outputShape<Scalar>(_ a: Arguments<Scalar>) throws -> [Int] {
    try Geometry(input: a[input].shape, options: a.pooling, name: name).outputShape
  }
}

extension PoolGeometry {
  /// "H, W"
  fileprivate static var sizes: String { axes.map(\.letter).joined(separator: ", ") }
}

extension Arguments {
  var pooling: PoolingOptions {
    PoolingOptions(
      kernelSize: self[kernelSize], stride: self[stride], padding: self[padding],
      dilation: self[dilation], ceilMode: self[ceilMode])
  }

  /// Whether a mean counts the padding.
  var countsPadding: Bool { self[countIncludePad] }
}

enum MaxPool1d: PoolingOperation {
  typealias Geometry = Pool1dGeometry
  static let name = "maxPool1d"
  static let summary = "the largest number of each window of rows"
  static let formula = "y[n,c,ow] = max kw  x[n,c,iw]"

  static func forward<K: Kernels>(_ k: K.Type, _ a: Arguments<K.Scalar>) -> Tensor<K.Scalar> {
    k.maxPool1d(a[input], options: a.pooling)
  }

  static func backward<K: Kernels>(
    _ k: K.Type, _ gradOutput: Tensor<K.Scalar>, _ a: Arguments<K.Scalar>
  ) -> Gradients<K.Scalar> {
    ["input": k.maxPool1dBackward(gradOutput, input: a[input], options: a.pooling)]
  }
}

enum MaxPool2d: PoolingOperation {
  typealias Geometry = Pool2dGeometry
  static let name = "maxPool2d"
  static let summary = "the largest number of each window of pictures"
  static let formula = "y[n,c,oh,ow] = max kh,kw  x[n,c,ih,iw]"

  static func forward<K: Kernels>(_ k: K.Type, _ a: Arguments<K.Scalar>) -> Tensor<K.Scalar> {
    k.maxPool2d(a[input], options: a.pooling)
  }

  static func backward<K: Kernels>(
    _ k: K.Type, _ gradOutput: Tensor<K.Scalar>, _ a: Arguments<K.Scalar>
  ) -> Gradients<K.Scalar> {
    ["input": k.maxPool2dBackward(gradOutput, input: a[input], options: a.pooling)]
  }
}

enum AvgPool1d: PoolingOperation {
  typealias Geometry = Pool1dGeometry
  static let name = "avgPool1d"
  static let aliases = ["averagePool1d"]
  static let summary = "the mean of each window of rows"
  static let formula = "y[n,c,ow] = 1/m · Σ kw  x[n,c,iw]"
  static let parameters = MaxPool1d.parameters + [countIncludePad]

  static func forward<K: Kernels>(_ k: K.Type, _ a: Arguments<K.Scalar>) -> Tensor<K.Scalar> {
    k.avgPool1d(a[input], options: a.pooling, countIncludePad: a[countIncludePad])
  }

  static func backward<K: Kernels>(
    _ k: K.Type, _ gradOutput: Tensor<K.Scalar>, _ a: Arguments<K.Scalar>
  ) -> Gradients<K.Scalar> {
    [
      "input": k.avgPool1dBackward(
        gradOutput, inputShape: a[input].shape, options: a.pooling,
        countIncludePad: a[countIncludePad])
    ]
  }
}

enum AvgPool2d: PoolingOperation {
  typealias Geometry = Pool2dGeometry
  static let name = "avgPool2d"
  static let aliases = ["averagePool2d"]
  static let summary = "the mean of each window of pictures"
  static let formula = "y[n,c,oh,ow] = 1/m · Σ kh,kw  x[n,c,ih,iw]"
  static let parameters = MaxPool2d.parameters + [countIncludePad]

  static func forward<K: Kernels>(_ k: K.Type, _ a: Arguments<K.Scalar>) -> Tensor<K.Scalar> {
    k.avgPool2d(a[input], options: a.pooling, countIncludePad: a[countIncludePad])
  }

  static func backward<K: Kernels>(
    _ k: K.Type, _ gradOutput: Tensor<K.Scalar>, _ a: Arguments<K.Scalar>
  ) -> Gradients<K.Scalar> {
    [
      "input": k.avgPool2dBackward(
        gradOutput, inputShape: a[input].shape, options: a.pooling,
        countIncludePad: a[countIncludePad])
    ]
  }
}

import Kernels
import Tensors

/// A pooling of pictures whose windows follow from the picture: what they all share.
protocol WholePicturePooling: DifferentiableOperation, PictureOperation {}

extension WholePicturePooling {
  static var input: TensorSlot<Reals> {
    TensorSlot("input", "x, [N, C, H, W], or one picture without N")
  }
  static var tensors: [any OperationTensor] { [input] }
  static var differentiable: [any OperationTensor] { tensors }

  static func missingAxes<Scalar>(
    input: Int, weight: Int?, _ a: Arguments<Scalar>
  ) -> MissingAxes {
    MissingAxes(input: input, weight: weight, sizes: 2)
  }

  static func outputShape<Scalar>(_ a: Arguments<Scalar>) throws -> [Int] {
    let shape = a[input].shape
    try demand(
      shape.count != 4 || (shape[2] > 0 && shape[3] > 0),
      "\(name) of input \(shape): the picture is empty, so there is nothing to pool")
    return try Pool2dGeometry(input: shape, options: .wholePicture(shape), name: name).outputShape
  }
}

enum GlobalMaxPool2d: WholePicturePooling {
  static let name = "globalMaxPool2d"
  static let aliases = ["globalMaxPool"]
  static let summary = "the largest number of each channel"
  static let formula = "y[n,c,0,0] = max ih,iw  x[n,c,ih,iw]"

  static func forward<K: Kernels>(_ k: K.Type, _ a: Arguments<K.Scalar>) -> Tensor<K.Scalar> {
    k.globalMaxPool2d(a[input])
  }

  static func backward<K: Kernels>(
    _ k: K.Type, _ gradOutput: Tensor<K.Scalar>, _ a: Arguments<K.Scalar>
  ) -> Gradients<K.Scalar> {
    ["input": k.globalMaxPool2dBackward(gradOutput, input: a[input])]
  }
}

enum GlobalAvgPool2d: WholePicturePooling {
  static let name = "globalAvgPool2d"
  static let aliases = ["globalAvgPool", "globalAveragePool", "globalAveragePool2d"]
  static let summary = "the mean of each channel"
  static let formula = "y[n,c,0,0] = 1/(H·W) · Σ ih,iw  x[n,c,ih,iw]"

  static func forward<K: Kernels>(_ k: K.Type, _ a: Arguments<K.Scalar>) -> Tensor<K.Scalar> {
    k.globalAvgPool2d(a[input])
  }

  static func backward<K: Kernels>(
    _ k: K.Type, _ gradOutput: Tensor<K.Scalar>, _ a: Arguments<K.Scalar>
  ) -> Gradients<K.Scalar> {
    ["input": k.globalAvgPool2dBackward(gradOutput, inputShape: a[input].shape)]
  }
}

enum AdaptiveAvgPool2d: WholePicturePooling {
  static let name = "adaptiveAvgPool2d"
  static let aliases = ["adaptiveAveragePool2d"]
  static let summary = "the means of so many windows that cover the picture"
  static let formula = "y[n,c,oh,ow] = the mean of x[n,c,ih,iw] over the window of oh and ow"

  static let outputSize = Parameter<PerAxis>(
    "output-size", .none(example: "2"), "how many windows there are")
  static let parameters: [any OperationParameter] = [outputSize]

  static func outputShape<Scalar>(_ a: Arguments<Scalar>) throws -> [Int] {
    try AdaptivePool2dGeometry(input: a[input].shape, outputSize: a[outputSize]).outputShape
  }

  static func forward<K: Kernels>(_ k: K.Type, _ a: Arguments<K.Scalar>) -> Tensor<K.Scalar> {
    k.adaptiveAvgPool2d(a[input], outputSize: a[outputSize])
  }

  static func backward<K: Kernels>(
    _ k: K.Type, _ gradOutput: Tensor<K.Scalar>, _ a: Arguments<K.Scalar>
  ) -> Gradients<K.Scalar> {
    [
      "input": k.adaptiveAvgPool2dBackward(
        gradOutput, inputShape: a[input].shape, outputSize: a[outputSize])
    ]
  }
}

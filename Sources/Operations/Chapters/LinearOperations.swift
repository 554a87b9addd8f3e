import Kernels
import Tensors

enum Linear: DifferentiableOperation {
  static let name = "linear"
  static let aliases = ["gemm"]
  static let summary = "a weighted sum of all inputs for each output"
  static let formula = "y[n,o] = b[o] + Σ i  w[o,i] · x[n,i]"

  static let input = TensorSlot<Reals>("input", "x, [N, I]; more axes before the last count as N")
  static let weight = TensorSlot<Reals>("weight", "w, [O, I]")
  static let bias = TensorSlot<Reals?>("bias", "b, [O]")
  static let tensors: [any OperationTensor] = [input, weight, bias]
  static var differentiable: [any OperationTensor] { tensors }

  static func outputShape<Scalar>(_ a: Arguments<Scalar>) throws -> [Int] {
    try LinearGeometry(input: a[input].shape, weight: a[weight].shape, bias: a[bias]?.shape)
      .outputShape
  }

  static func forward<K: Kernels>(_ k: K.Type, _ a: Arguments<K.Scalar>) -> Tensor<K.Scalar> {
    k.linear(a[input], weight: a[weight], bias: a[bias])
  }

  static func backward<K: Kernels>(
    _ k: K.Type, _ gradOutput: Tensor<K.Scalar>, _ a: Arguments<K.Scalar>
  ) -> Gradients<K.Scalar> {
    Gradients(k.linearBackward(gradOutput, input: a[input], weight: a[weight]))
  }
}

enum Flatten: DifferentiableOperation {
  static let name = "flatten"
  static let summary = "the same numbers, with some neighbouring axes as one"
  static let formula = "y has the numbers of x in the same order"

  static let input = TensorSlot<Reals>("input", "x, of any shape")
  static let tensors: [any OperationTensor] = [input]
  static var differentiable: [any OperationTensor] { tensors }

  static let firstAxis = Parameter<Int>("start-dim", "1", "the first of the axes that become one")
  static let lastAxis = Parameter<Int>("end-dim", "-1", "the last of them; negative from the end")
  static let parameters: [any OperationParameter] = [firstAxis, lastAxis]

  static func outputShape<Scalar>(_ a: Arguments<Scalar>) throws -> [Int] {
    try FlattenedShape(of: a[input].shape, firstAxis: a[firstAxis], lastAxis: a[lastAxis]).shape
  }

  static func forward<K: Kernels>(_ k: K.Type, _ a: Arguments<K.Scalar>) -> Tensor<K.Scalar> {
    k.flatten(a[input], firstAxis: a[firstAxis], lastAxis: a[lastAxis])
  }

  static func backward<K: Kernels>(
    _ k: K.Type, _ gradOutput: Tensor<K.Scalar>, _ a: Arguments<K.Scalar>
  ) -> Gradients<K.Scalar> {
    ["input": k.flattenBackward(gradOutput, inputShape: a[input].shape)]
  }
}

enum Pad: DifferentiableOperation, PictureOperation {
  static let name = "pad"
  static let summary = "the input with padding around it"
  static let formula = "y[n,c,oh,ow] = x[n, c, oh − top, ow − left], and outside what the mode says"

  static let input = TensorSlot<Reals>(
    "input", "x, [N, C, W], [N, C, H, W] or [N, C, D, H, W]; or a row or matrix")
  static let tensors: [any OperationTensor] = [input]
  static var differentiable: [any OperationTensor] { tensors }

  static let padding = Parameter<Padding?>(
    "padding", .absent(nil), kind: .paddingInNumbers,
    "how many places: all begins, then all ends; or see pad")
  static let pairs = Parameter<[Int]?>(
    "pad", .absent(nil), "the same in PyTorch's order: pairs of begin and end, the last axis first")
  static let mode = Parameter<PaddingMode>(
    "mode", aliases: ["padding-mode"], "zeros", "what the places hold")
  static let value = Parameter<Double>("value", "0", "what they hold in the mode zeros")
  static let parameters: [any OperationParameter] = [padding, pairs, mode, value]
  static let exampleParameters = [padding.name: "1"]

  /// A row and a matrix are one; and three axes are one picture, four one volume, if there are
  /// pairs for so many sizes.
  static func missingAxes<Scalar>(
    input: Int, weight: Int?, _ a: Arguments<Scalar>
  ) -> MissingAxes {
    switch input {
    case 1, 2: .pictureAndChannel
    case 3, 4: a[pairs]?.count == 2 * (input - 1) ? .picture : .none
    default: .none
    }
  }

  static func outputShape<Scalar>(_ a: Arguments<Scalar>) throws -> [Int] {
    guard a[padding] != nil || a[pairs] != nil else {
      throw OperationError(
        .call, "pad needs padding or pad, which say how many places to put around the input")
    }
    guard a[padding] == nil || a[pairs] == nil else {
      throw OperationError(.call, "pad takes either padding or pad, and not both")
    }
    let axes = a[input].rank - 2
    if axes > 0, let pairs = a[pairs] {
      try demand(
        !pairs.isEmpty && pairs.count % 2 == 0 && pairs.count <= 2 * axes,
        "pad of input \(a[input].shape): there must be a begin and an end for each axis after the "
          + "channels, or for the last of them, not \(pairs)")
    }
    return try PadGeometry(input: a[input].shape, padding: a.places, mode: a[mode]).outputShape
  }

  static func forward<K: Kernels>(_ k: K.Type, _ a: Arguments<K.Scalar>) -> Tensor<K.Scalar> {
    k.pad(a[input], padding: a.places, mode: a[mode], value: a[scalar: value])
  }

  static func backward<K: Kernels>(
    _ k: K.Type, _ gradOutput: Tensor<K.Scalar>, _ a: Arguments<K.Scalar>
  ) -> Gradients<K.Scalar> {
    [
      "input": k.padBackward(
        gradOutput, inputShape: a[input].shape, padding: a.places, mode: a[mode])
    ]
  }
}

extension Arguments {
  /// The padding of `pad`, however its order was given.
  fileprivate var places: Padding {
    guard let pairs = self[Pad.pairs] else { return self[Pad.padding] ?? 0 }
    let axes = max(self[Pad.input].rank - 2, pairs.count / 2)
    var (begins, ends) = ([Int](repeating: 0, count: axes), [Int](repeating: 0, count: axes))
    for pair in 0..<pairs.count / 2 {
      begins[axes - 1 - pair] = pairs[2 * pair]
      ends[axes - 1 - pair] = pairs[2 * pair + 1]
    }
    return Padding(begins + ends)
  }
}

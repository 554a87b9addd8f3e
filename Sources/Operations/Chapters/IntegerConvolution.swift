import Kernels
import Tensors

/// The convolution in whole numbers: its sums, or with an output scale those requantised.
enum Conv2dInteger: PictureOperation {
  static let name = "conv2dInteger"
  static let aliases = [
    "convInteger", "conv2dInt8", "int8Conv2d", "quantizedConv2d", "qLinearConv",
  ]
  static let summary = "the convolution of pictures in whole numbers"
  static let formula =
    "y[n,oc,oh,ow] = b[oc] + Σ ic,kh,kw  (w[oc,ic,kh,kw] − wz[oc]) · (x[n, g·IC/G + ic, ih, iw] − xz)"

  static let input = TensorSlot<Quantizeds>(
    "input", "x, [N, IC, H, W], or one picture without N; int8 or uint8")
  static let weight = TensorSlot<Quantizeds>("weight", "w, [OC, IC/G, KH, KW], int8 or uint8")
  static let bias = TensorSlot<Sums?>("bias", "b, [OC], int32")
  static let tensors: [any OperationTensor] = [input, weight, bias]

  static let inputZeroPoint = Parameter<Int>(
    "input-zero-point", aliases: ["x-zero-point"], "0", "xz, what stands for 0")
  static let weightZeroPoints = Parameter<[Int]>(
    "weight-zero-point", aliases: ["w-zero-point"], "0", "wz; one, or one for each output channel")
  static let inputScale = Parameter<Double?>(
    "input-scale", aliases: ["x-scale"], .absent(nil), "the input's, for a quantised result")
  static let weightScales = Parameter<[Double]?>(
    "weight-scale", aliases: ["w-scale"], .absent(nil),
    "the weight's; one, or one for each output channel")
  static let outputScale = Parameter<Double?>(
    "output-scale", aliases: ["y-scale"], .absent(nil),
    "the result's; without it the result is the sums, int32")
  static let outputZeroPoint = Parameter<Int>(
    "output-zero-point", aliases: ["y-zero-point"], "0", "the result's")
  static let type = Parameter<QuantizedType>(
    "dtype", aliases: ["type"], "int8", "the result's type")

  private typealias Shared = ConvolutionParameters

  static let parameters: [any OperationParameter] = [
    inputZeroPoint, weightZeroPoints, Shared.stride, Shared.padding, Shared.dilation,
    Shared.groups, inputScale, weightScales, outputScale, outputZeroPoint, type,
  ]

  static func missingAxes<Scalar>(
    input: Int, weight: Int?, _ a: Arguments<Scalar>
  ) -> MissingAxes {
    MissingAxes(input: input, weight: weight, sizes: 2)
  }

  private static func options<Scalar>(_ a: Arguments<Scalar>) -> ConvolutionOptions {
    ConvolutionOptions(
      stride: a[Shared.stride], padding: a[Shared.padding], dilation: a[Shared.dilation],
      groups: a[Shared.groups])
  }

  /// Input scale · weight scale / output scale, for each output channel; nil without output scale.
  private static func factors<Scalar>(_ a: Arguments<Scalar>) throws -> [Double]? {
    guard let output = a[outputScale] else { return nil }
    guard let input = a[inputScale], let weights = a[weightScales] else {
      throw OperationError(
        .call, "\(outputScale.name) needs \(inputScale.name) and \(weightScales.name) beside it")
    }
    for scale in [input, output] + weights {
      try demand(scale > 0 && scale < .infinity, "a scale must be above zero, and finite")
    }
    return weights.map { input * $0 / output }
  }

  static func outputShape<Scalar>(_ a: Arguments<Scalar>) throws -> [Int] {
    let (input, weight) = (a[input], a[weight])
    let geometry = try Conv2dGeometry(
      input: input.shape, weight: weight.shape, bias: a[bias]?.shape, options: options(a),
      name: name)
    _ = try ZeroPoints(
      geometry, input: a[inputZeroPoint], inputRange: input.range, weights: a[weightZeroPoints],
      weightRange: weight.range)
    if let factors = try factors(a) {
      _ = try RequantizationGeometry(
        shape: geometry.outputShape, factors: factors, zeroPoint: a[outputZeroPoint],
        range: a[type].type.range)
    }
    return geometry.outputShape
  }

  static func run<K: Kernels>(
    on k: K.Type, _ a: Arguments<K.Scalar>
  ) throws -> Results<K.Scalar> {
    let (input, weight) = (a[input], a[weight])
    let sums = sums(on: k, a, input, weight)
    guard let factors = try factors(a) else { return Results(sums: sums) }
    let number = a[type].type
    return requantized(on: k, a, sums, factors: factors, as: number)
  }

  private static func sums<K: Kernels>(
    on k: K.Type, _ a: Arguments<K.Scalar>, _ input: some QuantizedTensor,
    _ weight: some QuantizedTensor
  ) -> Tensor<Int32> {
    k.conv2dInteger(
      input.numbers, inputZeroPoint: a[inputZeroPoint], weight: weight.numbers,
      weightZeroPoints: a[weightZeroPoints], bias: a[bias], options: options(a))
  }

  private static func requantized<K: Kernels, Number: QuantizedNumber>(
    on k: K.Type, _ a: Arguments<K.Scalar>, _ sums: Tensor<Int32>, factors: [Double],
    as type: Number.Type
  ) -> Results<K.Scalar> {
    Results(
      quantized: k.requantize(sums, factors: factors, zeroPoint: a[outputZeroPoint], as: type))
  }
}

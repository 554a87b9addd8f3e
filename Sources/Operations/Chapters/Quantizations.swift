import Kernels
import Tensors

private let scale = Parameter<[Double]>(
  "scale", .none(example: "0.05"), "one, or one for each channel")
private let zeroPoint = Parameter<[Int]>("zero-point", "0", "what stands for 0; one, or as many")
private let axis = Parameter<Int>("axis", "1", "the axis of the channels")
private let type = Parameter<QuantizedType>(
  "dtype", aliases: ["type"], "int8", "the type of the whole numbers")

extension Arguments {
  /// Scales and zero points, whose numbers have been held against each other.
  fileprivate func quantization() throws(ShapeError) -> Quantization {
    let (scales, zeroPoints) = (self[scale], self[zeroPoint])
    try demand(
      zeroPoints.count == 1 || zeroPoints.count == scales.count,
      "\(scales.count) scales and \(zeroPoints.count) zero points: there must be one zero point, "
        + "or as many as scales")
    return Quantization(
      scales: scales,
      zeroPoints: zeroPoints.count == 1 ? scales.map { _ in zeroPoints[0] } : zeroPoints,
      axis: self[axis])
  }
}

enum Quantize: KernelOperation {
  static let name = "quantize"
  static let aliases = ["quantizeLinear", "quantizePerTensor", "quantizePerChannel"]
  static let summary = "real numbers as small whole ones"
  static let formula = "q = round(x / scale) + zeroPoint, at least and at most what the type holds"

  static let input = TensorSlot<Reals>("input", "x, of any shape")
  static let tensors: [any OperationTensor] = [input]
  static let parameters: [any OperationParameter] = [scale, zeroPoint, axis, type]

  static func outputShape<Scalar>(_ a: Arguments<Scalar>) throws -> [Int] {
    _ = try QuantizationGeometry(
      shape: a[input].shape, quantization: a.quantization(), range: a[type].type.range)
    return a[input].shape
  }

  static func run<K: Kernels>(
    on k: K.Type, _ a: Arguments<K.Scalar>
  ) throws -> Results<K.Scalar> {
    let number = a[type].type
    return try run(on: k, a, as: number)
  }

  private static func run<K: Kernels, Number: QuantizedNumber>(
    on k: K.Type, _ a: Arguments<K.Scalar>, as type: Number.Type
  ) throws -> Results<K.Scalar> {
    Results(quantized: k.quantize(a[input], quantization: try a.quantization(), as: type))
  }
}

enum Dequantize: KernelOperation {
  static let name = "dequantize"
  static let aliases = ["dequantizeLinear"]
  static let summary = "the real numbers that small whole ones stand for"
  static let formula = "x = (q − zeroPoint)·scale"

  static let input = TensorSlot<Quantizeds>("input", "q, of any shape, int8 or uint8")
  static let tensors: [any OperationTensor] = [input]
  static let parameters: [any OperationParameter] = [scale, zeroPoint, axis]

  static func outputShape<Scalar>(_ a: Arguments<Scalar>) throws -> [Int] {
    let input = a[input]
    _ = try QuantizationGeometry(
      shape: input.shape, quantization: a.quantization(), range: input.range)
    return input.shape
  }

  static func run<K: Kernels>(
    on k: K.Type, _ a: Arguments<K.Scalar>
  ) throws -> Results<K.Scalar> {
    let input = a[input]
    return try run(on: k, a, input)
  }

  private static func run<K: Kernels>(
    on k: K.Type, _ a: Arguments<K.Scalar>, _ input: some QuantizedTensor
  ) throws -> Results<K.Scalar> {
    Results(k.dequantize(input.numbers, quantization: try a.quantization()))
  }
}

enum Requantize: KernelOperation {
  static let name = "requantize"
  static let summary = "the sums of a convolution in whole numbers, as small ones again"
  static let formula =
    "q[n,oc,oh,ow] = round(y[n,oc,oh,ow] · factor[oc]) + zeroPoint, within the type"

  static let input = TensorSlot<Sums>("input", "y, the sums, [N, OC, sizes], int32")
  static let tensors: [any OperationTensor] = [input]

  static let factor = Parameter<[Double]>(
    "factor", .none(example: "0.01"), "one, or one for each output channel")
  static let zeroPoint = Parameter<Int>("zero-point", "0", "what stands for 0")
  static let parameters: [any OperationParameter] = [factor, zeroPoint, type]

  static func outputShape<Scalar>(_ a: Arguments<Scalar>) throws -> [Int] {
    _ = try RequantizationGeometry(
      shape: a[input].shape, factors: a[factor], zeroPoint: a[zeroPoint],
      range: a[type].type.range)
    return a[input].shape
  }

  static func run<K: Kernels>(on k: K.Type, _ a: Arguments<K.Scalar>) -> Results<K.Scalar> {
    let number = a[type].type
    return run(on: k, a, as: number)
  }

  private static func run<K: Kernels, Number: QuantizedNumber>(
    on k: K.Type, _ a: Arguments<K.Scalar>, as type: Number.Type
  ) -> Results<K.Scalar> {
    Results(
      quantized: k.requantize(a[input], factors: a[factor], zeroPoint: a[zeroPoint], as: type))
  }
}

extension QuantizedTensor {
  var shape: [Int] { numbers.shape }

  /// From the smallest to the largest number of its type.
  var range: ClosedRange<Int> { Number.range }
}

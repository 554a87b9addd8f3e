import Kernels
import ReferenceKernels
import Tensors
import Testing

/// Real numbers as small whole ones and back. What must come out was worked out by hand.
struct QuantizeCall: Call {
  let reason: String
  var isSigned = true
  let x: Tensor<Double>
  let quantization: Quantization
  let quantized: [Double]
  /// What the whole numbers stand for.
  let dequantized: [Double]

  var expected: Answer {
    [
      "quantized": Tensor<Double>(shape: x.shape, quantized),
      "dequantized": Tensor<Double>(shape: x.shape, dequantized),
    ]
  }

  func reference<Scalar: RealNumber>(in scalar: Scalar.Type) -> Answer {
    isSigned ? answer(in: scalar, as: Int8.self) : answer(in: scalar, as: UInt8.self)
  }

  private func answer<Scalar: RealNumber, Quantized: QuantizedNumber>(
    in scalar: Scalar.Type, as type: Quantized.Type
  ) -> Answer {
    let q = Reference.quantize(Tensor<Scalar>(x), quantization: quantization, as: type)
    let back = Reference<Scalar>.dequantize(q, quantization: quantization)
    return ["quantized": q.map { Double($0) }, "dequantized": Tensor<Double>(back)]
  }

  /// One scale and zero point for each column.
  private static let columns = Quantization(scales: [1, 0.5, 4], zeroPoints: [0, 10, -3], axis: 1)

  static let all = [
    QuantizeCall(
      reason: "halves to the even neighbour", x: Tensor<Double>([0.5, 1.5, 2.5, -0.5, -1.5, -2.5]),
      quantization: Quantization(scale: 1), quantized: [0, 2, 2, 0, -2, -2],
      dequantized: [0, 2, 2, 0, -2, -2]),
    QuantizeCall(
      reason: "halves are rounded before the zero point is added",
      x: Tensor<Double>([0.5, 1.5, 2.5, -0.5]), quantization: Quantization(scale: 1, zeroPoint: 1),
      quantized: [1, 3, 3, 1], dequantized: [0, 2, 2, 0]),
    QuantizeCall(
      reason: "scale and zero point", x: Tensor<Double>([-1, -0.25, 0, 0.3, 2]),
      quantization: Quantization(scale: 0.25, zeroPoint: 3), quantized: [-1, 2, 3, 4, 11],
      dequantized: [-1, -0.25, 0, 0.25, 2]),
    QuantizeCall(
      reason: "what the type doesn't hold is held at its ends",
      x: Tensor<Double>([127, 128, 1e30, -128, -129, -.infinity, .infinity]),
      quantization: Quantization(scale: 1),
      quantized: [127, 127, 127, -128, -128, -128, 127],
      dequantized: [127, 127, 127, -128, -128, -128, 127]),
    QuantizeCall(
      reason: "the ends of a type without signs", isSigned: false,
      x: Tensor<Double>([-65, -64, 0, 63.5, 64]),
      quantization: Quantization(scale: 0.5, zeroPoint: 128), quantized: [0, 0, 128, 255, 255],
      dequantized: [-64, -64, 0, 63.5, 63.5]),
    QuantizeCall(
      reason: "a NaN becomes the zero point", x: Tensor<Double>([.nan, 1]),
      quantization: Quantization(scale: 1, zeroPoint: -7), quantized: [-7, -6],
      dequantized: [0, 1]),
    QuantizeCall(
      reason: "each column its own scale and zero point",
      x: Tensor<Double>([[1, 1, 1], [-3, -3, -8]]), quantization: columns,
      quantized: [1, 12, -3, -3, 4, -5], dequantized: [1, 1, 0, -3, -3, -8]),
    QuantizeCall(
      reason: "the axis counted from the end", x: Tensor<Double>([[[2], [3]]]),
      quantization: Quantization(scales: [1, 2], zeroPoints: [0, 1], axis: -2),
      quantized: [2, 3], dequantized: [2, 4]),
    QuantizeCall(
      reason: "no numbers at all", x: .zeros([0, 3]), quantization: columns, quantized: [],
      dequantized: []),
  ]

  /// A mistake in how a number is rounded, moved and held.
  private static func twin(
    _ mistake: String, _ number: @escaping @Sendable (Double, Double, Double, Bool) -> Double
  ) -> Twin<QuantizeCall> {
    Twin(mistake) { call in
      let quantization = call.quantization
      return [
        "quantized": call.x.mapPlaces { place, x in
          let axis = quantization.axis < 0 ? call.x.rank + quantization.axis : quantization.axis
          let c = quantization.scales.count == 1 ? 0 : place[axis]
          return number(
            x, quantization.scales[c], Double(quantization.zeroPoints[c]), call.isSigned)
        }
      ]
    }
  }

  private static func held(_ q: Double, _ isSigned: Bool) -> Double {
    min(max(q, isSigned ? -128 : 0), isSigned ? 127 : 255)
  }

  static let twins: [Twin<QuantizeCall>] = [
    twin("halves away from zero") { x, scale, zero, isSigned in
      x.isNaN ? zero : held((x / scale).rounded() + zero, isSigned)
    },
    twin("the zero point added before rounding") { x, scale, zero, isSigned in
      x.isNaN ? zero : held((x / scale + zero).rounded(.toNearestOrEven), isSigned)
    },
    twin("cut off, not rounded") { x, scale, zero, isSigned in
      x.isNaN ? zero : held((x / scale).rounded(.towardZero) + zero, isSigned)
    },
    twin("the zero point forgotten") { x, scale, _, isSigned in
      x.isNaN ? 0 : held((x / scale).rounded(.toNearestOrEven), isSigned)
    },
    twin("multiplied with the scale") { x, scale, zero, isSigned in
      x.isNaN ? zero : held((x * scale).rounded(.toNearestOrEven) + zero, isSigned)
    },
    twin("wrapped, not held") { x, scale, zero, isSigned in
      guard x.isFinite, x.magnitude < 1e9 else { return x > 0 ? 127 : x < 0 ? -128 : zero }
      let q = Int((x / scale).rounded(.toNearestOrEven) + zero)
      return isSigned ? Double(Int8(truncatingIfNeeded: q)) : Double(UInt8(truncatingIfNeeded: q))
    },
    twin("a NaN becomes the lowest number") { x, scale, zero, isSigned in
      x.isNaN
        ? (isSigned ? -128 : 0) : held((x / scale).rounded(.toNearestOrEven) + zero, isSigned)
    },
    Twin("the first channel's scale for all") { call in
      let first = Quantization(
        scale: call.quantization.scales[0], zeroPoint: call.quantization.zeroPoints[0])
      let other = QuantizeCall(
        reason: "", isSigned: call.isSigned, x: call.x, quantization: first, quantized: [],
        dequantized: [])
      return other.reference(in: Double.self)
    },
    Twin("dequantized without the zero point") { call in
      let scale = call.quantization.scales[0]
      return [
        "dequantized": Tensor<Double>(shape: call.x.shape, call.quantized.map { $0 * scale })
      ]
    },
    Twin("dequantized by one zero point for all") { call in
      let (scales, zero) = (call.quantization.scales, Double(call.quantization.zeroPoints[0]))
      let back = call.quantized.enumerated().map { ($1 - zero) * scales[$0 % scales.count] }
      return ["dequantized": Tensor<Double>(shape: call.x.shape, back)]
    },
  ]
}

/// `quantize` and `dequantize`.
@Suite struct QuantizeTests {
  init() { TensorMemory.isPoisoned = true }

  @Test("The numbers are those worked out by hand", arguments: QuantizeCall.all)
  func equalsByHand(_ call: QuantizeCall) {
    let difference = call.reference(in: Double.self).difference(from: call.expected)
    #expect(difference == nil)
    #expect(call.reference(in: Float.self).difference(from: call.expected) == nil)
  }

  @Test("Every number of the type stays itself on the way there and back")
  func thereAndBack() {
    let quantization = Quantization(scale: 0.1, zeroPoint: 17)
    let all = Tensor<Int8>((-128...127).map { Int8($0) })
    let x = Reference<Float>.dequantize(all, quantization: quantization)
    #expect(Reference.quantize(x, quantization: quantization, as: Int8.self) == all)
  }

  @Test("The table lets no quantisation pass that is wrong", arguments: QuantizeCall.twins)
  func twins(_ twin: Twin<QuantizeCall>) {
    let isCaught = twin.isCaught(by: QuantizeCall.all)
    #expect(isCaught)
  }
}

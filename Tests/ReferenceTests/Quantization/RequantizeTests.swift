import Kernels
import ReferenceKernels
import Tensors
import Testing

/// Sums as small numbers again. What must come out was worked out by hand.
struct RequantizeCall: Call {
  let reason: String
  var isSigned = true
  let sums: Tensor<Int32>
  let factors: [Double]
  var zeroPoint = 0
  let quantized: [Double]

  var expected: Answer { ["quantized": Tensor<Double>(shape: sums.shape, quantized)] }

  func reference<Scalar: RealNumber>(in scalar: Scalar.Type) -> Answer {
    func answer<Quantized: QuantizedNumber>(_ type: Quantized.Type) -> Answer {
      let q = Reference<Scalar>.requantize(
        sums, factors: factors, zeroPoint: zeroPoint, as: type)
      return ["quantized": q.map { q in Double(q) }]
    }
    return isSigned ? answer(Int8.self) : answer(UInt8.self)
  }

  static let all = [
    RequantizeCall(
      reason: "halves to the even neighbour", sums: Tensor<Int32>([1, 3, 5, -1, -3, -5]),
      factors: [0.5], quantized: [0, 2, 2, 0, -2, -2]),
    RequantizeCall(
      reason: "an odd zero point after rounding", sums: Tensor<Int32>([1, 3, 5, -1]),
      factors: [0.5], zeroPoint: 5, quantized: [5, 7, 7, 5]),
    RequantizeCall(
      reason: "held at the ends", sums: Tensor<Int32>([508, 512, .max, -512, -516, .min]),
      factors: [0.25], quantized: [127, 127, 127, -128, -128, -128]),
    RequantizeCall(
      reason: "held at the ends of a type without signs", isSigned: false,
      sums: Tensor<Int32>([-300, -256, 0, 254, 255, .max]), factors: [0.5], zeroPoint: 128,
      quantized: [0, 0, 128, 255, 255, 255]),
    RequantizeCall(
      reason: "a factor for each output channel",
      sums: Tensor<Int32>([[[[8, 16]], [[8, 16]]], [[[-8, 24]], [[-8, 24]]]]),
      factors: [0.5, 0.125],
      zeroPoint: 1, quantized: [5, 9, 2, 3, -3, 13, 0, 4]),
    RequantizeCall(
      reason: "a sum that Float can't hold", sums: Tensor<Int32>([16_777_217]),
      factors: [0x1p-24 * 0.5], quantized: [1]),
    RequantizeCall(
      reason: "no pictures at all", sums: Tensor<Int32>.zeros([0, 2, 3, 3]), factors: [1, 2],
      quantized: []),
  ]

  private static func twin(
    _ mistake: String, _ number: @escaping @Sendable (RequantizeCall, Double) -> Double
  ) -> Twin<RequantizeCall> {
    Twin(mistake) { call in
      guard call.factors.count == 1 else { return nil }
      return ["quantized": call.sums.map { y in number(call, Double(y) * call.factors[0]) }]
    }
  }

  private static func held(_ q: Double, _ call: RequantizeCall) -> Double {
    min(max(q, call.isSigned ? -128 : 0), call.isSigned ? 127 : 255)
  }

  static let twins: [Twin<RequantizeCall>] = [
    twin("halves away from zero") { call, y in held(y.rounded() + Double(call.zeroPoint), call) },
    twin("cut off, not rounded") { call, y in
      held(y.rounded(.towardZero) + Double(call.zeroPoint), call)
    },
    twin("the zero point forgotten") { call, y in held(y.rounded(.toNearestOrEven), call) },
    twin("the zero point added before rounding") { call, y in
      held((y + Double(call.zeroPoint)).rounded(.toNearestOrEven), call)
    },
    twin("held before the zero point is added") { call, y in
      held(y.rounded(.toNearestOrEven), call) + Double(call.zeroPoint)
    },
    twin("multiplied in Float") { call, y in
      held(Double(Float(y).rounded(.toNearestOrEven)) + Double(call.zeroPoint), call)
    },
    Twin("the first channel's factor for all") { call in
      var other = call
      other = RequantizeCall(
        reason: "", isSigned: call.isSigned, sums: call.sums, factors: [call.factors[0]],
        zeroPoint: call.zeroPoint, quantized: [])
      return other.reference(in: Double.self)
    },
  ]
}

/// `requantize`.
@Suite struct RequantizeTests {
  init() { TensorMemory.isPoisoned = true }

  @Test("The numbers are those worked out by hand", arguments: RequantizeCall.all)
  func equalsByHand(_ call: RequantizeCall) {
    let difference = call.reference(in: Double.self).difference(from: call.expected)
    #expect(difference == nil)
    #expect(call.reference(in: Float.self) == call.expected)
  }

  @Test("A convolution in whole numbers, requantised, is the quantised convolution")
  func afterAConvolution() {
    let call = IntegerConvolutionCall(shapes: ConvolutionCall.pictures[2])
    let (input, weight) = (
      Quantization(scale: 0.5, zeroPoint: 3), Quantization(scale: 0.25, zeroPoint: -2)
    )
    let y = Reference.conv2d(
      Reference<Double>.dequantize(call.x, quantization: input),
      weight: Reference<Double>.dequantize(call.w, quantization: weight),
      bias: call.b.map { $0.map { b in Double(b) * 0.125 } }, options: call.shapes.options)
    let output = Quantization(scale: 64, zeroPoint: 9)
    let sums = call.expected["output"]!.map { sum in Int32(sum) }
    #expect(
      Reference<Double>.requantize(sums, factors: [0.5 * 0.25 / 64], zeroPoint: 9, as: Int8.self)
        == Reference.quantize(y, quantization: output, as: Int8.self))
  }

  @Test("The table lets no requantisation pass that is wrong", arguments: RequantizeCall.twins)
  func twins(_ twin: Twin<RequantizeCall>) {
    let isCaught = twin.isCaught(by: RequantizeCall.all)
    #expect(isCaught)
  }
}

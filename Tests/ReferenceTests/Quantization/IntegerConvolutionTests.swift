import Kernels
import ReferenceKernels
import Tensors
import Testing

/// A convolution of pictures in whole numbers. The expected sums are those of the numbers less their
/// zero points, under windows cut by hand.
struct IntegerConvolutionCall: Call {
  let shapes: ConvolutionCall
  var inputZeroPoint = 3
  var weightZeroPoints = [-2]

  var reason: String { shapes.reason }
  var testDescription: String { "\(reason), zero points \(inputZeroPoint), \(weightZeroPoints)" }

  /// From the lowest to the highest number of UInt8 and Int8.
  var x: Tensor<UInt8> {
    Tensor<Double>.randomWhole(shapes.input, in: 0...255, seed: 1).map { UInt8($0) }
  }
  var w: Tensor<Int8> {
    Tensor<Double>.randomWhole(shapes.weight, in: -128...127, seed: 2).map { Int8($0) }
  }
  var b: Tensor<Int32>? { shapes.b.map { $0.map { b in Int32(1000 * b) } } }

  func zeroPoint(output oc: Int) -> Int {
    weightZeroPoints.count == 1 ? weightZeroPoints[0] : weightZeroPoints[oc]
  }

  var expected: Answer {
    let naive = NaiveConvolution(windows: shapes.windows, groups: shapes.groups)
    let x = x.map { x in Double(x) - Double(inputZeroPoint) }
    let w = w.map { w in Double(w) }.mapPlaces { place, w in
      w - Double(zeroPoint(output: place[0]))
    }
    return naive.answer(x, w, b.map { $0.map { b in Double(b) } }, shapes.dy).output
  }

  func sums(
    _ input: Tensor<UInt8>, zero: Int, _ weight: Tensor<Int8>, zeros: [Int],
    _ options: ConvolutionOptions? = nil
  ) -> Tensor<Double> {
    Reference<Float>.conv2dInteger(
      input, inputZeroPoint: zero, weight: weight, weightZeroPoints: zeros, bias: b,
      options: options ?? shapes.options
    ).map { y in Double(y) }
  }

  func reference<Scalar: RealNumber>(in scalar: Scalar.Type) -> Answer {
    [
      "output": Reference<Scalar>.conv2dInteger(
        x, inputZeroPoint: inputZeroPoint, weight: w, weightZeroPoints: weightZeroPoints, bias: b,
        options: shapes.options
      ).map { y in Double(y) }
    ]
  }

  static let all = ConvolutionCall.pictures.flatMap { shapes in
    let channels = shapes.weight[0]
    return [
      IntegerConvolutionCall(shapes: shapes),
      IntegerConvolutionCall(shapes: shapes, inputZeroPoint: 0, weightZeroPoints: [0]),
      IntegerConvolutionCall(
        shapes: shapes, inputZeroPoint: 255,
        weightZeroPoints: (0..<channels).map { 5 * $0 - 7 }),
    ]
  }

  static let twins: [Twin<IntegerConvolutionCall>] = [
    Twin("the input's zero point forgotten") { call in
      ["output": call.sums(call.x, zero: 0, call.w, zeros: call.weightZeroPoints)]
    },
    Twin("the weight's zero point forgotten") { call in
      ["output": call.sums(call.x, zero: call.inputZeroPoint, call.w, zeros: [0])]
    },
    Twin("the first channel's zero point for all") { call in
      let first = [call.weightZeroPoints[0]]
      return ["output": call.sums(call.x, zero: call.inputZeroPoint, call.w, zeros: first)]
    },
    Twin("padding holds the number 0 and not the zero point") { call in
      guard call.shapes.mode == .zeros, call.shapes.input[0] > 0, call.shapes.input[1] > 0 else {
        return nil
      }
      let sides = call.shapes.sides
      let padded = Reference.pad(
        call.x.map { x in Double(x) }, padding: Padding(sides.map { $0[0] } + sides.map { $0[1] }),
        mode: .zeros, value: 0
      ).map { x in UInt8(x) }
      var options = call.shapes.options
      options.padding = 0
      return [
        "output": call.sums(
          padded, zero: call.inputZeroPoint, call.w, zeros: call.weightZeroPoints, options)
      ]
    },
    Twin("the bias forgotten") { call in
      let y = Reference<Float>.conv2dInteger(
        call.x, inputZeroPoint: call.inputZeroPoint, weight: call.w,
        weightZeroPoints: call.weightZeroPoints, bias: nil, options: call.shapes.options)
      return ["output": y.map { y in Double(y) }]
    },
    Twin("sums in 16 bits") { call in
      ["output": call.expected["output"]!.map { y in Double(Int16(truncatingIfNeeded: Int(y))) }]
    },
    Twin("the last column skipped") { call in
      ["output": call.expected["output"]!.withoutLast(axis: -1)]
    },
    Twin("the kernel turned round") { call in
      let turned = call.w.reversed(axes: 2..<4)
      return [
        "output": call.sums(
          call.x, zero: call.inputZeroPoint, turned, zeros: call.weightZeroPoints)
      ]
    },
  ]
}

/// `conv2dInteger`.
@Suite struct IntegerConvolutionTests {
  init() { TensorMemory.isPoisoned = true }

  @Test(
    "The sums are those of windows cut by hand, less the zero points",
    arguments: IntegerConvolutionCall.all)
  func equalsWindowsCutByHand(_ call: IntegerConvolutionCall) {
    let difference = call.reference(in: Double.self).difference(from: call.expected)
    #expect(difference == nil)
    #expect(call.reference(in: Float.self) == call.expected)
  }

  @Test(
    "Times both scales the sums are conv2d of the dequantised numbers",
    arguments: ConvolutionCall.pictures)
  func equalsDequantized(_ shapes: ConvolutionCall) {
    let call = IntegerConvolutionCall(shapes: shapes)
    let x = Reference<Double>.dequantize(
      call.x, quantization: Quantization(scale: 0.5, zeroPoint: 3))
    let w = Reference<Double>.dequantize(
      call.w, quantization: Quantization(scale: 0.25, zeroPoint: -2))
    let b = call.b.map { $0.map { b in Double(b) * 0.125 } }
    let y = Reference.conv2d(x, weight: w, bias: b, options: shapes.options)
    #expect(call.expected["output"]!.map { sum in sum * 0.125 } == y)
  }

  @Test("Sums beyond 32 bits wrap, from either end")
  func wraps() {
    let bias = Tensor<Int32>([.max, .min])
    let y = Reference<Float>.conv2dInteger(
      Tensor<Int8>([[[[1]]]]), inputZeroPoint: 0, weight: Tensor<Int8>([[[[1]]], [[[-1]]]]),
      weightZeroPoints: [0], bias: bias, options: ConvolutionOptions())
    #expect(y == Tensor<Int32>([[[[.min]], [[.max]]]]))
  }

  @Test("The table lets no convolution pass that is wrong", arguments: IntegerConvolutionCall.twins)
  func twins(_ twin: Twin<IntegerConvolutionCall>) {
    let isCaught = twin.isCaught(by: IntegerConvolutionCall.all)
    #expect(isCaught)
  }
}

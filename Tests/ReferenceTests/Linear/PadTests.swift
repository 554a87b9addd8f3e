import Kernels
import ReferenceKernels
import Tensors
import Testing

/// A padding of rows, pictures or volumes, and its gradient.
struct PadCall: Call {
  let reason: String
  let input: [Int]
  let padding: Padding
  /// What the padding comes to: before and after each axis, by hand.
  let sides: [[Int]]
  var mode = PaddingMode.zeros
  var value = 0.0

  var testDescription: String { "\(mode): \(reason)" }

  var x: Tensor<Double> { .randomWhole(input, seed: 1) }
  var dy: Tensor<Double> { .randomWhole(Array(input[..<2]) + lines.map(\.sources.count), seed: 2) }

  var lines: [PaddedLine] {
    zip(input[2...], sides).map { PaddedLine(size: $0, before: $1[0], after: $1[1], mode: mode) }
  }

  var expected: Answer { expected(lines: lines) }

  func expected(
    lines: [PaddedLine], joining join: (inout Double, Double) -> Void = { $0 += $1 }
  ) -> Answer {
    let (xs, dys) = (Numbers(x), Numbers(dy))
    var (y, dx) = (Numbers(shape: dys.shape), Numbers(shape: input))
    for o in places(dys.shape) {
      let sources = zip(lines, o[2...]).map { $0.sources[$1] }
      y[o] = value
      guard !sources.contains(nil) else { continue }
      let i = Array(o[..<2]) + sources.map { $0! }
      y[o] = xs[i]
      join(&dx[i], dys[o])
    }
    return ["output": y.tensor, "gradInput": dx.tensor]
  }

  func reference<Scalar: RealNumber>(in scalar: Scalar.Type) -> Answer {
    let y = Reference.pad(
      Tensor<Scalar>(x), padding: padding, mode: mode, value: Scalar(value))
    guard y.shape == dy.shape else { return ["output": Tensor<Double>(y)] }
    let dx = Reference.padBackward(
      Tensor<Scalar>(dy), inputShape: input, padding: padding, mode: mode)
    return ["output": Tensor<Double>(y), "gradInput": Tensor<Double>(dx)]
  }

  static let all =
    [
      PadCall(reason: "none", input: [2, 3, 5], padding: 0, sides: [[0, 0]]),
      PadCall(reason: "a row, all around", input: [2, 3, 5], padding: 2, sides: [[2, 2]]),
      PadCall(
        reason: "a row, each side its own", input: [2, 3, 5], padding: [1, 3], sides: [[1, 3]],
        value: 7),
      PadCall(
        reason: "a picture, each axis its own", input: [2, 2, 3, 5], padding: [1, 2],
        sides: [[1, 1], [2, 2]], value: -1),
      PadCall(
        reason: "a picture, each side its own", input: [1, 2, 3, 5], padding: [1, 0, 2, 3],
        sides: [[1, 2], [0, 3]], value: 5),
      PadCall(
        reason: "a volume, each side its own", input: [1, 2, 2, 3, 4], padding: [1, 0, 2, 3, 1, 0],
        sides: [[1, 3], [0, 1], [2, 0]], value: 2),
      PadCall(
        reason: "a picture without rows", input: [1, 2, 0, 3], padding: 1,
        sides: [[1, 1], [1, 1]]),
      PadCall(
        reason: "no pictures at all", input: [0, 2, 3, 5], padding: 1, sides: [[1, 1], [1, 1]]),
    ]
    + [PaddingMode.reflect, .replicate, .circular].flatMap { mode in
      [
        PadCall(
          reason: "a row", input: [2, 3, 5], padding: [4, 3], sides: [[4, 3]], mode: mode, value: 7),
        PadCall(
          reason: "a picture, each side its own", input: [1, 2, 4, 5], padding: [1, 0, 3, 4],
          sides: [[1, 3], [0, 4]], mode: mode, value: 7),
        PadCall(
          reason: "a volume", input: [1, 2, 2, 3, 4], padding: [1, 2, 3],
          sides: [[1, 1], [2, 2], [3, 3]], mode: mode, value: 7),
        PadCall(
          reason: "as far as it goes", input: [1, 1, 3, 4],
          padding: mode == .reflect ? [2, 3] : [3, 4],
          sides: mode == .reflect ? [[2, 2], [3, 3]] : [[3, 3], [4, 4]], mode: mode),
      ]
    }

  private func lines(_ mode: PaddingMode, turned: Bool = false) -> [PaddedLine]? {
    guard zip(input[2...], sides).allSatisfy({ $0 > $1.max()! }) || mode == .replicate else {
      return nil
    }
    return zip(input[2...], sides).map { size, sides in
      PaddedLine(
        size: size, before: sides[turned ? 1 : 0], after: sides[turned ? 0 : 1], mode: mode)
    }
  }

  static let twins: [Twin<PadCall>] = [
    Twin("the value forgotten") { call in
      var other = call
      other.value = 0
      return other.reference(in: Double.self).output
    },
    Twin("sides swapped") { call in
      call.lines(call.mode, turned: true).map { call.expected(lines: $0) }
    },
    Twin("the edge repeated where it reflects") { call in
      guard call.mode == .reflect else { return nil }
      let symmetric = zip(call.input[2...], call.sides).map { size, sides in
        let line = PaddedLine(size: size)
        let own = line.sources
        return own.prefix(sides[0]).reversed() + own + own.suffix(sides[1]).reversed()
      }.map { PaddedLine(sources: $0) }
      return call.expected(lines: symmetric)
    },
    Twin("the edge where it goes round") { call in
      call.mode == .circular ? call.lines(.replicate).map { call.expected(lines: $0) } : nil
    },
    Twin("reflected where the edge is replicated") { call in
      call.mode == .replicate ? call.lines(.reflect).map { call.expected(lines: $0) } : nil
    },
    Twin("images give nothing back") { call in
      call.mode == .zeros ? nil : call.lines(.zeros).map { call.expected(lines: $0).gradient }
    },
    Twin("= for += where images meet") { call in
      call.expected(lines: call.lines) { $0 = $1 }.gradient
    },
    Twin("last column skipped") { call in
      ["output": call.reference(in: Double.self)["output"]!.withoutLast(axis: -1)]
    },
  ]
}

extension PaddedLine {
  init(sources: [Int?]) { self.sources = sources }
}

/// `pad`.
@Suite struct PadTests {
  init() { TensorMemory.isPoisoned = true }

  @Test("Output and gradient are those of lines written out", arguments: PadCall.all)
  func equalsLines(_ call: PadCall) {
    let difference = call.reference(in: Double.self).difference(from: call.expected)
    #expect(difference == nil)
  }

  @Test("On whole numbers Float gives what Double gives", arguments: PadCall.all)
  func floatEqualsDouble(_ call: PadCall) {
    #expect(call.reference(in: Float.self) == call.reference(in: Double.self))
  }

  @Test("The gradient is adjoint to the padding, and what steps of 1 say", arguments: PadCall.all)
  func gradients(_ call: PadCall) {
    func pad(_ x: Tensor<Double>, value: Double) -> Tensor<Double> {
      Reference.pad(x, padding: call.padding, mode: call.mode, value: value)
    }
    let (x, dy) = (call.x, call.dy)
    let dx = Reference.padBackward(
      dy, inputShape: call.input, padding: call.padding, mode: call.mode)
    #expect(dot(pad(x, value: 0), dy) == dot(x, dx))
    guard x.count > 0 else { return }
    let check = GradientCheck(of: dx, at: x, along: dy, method: .linear) {
      pad($0, value: call.value)
    }
    #expect(check.passes, "\(check)")
  }

  @Test(
    "A convolution of the padded input is the convolution with that padding",
    arguments: PaddingMode.allCases)
  func beforeAConvolution(_ mode: PaddingMode) {
    let x = Tensor<Double>.randomWhole([2, 3, 5, 4], seed: 1)
    let w = Tensor<Double>.randomWhole([2, 3, 3, 2], seed: 2)
    let padding: Padding = [1, 3, 2, 0]
    let padded = Reference.pad(x, padding, mode: mode)
    #expect(
      Reference.conv2d(padded, weight: w, stride: 2)
        == Reference.conv2d(x, weight: w, stride: 2, padding: padding, paddingMode: mode))
  }

  @Test("The four modes are those of the drawing")
  func drawing() {
    let row: Tensor<Float> = Tensor([[[1, 2, 3, 4]]])
    func padded(_ mode: PaddingMode) -> [Float] { Reference.pad(row, 2, mode: mode).scalars }
    #expect(padded(.zeros) == [0, 0, 1, 2, 3, 4, 0, 0])
    #expect(padded(.reflect) == [3, 2, 1, 2, 3, 4, 3, 2])
    #expect(padded(.replicate) == [1, 1, 1, 2, 3, 4, 4, 4])
    #expect(padded(.circular) == [3, 4, 1, 2, 3, 4, 1, 2])
  }

  @Test("A matrix is one picture of one channel")
  func matrix() {
    #expect(Reference.pad(Tensor([[1, 2]]), [0, 1], value: 9) == Tensor([[9, 1, 2, 9]]))
  }

  @Test("The table lets no padding pass that is wrong", arguments: PadCall.twins)
  func twins(_ twin: Twin<PadCall>) {
    let isCaught = twin.isCaught(by: PadCall.all)
    #expect(isCaught)
  }
}

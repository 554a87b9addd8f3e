import Kernels
import ReferenceKernels
import Tensors
import Testing

/// A dropout of whole numbers by a mask, and its gradient.
struct DropoutCall: Call {
  let reason: String
  let input: [Int]
  let probability: Double
  /// 1 / (1 − p), by hand.
  let scale: Double

  var x: Tensor<Double> { .randomWhole(input, seed: 1) }
  var dy: Tensor<Double> { .randomWhole(input, seed: 2) }
  var mask: Tensor<Double> { .randomWhole(input, in: 0...1, seed: 3) }

  var expected: Answer {
    func kept(_ numbers: Tensor<Double>) -> Tensor<Double> {
      numbers.zip(mask) { x, stays in stays == 1 ? x * scale : 0 }
    }
    return ["output": kept(x), "gradInput": kept(dy)]
  }

  func reference<Scalar: RealNumber>(in scalar: Scalar.Type) -> Answer {
    let mask = Tensor<Scalar>(mask)
    let p = Scalar(probability)
    let y = Reference.dropout(Tensor<Scalar>(x), mask: mask, probability: p)
    let dx = Reference.dropoutBackward(Tensor<Scalar>(dy), mask: mask, probability: p)
    return ["output": Tensor<Double>(y), "gradInput": Tensor<Double>(dx)]
  }

  static let all = [
    DropoutCall(reason: "half", input: [2, 3, 5], probability: 0.5, scale: 2),
    DropoutCall(reason: "three quarters", input: [7, 3], probability: 0.75, scale: 4),
    DropoutCall(reason: "none, but the mask holds", input: [11], probability: 0, scale: 1),
    DropoutCall(reason: "all: 0 and not 0 · ∞", input: [3, 5], probability: 1, scale: 0),
    DropoutCall(reason: "no numbers at all", input: [0, 3], probability: 0.5, scale: 2),
  ]

  static let twins: [Twin<DropoutCall>] = [
    Twin("not made larger") { call in ["output": call.x * call.mask] },
    Twin("made larger by 1/p") { call in
      call.probability == 0 ? nil : ["output": (call.x * call.mask).map { $0 / call.probability }]
    },
    Twin("the mask turned round") { call in
      ["output": (call.x * call.mask.map { 1 - $0 }).map { $0 * call.scale }]
    },
    Twin("the mask forgotten") { call in ["output": call.x.map { $0 * call.scale }] },
    Twin("divided by zero at 1") { call in
      ["output": (call.x * call.mask).map { $0 / (1 - call.probability) }]
    },
    Twin("the gradient let through") { call in ["gradInput": call.dy] },
    Twin("the gradient not made larger") { call in ["gradInput": call.dy * call.mask] },
  ]
}

/// `dropout`.
@Suite struct DropoutTests {
  init() { TensorMemory.isPoisoned = true }

  @Test("What stays is made larger, what goes is 0", arguments: DropoutCall.all)
  func kept(_ call: DropoutCall) {
    let difference = call.reference(in: Double.self).difference(from: call.expected)
    #expect(difference == nil)
    #expect(call.reference(in: Float.self) == call.reference(in: Double.self))
  }

  @Test("The gradient is adjoint to it, and what steps of 1 say", arguments: DropoutCall.all)
  func gradient(_ call: DropoutCall) {
    func dropout(_ x: Tensor<Double>) -> Tensor<Double> {
      Reference.dropout(x, mask: call.mask, probability: call.probability)
    }
    let dx = Reference.dropoutBackward(call.dy, mask: call.mask, probability: call.probability)
    #expect(dot(dropout(call.x), call.dy) == dot(call.x, dx))
    guard call.x.count > 0 else { return }
    let check = GradientCheck(of: dx, at: call.x, along: call.dy, method: .linear, dropout)
    #expect(check.passes, "\(check)")
  }

  @Test("The table lets no dropout pass that is wrong", arguments: DropoutCall.twins)
  func twins(_ twin: Twin<DropoutCall>) {
    let isCaught = twin.isCaught(by: DropoutCall.all)
    #expect(isCaught)
  }
}

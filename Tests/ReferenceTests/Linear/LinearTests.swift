import Kernels
import ReferenceKernels
import Tensors
import Testing

/// A linear layer with whole numbers, and its gradients.
struct LinearCall: Call {
  let reason: String
  let input: [Int]
  let weight: [Int]
  var hasBias = true

  var x: Tensor<Double> { .randomWhole(input, seed: 1) }
  var w: Tensor<Double> { .randomWhole(weight, seed: 2) }
  var b: Tensor<Double>? { hasBias ? .randomWhole([weight[0]], seed: 3) : nil }
  var dy: Tensor<Double> { .randomWhole(input.dropLast() + [weight[0]], seed: 4) }

  /// The matrix products written as sums over lists of rows and columns.
  var expected: Answer {
    func rows(_ tensor: Tensor<Double>, _ width: Int) -> [[Double]] {
      guard width > 0 else { return Array(repeating: [], count: input.dropLast().reduce(1, *)) }
      return stride(from: 0, to: tensor.count, by: width).map {
        Array(tensor.scalars[$0..<$0 + width])
      }
    }
    func columns(_ rows: [[Double]], _ width: Int) -> [[Double]] {
      (0..<width).map { column in rows.map { $0[column] } }
    }
    func products(_ a: [[Double]], _ b: [[Double]]) -> [Double] {
      a.flatMap { a in b.map { b in zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } } }
    }
    let (outputs, inputs) = (weight[0], weight[1])
    let (x, dy) = (rows(x, inputs), rows(dy, outputs))
    let w = (0..<outputs).map { Array(self.w.scalars[$0 * inputs..<($0 + 1) * inputs]) }
    let bias = b?.scalars ?? Array(repeating: 0, count: outputs)
    let y = products(x, w).enumerated().map { $1 + bias[$0 % outputs] }
    return [
      "output": Tensor<Double>(shape: input.dropLast() + [outputs], y),
      "gradInput": Tensor<Double>(shape: input, products(dy, columns(w, inputs))),
      "gradWeight": Tensor<Double>(
        shape: weight, products(columns(dy, outputs), columns(x, inputs))),
      "gradBias": Tensor<Double>(
        shape: [outputs], columns(dy, outputs).map { $0.reduce(0, +) }),
    ]
  }

  func reference<Scalar: RealNumber>(in scalar: Scalar.Type) -> Answer {
    let (x, w) = (Tensor<Scalar>(x), Tensor<Scalar>(w))
    let y = Reference.linear(x, weight: w, bias: b.map { Tensor<Scalar>($0) })
    let gradients = Reference.linearBackward(Tensor<Scalar>(dy), input: x, weight: w)
    return Answer(gradients).merging(["output": Tensor<Double>(y)]) { a, _ in a }
  }

  static let all = [
    LinearCall(reason: "one product", input: [1, 1], weight: [1, 1]),
    LinearCall(reason: "more outputs than inputs", input: [3, 5], weight: [7, 5]),
    LinearCall(
      reason: "more inputs than outputs, no bias", input: [2, 11], weight: [3, 11], hasBias: false),
    LinearCall(reason: "as many outputs as inputs", input: [2, 3], weight: [3, 3]),
    LinearCall(reason: "a single row without an axis for rows", input: [5], weight: [3, 5]),
    LinearCall(reason: "two axes before the last", input: [2, 3, 5], weight: [4, 5]),
    LinearCall(reason: "no rows at all", input: [0, 5], weight: [3, 5]),
  ]

  static let twins: [Twin<LinearCall>] = [
    Twin("weight transposed") { call in
      guard call.weight[0] == call.weight[1] else { return nil }
      let w = Numbers(call.w)
      let transposed = call.w.mapPlaces { place, _ in w[[place[1], place[0]]] }
      return ["output": Reference.linear(call.x, weight: transposed, bias: call.b)]
    },
    Twin("bias forgotten") { ["output": Reference.linear($0.x, weight: $0.w)] },
    Twin("last input skipped") { call in
      ["output": Reference.linear(call.x.withoutLast(axis: -1), weight: call.w, bias: call.b)]
    },
    Twin("outputs in reverse") { call in
      let y = Reference.linear(call.x, weight: call.w, bias: call.b)
      return ["output": y.reversed(axes: y.rank - 1..<y.rank)]
    },
    Twin("input's gradient by the weight upside down") { call in
      let w = call.w.reversed(axes: 0..<1)
      return ["gradInput": Reference.linearBackward(call.dy, input: call.x, weight: w).gradInput]
    },
    Twin("weight's gradient of the last row only: = for +=") { call in
      let rows = call.x.mapPlaces { place, x in place[0] == call.input[0] - 1 ? x : 0 }
      let gradients = Reference.linearBackward(call.dy, input: rows, weight: call.w)
      return ["gradWeight": gradients.gradWeight]
    },
    Twin("bias's gradient as a mean") { call in
      let gradients = Reference.linearBackward(call.dy, input: call.x, weight: call.w)
      return ["gradBias": gradients.gradBias.map { $0 / Double(max(1, call.input[0])) }]
    },
  ]
}

/// `linear`.
@Suite struct LinearTests {
  init() { TensorMemory.isPoisoned = true }

  @Test("Output and gradients are those of lists of rows", arguments: LinearCall.all)
  func equalsLists(_ call: LinearCall) {
    let difference = call.reference(in: Double.self).difference(from: call.expected)
    #expect(difference == nil)
  }

  @Test("On whole numbers Float gives what Double gives", arguments: LinearCall.all)
  func floatEqualsDouble(_ call: LinearCall) {
    #expect(call.reference(in: Float.self) == call.reference(in: Double.self))
  }

  @Test(
    "The gradients are adjoint to the layer, and what steps of 1 say", arguments: LinearCall.all)
  func gradients(_ call: LinearCall) {
    let (x, w, dy) = (call.x, call.w, call.dy)
    let b = call.b ?? .zeros([call.weight[0]])
    let gradients = Reference.linearBackward(dy, input: x, weight: w)
    let along = dot(Reference.linear(x, weight: w), dy)
    #expect(dot(x, gradients.gradInput) == along)
    #expect(dot(w, gradients.gradWeight) == along)
    let byInput = GradientCheck(of: gradients.gradInput, at: x, along: dy, method: .linear) {
      Reference.linear($0, weight: w, bias: b)
    }
    let byWeight = GradientCheck(of: gradients.gradWeight, at: w, along: dy, method: .linear) {
      Reference.linear(x, weight: $0, bias: b)
    }
    let byBias = GradientCheck(of: gradients.gradBias, at: b, along: dy, method: .linear) {
      Reference.linear(x, weight: w, bias: $0)
    }
    #expect(byInput.passes || x.count == 0, "\(byInput)")
    #expect(byWeight.passes, "\(byWeight)")
    #expect(byBias.passes, "\(byBias)")
  }

  @Test("The table lets no layer pass that is wrong", arguments: LinearCall.twins)
  func twins(_ twin: Twin<LinearCall>) {
    let isCaught = twin.isCaught(by: LinearCall.all)
    #expect(isCaught)
  }
}

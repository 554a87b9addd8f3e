import Kernels
import ReferenceKernels
import Tensors
import Testing

/// `flatten`: a tensor whose numbers count up, and the shape that is to be left.
struct FlattenCall: Call {
  let reason: String
  let input: [Int]
  let axes: (first: Int, last: Int)
  let shape: [Int]

  var x: Tensor<Double> { Self.counting(input) }
  var dy: Tensor<Double> { .randomWhole(shape, seed: 1) }

  static func counting(_ shape: [Int]) -> Tensor<Double> {
    Tensor<Double>(shape: shape, (0..<shape.reduce(1, *)).map(Double.init))
  }

  var expected: Answer {
    [
      "output": Self.counting(shape), "gradInput": Tensor<Double>(shape: input, dy.scalars),
    ]
  }

  func reference<Scalar: RealNumber>(in scalar: Scalar.Type) -> Answer {
    let y = Reference.flatten(Tensor<Scalar>(x), firstAxis: axes.first, lastAxis: axes.last)
    let dx = Reference.flattenBackward(Tensor<Scalar>(dy), inputShape: input)
    return ["output": Tensor<Double>(y), "gradInput": Tensor<Double>(dx)]
  }

  static let all = [
    FlattenCall(reason: "all but the first", input: [2, 3, 5, 7], axes: (1, -1), shape: [2, 105]),
    FlattenCall(
      reason: "two in the middle", input: [2, 3, 5, 7], axes: (1, 2), shape: [2, 15, 7]),
    FlattenCall(
      reason: "counted from the end", input: [2, 3, 5, 7], axes: (-4, -2), shape: [30, 7]),
    FlattenCall(
      reason: "one axis stays as it is", input: [2, 3, 5], axes: (1, 1), shape: [2, 3, 5]),
    FlattenCall(reason: "all", input: [2, 3, 5], axes: (0, -1), shape: [30]),
    FlattenCall(reason: "no pictures at all", input: [0, 3, 5], axes: (1, -1), shape: [0, 15]),
  ]

  static let twins: [Twin<FlattenCall>] = [
    Twin("column by column") { call in
      let x = Numbers(call.x)
      let columns = places(call.input.reversed()).map { x[$0.reversed()] }
      return ["output": Tensor<Double>(shape: call.shape, columns)]
    },
    Twin("gradient column by column") { call in
      let dy = Numbers(call.dy)
      let columns = places(call.shape.reversed()).map { dy[$0.reversed()] }
      return ["gradInput": Tensor<Double>(shape: call.input, columns)]
    },
  ]
}

@Suite struct FlattenTests {
  init() { TensorMemory.isPoisoned = true }

  @Test("The numbers keep their order", arguments: FlattenCall.all)
  func order(_ call: FlattenCall) {
    let difference = call.reference(in: Double.self).difference(from: call.expected)
    #expect(difference == nil)
    #expect(call.reference(in: Float.self) == call.expected)
  }

  @Test("The gradient is adjoint to it, and what steps of 1 say", arguments: FlattenCall.all)
  func gradient(_ call: FlattenCall) {
    func flatten(_ x: Tensor<Double>) -> Tensor<Double> {
      Reference.flatten(x, firstAxis: call.axes.first, lastAxis: call.axes.last)
    }
    let dx = Reference.flattenBackward(call.dy, inputShape: call.input)
    #expect(dot(flatten(call.x), call.dy) == dot(call.x, dx))
    guard call.x.count > 0 else { return }
    let check = GradientCheck(of: dx, at: call.x, along: call.dy, method: .linear, flatten)
    #expect(check.passes, "\(check)")
  }

  @Test("Unless told otherwise all axes but the first become one")
  func defaultAxes() {
    #expect(Reference.flatten(FlattenCall.counting([2, 3, 5])) == FlattenCall.counting([2, 15]))
  }

  @Test("The table lets no flattening pass that is wrong", arguments: FlattenCall.twins)
  func twins(_ twin: Twin<FlattenCall>) {
    let isCaught = twin.isCaught(by: FlattenCall.all)
    #expect(isCaught)
  }
}

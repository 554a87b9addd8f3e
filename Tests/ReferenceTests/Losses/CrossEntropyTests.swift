import Kernels
import ReferenceKernels
import Tensors
import Testing

/// `crossEntropy`.
@Suite struct CrossEntropyTests {
  init() { TensorMemory.isPoisoned = true }

  @Test(
    "The loss is the definition, its gradient the differences", arguments: CrossEntropyCall.all)
  func equalsDefinition(_ call: CrossEntropyCall) {
    let difference = call.reference(in: Double.self)
      .difference(from: call.expected, tolerance: call.tolerance)
    #expect(difference == nil)
  }

  @Test("Float is Double's to its precision", arguments: CrossEntropyCall.all)
  func floatIsClose(_ call: CrossEntropyCall) {
    let difference = call.reference(in: Float.self)
      .difference(from: call.reference(in: Double.self), tolerance: 1e-5)
    #expect(difference == nil)
  }

  @Test("The gradient passes the check", arguments: CrossEntropyCall.all)
  func gradientCheck(_ call: CrossEntropyCall) {
    let options = call.options(in: Double.self)
    let dx = Reference.crossEntropyBackward(
      call.dy, input: call.x, target: call.t, options: options)
    let check = GradientCheck(of: dx, at: call.x, along: call.dy) {
      Reference.crossEntropy($0, target: call.t, options: options)
    }
    #expect(check.passes, "\(check)")
  }

  @Test("The options that have names are those of the value", arguments: CrossEntropyCall.all)
  func namedOptions(_ call: CrossEntropyCall) {
    let loss = Reference.crossEntropy(
      call.x, target: call.t, weight: call.weight, ignoreIndex: call.ignoreIndex,
      labelSmoothing: call.smoothing, reduction: call.reduction)
    #expect(["": loss] == ["": call.reference(in: Double.self)["output"]!])
  }

  @Test("The table lets no loss pass that is wrong", arguments: CrossEntropyTwins.all)
  func twins(_ twin: Twin<CrossEntropyCall>) {
    let isCaught = twin.isCaught(by: CrossEntropyCall.all)
    #expect(isCaught)
  }

  // MARK: At the ends

  @Test("If all rows are ignored the mean is NaN, the sum 0 and the gradient 0")
  func allIgnored() {
    let (x, t) = (Tensor([[1, 2], [3, 4]]), Tensor<Int>([-100, -100]))
    #expect(Reference.crossEntropy(x, target: t).scalars[0].isNaN)
    #expect(Reference.crossEntropy(x, target: t, reduction: .sum) == Tensor(shape: [], [0]))
    let dx = Reference.crossEntropyBackward(
      Tensor(shape: [], [1]), input: x, target: t, options: CrossEntropyOptions())
    #expect(dx == .zeros([2, 2]))
  }

  @Test("Logits whose exponentials are infinite have their loss")
  func largeLogits() {
    let x = Tensor([[1000, 0], [0, 1000]])
    let losses = Reference.crossEntropy(x, target: Tensor<Int>([1, 1]), reduction: .none)
    #expect(losses == Tensor([1000, 0]))
  }

  @Test("A class that can't be doesn't spoil the loss of another")
  func impossibleClass() {
    let x = Tensor([[0, -.infinity, 0]])
    let loss = Reference.crossEntropy(x, target: Tensor<Int>([0]), reduction: .sum)
    #expect(loss == Reference.crossEntropy(Tensor([[0, 0]]), target: Tensor<Int>([0])))
    #expect(Reference.crossEntropy(x, target: Tensor<Int>([1])).scalars == [.infinity])
  }

  @Test("One class and no weights: softmax, less 1 at the target")
  func softmaxLessOne() {
    let call = CrossEntropyCall(reason: "", target: [0, 2, 1, 1, 2], reduction: .sum)
    let dx = Reference.crossEntropyBackward(
      Tensor<Double>(shape: [], [1]), input: call.x, target: call.t,
      options: call.options(in: Double.self))
    let expected = Reference.softmax(call.x, axis: 1).mapPlaces { place, y in
      y - (call.target[place[0]] == place[1] ? 1 : 0)
    }
    let difference = ["": dx].difference(from: ["": expected], tolerance: 1e-15)
    #expect(difference == nil)
  }
}

/// Cross-entropies with one mistake each.
enum CrossEntropyTwins {
  private static func changed(
    _ call: CrossEntropyCall, _ change: (inout CrossEntropyCall) -> Void
  ) -> Answer {
    var other = call
    change(&other)
    return other.reference(in: Double.self)
  }

  private static func scaled(
    _ call: CrossEntropyCall, _ name: String, _ factor: Double
  ) -> Answer {
    [name: call.reference(in: Double.self)[name]! * factor]
  }

  private static func counted(_ call: CrossEntropyCall) -> Double {
    Double(call.target.filter { $0 != call.ignoreIndex }.count)
  }

  static let all: [Twin<CrossEntropyCall>] = [
    Twin("ignored rows counted in the mean") { call in
      guard call.reduction == .mean else { return nil }
      return scaled(call, "output", counted(call) / Double(call.target.count))
    },
    Twin("the mean divided by rows and not by weights") { call in
      guard call.reduction == .mean, let weight = call.weight else { return nil }
      let total = call.target.filter { $0 != call.ignoreIndex }.reduce(0) { $0 + weight[$1] }
      return scaled(call, "output", total / counted(call))
    },
    Twin("the mean's gradient divided by rows and not by weights") { call in
      guard call.reduction == .mean, let weight = call.weight else { return nil }
      let total = call.target.filter { $0 != call.ignoreIndex }.reduce(0) { $0 + weight[$1] }
      return scaled(call, "gradInput", total / counted(call))
    },
    Twin("smoothing forgotten") { changed($0) { $0.smoothing = 0 }.output },
    Twin("smoothing forgotten in the gradient") { changed($0) { $0.smoothing = 0 }.gradient },
    Twin("smoothing over the other classes only") { call in
      guard call.classes > 1 else { return nil }
      let others = call.smoothing * Double(call.classes) / Double(call.classes - 1)
      return others > 1 ? nil : changed(call) { $0.smoothing = others }.output
    },
    Twin("class weights forgotten") { changed($0) { $0.hasWeight = false }.output },
    Twin("class weights forgotten in the gradient") {
      changed($0) { $0.hasWeight = false }.gradient
    },
    Twin("ignored rows counted as class 0") { call in
      changed(call) { $0.target = $0.target.map { $0 == call.ignoreIndex ? 0 : $0 } }
    },
    Twin("softmax over all but the classes") { call in
      guard call.reduction == .none, !call.hasWeight, call.smoothing == 0 else { return nil }
      let p = Reference.logSoftmax(call.x, axis: 0)
      let numbers = Numbers(p)
      return [
        "output": Tensor<Double>(
          shape: call.t.shape,
          call.target.indices.map { offset in
            let place = call.t.place(ofOffset: offset)
            let right = call.target[offset]
            return right == call.ignoreIndex ? 0 : -numbers[[place[0], right] + place[1...]]
          })
      ]
    },
    Twin("the sign lost") { scaled($0, "output", -1) },
    Twin("the target's 1 not taken off") { call in
      guard call.reduction == .sum, !call.hasWeight, call.smoothing == 0 else { return nil }
      return ["gradInput": Reference.softmax(call.x, axis: 1) * call.dy.sum()]
    },
    Twin("dy forgotten") { call in
      let dx = Reference.crossEntropyBackward(
        call.dy.map { _ in 1 }, input: call.x, target: call.t,
        options: call.options(in: Double.self))
      return ["gradInput": dx]
    },
  ]
}

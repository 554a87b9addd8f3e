import Foundation
import Kernels
import ReferenceKernels
import Tensors

/// A cross-entropy of classes and its gradient. The expected loss is written row by row, the
/// expected gradient its differences.
struct CrossEntropyCall: Call {
  let reason: String
  var input = [5, 3]
  var target: [Int]
  var hasWeight = false
  var ignoreIndex = -100
  var smoothing = 0.0
  var reduction = Reduction.mean

  var testDescription: String { "\(reduction): \(reason)" }
  var tolerance: Double { 1e-9 }

  var classes: Int { input[1] }
  var x: Tensor<Double> { .random(input, in: -2...2, seed: 1) }
  var t: Tensor<Int> { Tensor<Int>(shape: [input[0]] + input[2...], target) }
  var weight: Tensor<Double>? { hasWeight ? .random([classes], in: 0.5...2, seed: 2) : nil }
  var dy: Tensor<Double> { .random(reduction == .none ? t.shape : [], in: 0.5...2, seed: 3) }

  func options<Scalar>(in scalar: Scalar.Type) -> CrossEntropyOptions<Scalar> {
    CrossEntropyOptions(
      weight: weight.map { Tensor<Scalar>($0) }, ignoreIndex: ignoreIndex,
      labelSmoothing: Scalar(smoothing), reduction: reduction)
  }

  private func definition(_ x: Tensor<Double>) -> Tensor<Double> {
    let numbers = Numbers(x)
    let weights = weight?.scalars ?? Array(repeating: 1, count: classes)
    var losses: [Double] = []
    var total = 0.0
    for (offset, right) in target.enumerated() {
      guard right != ignoreIndex else {
        losses.append(0)
        continue
      }
      let place = t.place(ofOffset: offset)
      let logits = (0..<classes).map { numbers[[place[0], $0] + place[1...]] }
      let sum = logits.reduce(0) { $0 + exp($1) }
      let costs = logits.map { -log(exp($0) / sum) }
      let spread = zip(weights, costs).reduce(0) { $0 + $1.0 * $1.1 } / Double(classes)
      losses.append((1 - smoothing) * weights[right] * costs[right] + smoothing * spread)
      total += weights[right]
    }
    let sum = losses.reduce(0, +)
    return switch reduction {
    case .none: Tensor<Double>(shape: t.shape, losses)
    case .sum: Tensor<Double>(shape: [], [sum])
    case .mean: Tensor<Double>(shape: [], [sum / total])
    }
  }

  var expected: Answer {
    ["output": definition(x), "gradInput": differences(of: definition, at: x, along: dy)]
  }

  func reference<Scalar: RealNumber>(in scalar: Scalar.Type) -> Answer {
    let options = options(in: scalar)
    let loss = Reference.crossEntropy(Tensor<Scalar>(x), target: t, options: options)
    let dx = Reference.crossEntropyBackward(
      Tensor<Scalar>(dy), input: Tensor<Scalar>(x), target: t, options: options)
    return ["output": Tensor<Double>(loss), "gradInput": Tensor<Double>(dx)]
  }

  static let all = Reduction.allCases.flatMap { reduction in
    [
      CrossEntropyCall(reason: "rows of logits", target: [0, 2, 1, 1, 2], reduction: reduction),
      CrossEntropyCall(
        reason: "a row for each place", input: [2, 3, 2, 2], target: [0, 1, 2, 2, 1, 0, 0, 1],
        reduction: reduction),
      CrossEntropyCall(
        reason: "class weights", target: [0, 2, 1, 1, 2], hasWeight: true, reduction: reduction),
      CrossEntropyCall(
        reason: "ignored rows", target: [-100, 2, 1, -100, 2], reduction: reduction),
      CrossEntropyCall(
        reason: "the ignored index is a class", target: [1, 2, 1, 0, 2], ignoreIndex: 1,
        reduction: reduction),
      CrossEntropyCall(
        reason: "smoothing", target: [0, 2, 1, 1, 2], smoothing: 0.25, reduction: reduction),
      CrossEntropyCall(
        reason: "weights, ignored rows and smoothing", input: [3, 4, 2],
        target: [3, -1, 0, 2, -1, 1], hasWeight: true, ignoreIndex: -1, smoothing: 0.1,
        reduction: reduction),
      CrossEntropyCall(
        reason: "nothing but smoothing", target: [0, 2, 1, 1, 2], hasWeight: true, smoothing: 1,
        reduction: reduction),
      CrossEntropyCall(
        reason: "a single class", input: [3, 1], target: [0, 0, 0], reduction: reduction),
    ]
  }
}

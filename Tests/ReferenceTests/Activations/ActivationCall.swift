import Foundation
import Kernels
import ReferenceKernels
import Tensors

/// An activation and its gradient. The expected output is the definition, written as simply as it
/// goes; the expected gradient comes from its differences, away from kinks.
struct ActivationCall: Call {
  enum Operation: Equatable {
    case relu, leakyRelu(Double), elu(Double), sigmoid, tanh
    case softmax(axis: Int), logSoftmax(axis: Int)
  }

  let reason: String
  let operation: Operation
  let x: Tensor<Double>

  var testDescription: String { "\(operation): \(reason)" }
  var tolerance: Double { 1e-9 }

  var dy: Tensor<Double> { .random(x.shape, seed: 5) }

  var expected: Answer {
    ["output": definition(x), "gradInput": differences(of: definition, at: x, along: dy)]
  }

  private func definition(_ x: Tensor<Double>) -> Tensor<Double> {
    switch operation {
    case .relu: x.map { x in max(0, x) }
    case .leakyRelu(let slope): x.map { x in max(0, x) + slope * min(0, x) }
    case .elu(let alpha): x.map { x in max(0, x) + alpha * (exp(min(0, x)) - 1) }
    case .sigmoid: x.map { x in 1 / (1 + exp(-x)) }
    case .tanh: x.map { x in (exp(x) - exp(-x)) / (exp(x) + exp(-x)) }
    case .softmax(let axis): shares(x, axis: axis)
    case .logSoftmax(let axis): shares(x, axis: axis).map { share in log(share) }
    }
  }

  private func shares(_ x: Tensor<Double>, axis: Int) -> Tensor<Double> {
    let axis = axis < 0 ? x.rank + axis : axis
    let numbers = Numbers(x)
    return x.mapPlaces { place, x in
      let line = (0..<self.x.shape[axis]).map { j in
        var place = place
        place[axis] = j
        return exp(numbers[place])
      }
      return exp(x) / line.reduce(0, +)
    }
  }

  func reference<Scalar: RealNumber>(in scalar: Scalar.Type) -> Answer {
    let y = forward(Tensor<Scalar>(x))
    let dx = backward(Tensor<Scalar>(dy), input: Tensor<Scalar>(x), output: y)
    return ["output": Tensor<Double>(y), "gradInput": Tensor<Double>(dx)]
  }

  func forward<Scalar: RealNumber>(_ x: Tensor<Scalar>) -> Tensor<Scalar> {
    switch operation {
    case .relu: Reference.relu(x)
    case .leakyRelu(let slope): Reference.leakyRelu(x, negativeSlope: Scalar(slope))
    case .elu(let alpha): Reference.elu(x, alpha: Scalar(alpha))
    case .sigmoid: Reference.sigmoid(x)
    case .tanh: Reference.tanh(x)
    case .softmax(let axis): Reference.softmax(x, axis: axis)
    case .logSoftmax(let axis): Reference.logSoftmax(x, axis: axis)
    }
  }

  func backward<Scalar: RealNumber>(
    _ dy: Tensor<Scalar>, input x: Tensor<Scalar>, output y: Tensor<Scalar>
  ) -> Tensor<Scalar> {
    switch operation {
    case .relu: Reference.reluBackward(dy, input: x)
    case .leakyRelu(let slope):
      Reference.leakyReluBackward(dy, input: x, negativeSlope: Scalar(slope))
    case .elu(let alpha): Reference.eluBackward(dy, input: x, alpha: Scalar(alpha))
    case .sigmoid: Reference.sigmoidBackward(dy, output: y)
    case .tanh: Reference.tanhBackward(dy, output: y)
    case .softmax(let axis): Reference.softmaxBackward(dy, output: y, axis: axis)
    case .logSoftmax(let axis): Reference.logSoftmaxBackward(dy, output: y, axis: axis)
    }
  }

  static let all = eachNumber + lines

  /// Numbers on both sides of the kink at 0, none of them near it.
  private static let eachNumber: [ActivationCall] = [
    .relu, .leakyRelu(0.01), .leakyRelu(0.25), .elu(1), .elu(1.75), .sigmoid, .tanh,
  ].flatMap { (operation: Operation) in
    [
      ActivationCall(
        reason: "numbers of both signs", operation: operation,
        x: Tensor<Double>.random([2, 3, 5], in: -3...3, seed: 6).map { x in
          x < 0 ? x - 0.125 : x + 0.125
        }),
      ActivationCall(
        reason: "a single number below zero", operation: operation, x: Tensor<Double>([-1.5])),
      ActivationCall(reason: "no numbers at all", operation: operation, x: .zeros([0, 3])),
    ]
  }

  private static let lines: [ActivationCall] = [2, 1, 0, -1, -2].flatMap { axis in
    [Operation.softmax(axis: axis), .logSoftmax(axis: axis)].flatMap { operation in
      [
        ActivationCall(
          reason: "a tensor whose sizes differ", operation: operation,
          x: .random([2, 3, 5], in: -2...2, seed: 7)),
        ActivationCall(
          reason: "lines of one number", operation: operation,
          x: .random([1, 1, 1], in: -2...2, seed: 8)),
        ActivationCall(reason: "no lines at all", operation: operation, x: .zeros([0, 3, 0])),
      ]
    }
  }
}

import Kernels
import Tensors

extension OperationCase {
  private static func linear(
    _ reason: String, _ x: [Int], outputs: Int
  ) -> [OperationCase] {
    let shapes = [x, [outputs, x[x.count - 1]], [outputs], x.dropLast() + [outputs]]
    return [
      OperationCase("linear", reason, .linear, shapes) {
        [$0.linear($1[0], weight: $1[1], bias: $1[2])]
      },
      OperationCase("linear without a bias", reason, .linear, shapes) {
        [$0.linear($1[0], weight: $1[1], bias: nil)]
      },
      OperationCase("linearBackward", reason, .linear, shapes) {
        $0.linearBackward($1[3], input: $1[0], weight: $1[1]).all
      },
    ]
  }

  static let linearLayers: [OperationCase] = [
    linear("one row", [1, 301], outputs: 37),
    linear("few rows", [5, 64], outputs: 7),
    linear("tails of every panel", [13, 205], outputs: 150),
    linear("axes before the last", [2, 3, 4, 11], outputs: 9),
    linear("a single axis", [17], outputs: 5),
    linear("no rows", [0, 4], outputs: 3),
    linear("no inputs", [7, 0], outputs: 3),
    linear("no outputs", [7, 4], outputs: 0),
  ].flatMap { $0 }

  private static func pad(
    _ reason: String, _ x: [Int], _ padding: Padding, _ mode: PaddingMode
  ) -> [OperationCase] {
    let y = PadGeometry(stoppingUnlessFits: x, padding: padding, mode: mode).outputShape
    return [
      OperationCase("pad", reason, .linear, [x, y]) {
        [$0.pad($1[0], padding: padding, mode: mode, value: 3)]
      },
      OperationCase("padBackward", reason, .linear, [x, y]) {
        [$0.padBackward($1[1], inputShape: x, padding: padding, mode: mode)]
      },
    ]
  }

  static let pads: [OperationCase] =
    PaddingMode.allCases.flatMap { mode in
      [
        pad("rows, \(mode)", [2, 3, 5], [4, 2], mode),
        pad("pictures, \(mode)", [2, 3, 5, 4], [4, 2, 1, 3], mode),
        pad("volumes, \(mode)", [1, 2, 3, 5, 4], [2, 4, 2, 1, 0, 3], mode),
      ].flatMap { $0 }
    } + [
      OperationCase("flatten", "some axes", .linear, [[2, 3, 4, 5]]) {
        [$0.flatten($1[0], firstAxis: 1, lastAxis: -2)]
      },
      OperationCase("flattenBackward", "all but the first", .linear, [[2, 60]]) {
        [$0.flattenBackward($1[0], inputShape: [2, 3, 4, 5])]
      },
    ]

  /// Wide enough that exponentials are small and large.
  private static func wide(_ shape: [Int], _ seed: UInt64) -> Tensor<Float> {
    .random(shape, in: -20...20, seed: seed)
  }

  private static func activation(
    _ name: String, _ apply: @escaping Apply
  ) -> [OperationCase] {
    [[3, 5, 7], [20_011], [0, 4]].map { shape in
      OperationCase(
        name, "shape \(shape)",
        on: [wide(shape, 1), .random(shape, seed: 2), .random(shape, in: 0...1, seed: 3)], apply)
    }
  }

  private static func softmax(_ shape: [Int], axis: Int) -> [OperationCase] {
    let tensors = [wide(shape, 1), Tensor<Float>.random(shape, seed: 2), .random(shape, seed: 3)]
    return [
      OperationCase("softmax", "\(shape) along \(axis)", on: tensors) {
        [$0.softmax($1[0], axis: axis)]
      },
      OperationCase("softmaxBackward", "\(shape) along \(axis)", on: tensors) {
        [$0.softmaxBackward($1[1], output: $1[2], axis: axis)]
      },
      OperationCase("logSoftmax", "\(shape) along \(axis)", on: tensors) {
        [$0.logSoftmax($1[0], axis: axis)]
      },
      OperationCase("logSoftmaxBackward", "\(shape) along \(axis)", on: tensors) {
        [$0.logSoftmaxBackward($1[1], output: $1[2], axis: axis)]
      },
    ]
  }

  static let activations: [OperationCase] = [
    activation("relu") { [$0.relu($1[0])] },
    activation("reluBackward") { [$0.reluBackward($1[1], input: $1[0])] },
    activation("leakyRelu") { [$0.leakyRelu($1[0], negativeSlope: 0.1)] },
    activation("leakyReluBackward") {
      [$0.leakyReluBackward($1[1], input: $1[0], negativeSlope: 0.1)]
    },
    activation("elu") { [$0.elu($1[0], alpha: 1.5)] },
    activation("eluBackward") { [$0.eluBackward($1[1], input: $1[0], alpha: 1.5)] },
    activation("sigmoid") { [$0.sigmoid($1[0])] },
    activation("sigmoidBackward") { [$0.sigmoidBackward($1[1], output: $1[2])] },
    activation("tanh") { [$0.tanh($1[0])] },
    activation("tanhBackward") { [$0.tanhBackward($1[1], output: $1[2])] },
    softmax([5, 7], axis: -1),
    softmax([2, 5, 3, 7], axis: 1),
    softmax([4, 3, 2], axis: 0),
    softmax([1, 20_011], axis: 1),
    softmax([3, 1], axis: 1),
    softmax([0, 4], axis: 1),
  ].flatMap { $0 }
}

import Foundation
import Kernels
import ReferenceKernels
import Tensors

/// Losses with one mistake each, for each operation.
enum LossTwins {
  /// A mistake in one operation only.
  private static func of(
    _ operation: LossCall.Operation, _ mistake: String,
    _ answer: @escaping @Sendable (LossCall) -> Answer?
  ) -> Twin<LossCall> {
    Twin("\(operation): \(mistake)") { $0.operation == operation ? answer($0) : nil }
  }

  private static func changed(
    _ call: LossCall, _ change: (inout LossCall) -> Void
  ) -> Answer? {
    var other = call
    change(&other)
    return other.reference(in: Double.self)
  }

  private static func scaled(_ call: LossCall, _ name: String, _ factor: Double) -> Answer? {
    call.reference(in: Double.self)[name].map { [name: $0 * factor] }
  }

  static let all: [Twin<LossCall>] =
    [LossCall.Operation.mse, .binaryCrossEntropy, .withLogits].flatMap { operation in
      [
        of(operation, "a sum for a mean") { call in
          call.reduction == .mean ? scaled(call, "output", Double(call.x.count)) : nil
        },
        of(operation, "a mean over rows") { call in
          guard call.reduction == .mean else { return nil }
          return scaled(call, "output", Double(call.x.count) / Double(call.input[0]))
        },
        of(operation, "the mean's gradient not divided") { call in
          call.reduction == .mean ? scaled(call, "gradInput", Double(call.x.count)) : nil
        },
        of(operation, "dy forgotten") { call in
          let ones = call.dy.map { _ in 1.0 }
          return call.backward(ones, call.x, call.target).gradient
        },
        of(operation, "input and target exchanged") { call in
          return call.backward(call.dy, call.target, call.x).gradient
        },
        of(operation, "target's gradient with the sign of the input's") { call in
          scaled(call, "gradTarget", -1)
        },
      ]
    } + [
      of(.mse, "the magnitude for the square") { call in
        guard call.reduction == .none else { return nil }
        return ["output": call.x.zip(call.target) { x, t in abs(x - t) }]
      },
      of(.mse, "half the square") { scaled($0, "output", 0.5) },
      of(.mse, "the 2 forgotten in the gradient") { scaled($0, "gradInput", 0.5) },
      of(.binaryCrossEntropy, "the weight forgotten") { changed($0) { $0.hasWeight = false } },
      of(.binaryCrossEntropy, "only the yes") { call in
        guard call.reduction == .none, !call.hasWeight else { return nil }
        return ["output": call.x.zip(call.target) { x, t in -t * log(x) }]
      },
      of(.binaryCrossEntropy, "the gradient of the logits") { call in
        guard call.reduction == .none, !call.hasWeight else { return nil }
        return ["gradInput": call.x.zip(call.target) { x, t in x - t } * call.dy]
      },
      of(.withLogits, "the weight forgotten") { changed($0) { $0.hasWeight = false } },
      of(.withLogits, "the positive weight forgotten") {
        changed($0) { $0.positiveWeight = nil }?.output
      },
      of(.withLogits, "the positive weight forgotten in the gradients") {
        changed($0) { $0.positiveWeight = nil }?.filter { $0.key != "output" }
      },
      of(.withLogits, "the positive weight on every loss") { call in
        guard let p = call.positive, call.reduction == .none, !call.hasWeight else { return nil }
        let plain = changed(call) { $0.positiveWeight = nil }!["output"]!
        let numbers = p.scalars
        let weighted = plain.scalars.enumerated().map { $1 * numbers[$0 % numbers.count] }
        return ["output": Tensor<Double>(shape: call.input, weighted)]
      },
      of(.withLogits, "the positive weight by rows and not by columns") { call in
        guard let p = call.positive, p.count > 1, p.count < call.x.count else { return nil }
        let (x, t, numbers) = (call.x, call.target, p.scalars)
        let wrong = Tensor<Double>(
          shape: call.input, x.scalars.indices.map { numbers[$0 / (x.count / numbers.count)] })
        return [
          "output": Reference.binaryCrossEntropyWithLogits(
            x, target: t, weight: call.weight, positiveWeight: wrong, reduction: call.reduction)
        ]
      },
      of(.withLogits, "probabilities taken for logits") { call in
        let y = Reference.sigmoid(call.x)
        return ["output": call.forward(y, call.target)]
      },
      of(.l1, "the square for the magnitude") { call in
        ["output": Reference.l2Penalty(call.x, strength: call.strength)]
      },
      of(.l1, "a mean") { scaled($0, "output", 1 / Double($0.x.count)) },
      of(.l1, "the sign forgotten") { call in
        ["gradInput": call.x.map { _ in call.strength * call.dy.sum() }]
      },
      of(.l1, "the strength forgotten") { scaled($0, "gradInput", 1 / $0.strength) },
      of(.l2, "half of it") { scaled($0, "output", 0.5) },
      of(.l2, "the root, the norm") { call in
        [
          "output": (Reference.l2Penalty(call.x, strength: 1)).map {
            call.strength * $0.squareRoot()
          }
        ]
      },
      of(.l2, "the 2 forgotten in the gradient") { scaled($0, "gradInput", 0.5) },
      of(.l2, "the strength twice") { scaled($0, "gradInput", $0.strength) },
    ]
}

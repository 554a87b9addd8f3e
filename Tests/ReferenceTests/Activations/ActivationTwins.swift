import Foundation
import Kernels
import ReferenceKernels
import Tensors

/// Activations with one mistake each, for each operation.
enum ActivationTwins {
  static let all = eachNumber + lines

  /// The right output with the gradient that `slope` gives; y is the output.
  private static func gradient(
    _ mistake: String, _ slope: @escaping @Sendable (ActivationCall, Double, Double) -> Double?
  ) -> Twin<ActivationCall> {
    Twin(mistake) { call in
      let (x, y, dy) = (call.x.scalars, call.forward(call.x).scalars, call.dy.scalars)
      let slopes = x.indices.compactMap { slope(call, x[$0], y[$0]) }
      guard slopes.count == x.count else { return nil }
      return [
        "gradInput": Tensor<Double>(shape: call.x.shape, zip(slopes, dy).map { $0 * $1 })
      ]
    }
  }

  private static func output(
    _ mistake: String, _ number: @escaping @Sendable (ActivationCall, Double) -> Double?
  ) -> Twin<ActivationCall> {
    Twin(mistake) { call in
      let numbers = call.x.scalars.compactMap { number(call, $0) }
      guard numbers.count == call.x.count else { return nil }
      return ["output": Tensor<Double>(shape: call.x.shape, numbers)]
    }
  }

  private static let eachNumber: [Twin<ActivationCall>] = [
    output("relu: the magnitude") { call, x in call.operation == .relu ? abs(x) : nil },
    gradient("relu: the gradient everywhere") { call, _, _ in call.operation == .relu ? 1 : nil },
    output("leakyRelu: nothing leaks") { call, x in
      if case .leakyRelu = call.operation { max(0, x) } else { nil }
    },
    output("leakyRelu: always PyTorch's slope") { call, x in
      if case .leakyRelu = call.operation { max(0, x) + 0.01 * min(0, x) } else { nil }
    },
    gradient("leakyRelu: the slope forgotten") { call, x, _ in
      if case .leakyRelu = call.operation { x > 0 ? 1 : 0 } else { nil }
    },
    output("elu: 1 not taken off") { call, x in
      if case .elu(let alpha) = call.operation { x > 0 ? x : alpha * exp(x) } else { nil }
    },
    output("elu: alpha forgotten") { call, x in
      if case .elu = call.operation { x > 0 ? x : exp(x) - 1 } else { nil }
    },
    gradient("elu: the output for the slope") { call, x, y in
      if case .elu = call.operation { x > 0 ? 1 : y } else { nil }
    },
    gradient("elu: alpha added once, not as often as it is") { call, x, y in
      if case .elu = call.operation { x > 0 ? 1 : y + 1 } else { nil }
    },
    output("sigmoid: the sign lost") { call, x in
      call.operation == .sigmoid ? 1 / (1 + exp(x)) : nil
    },
    gradient("sigmoid: y for x in the slope") { call, _, y in
      call.operation == .sigmoid ? 1 / (1 + exp(-y)) * (1 - 1 / (1 + exp(-y))) : nil
    },
    gradient("sigmoid: only y") { call, _, y in call.operation == .sigmoid ? y : nil },
    output("tanh: of half the number") { call, x in call.operation == .tanh ? tanh(x / 2) : nil },
    gradient("tanh: the square forgotten") { call, _, y in
      call.operation == .tanh ? 1 - y : nil
    },
  ]

  private static func axis(_ call: ActivationCall) -> (axis: Int, isLog: Bool)? {
    switch call.operation {
    case .softmax(let axis): (axis, false)
    case .logSoftmax(let axis): (axis, true)
    default: nil
    }
  }

  private static func only(_ isLog: Bool, _ twin: Twin<ActivationCall>) -> Twin<ActivationCall> {
    Twin((isLog ? "logSoftmax: " : "softmax: ") + twin.mistake) { call in
      axis(call)?.isLog == isLog ? twin.answer(call) : nil
    }
  }

  private static let lines = [false, true].flatMap { isLog in
    [
      Twin("along the last axis, whichever is meant") { call in
        ["output": isLog ? Reference.logSoftmax(call.x) : Reference.softmax(call.x)]
      },
      Twin("over all numbers") { call in
        let line = call.x.reshaped([call.x.count])
        let y = isLog ? Reference.logSoftmax(line) : Reference.softmax(line)
        return ["output": y.reshaped(call.x.shape)]
      },
      Twin("not divided by the sum") { call in
        ["output": call.x.map { x in isLog ? x : exp(x) }]
      },
      Twin("the gradient of each number for itself") { call in
        let y = call.forward(call.x)
        return ["gradInput": call.dy.zip(y) { dy, y in isLog ? dy : dy * y * (1 - y) }]
      },
      Twin("the sum of the gradient not weighted") { call in
        guard let axis = axis(call)?.axis, let y = Optional(call.forward(call.x)) else {
          return nil
        }
        return [
          "gradInput": isLog
            ? Reference.softmaxBackward(call.dy, output: y, axis: axis)
            : Reference.logSoftmaxBackward(call.dy, output: y, axis: axis)
        ]
      },
    ].map { only(isLog, $0) }
  }
}

import Kernels
import Tensors

/// The loss of a network that tells classes apart.
package enum ClassLoss {
  /// The mean cross-entropy of outputs `[N, C]` and right classes `[N]`, and its gradient.
  static func of(
    _ output: Tensor<Float>, labels: Tensor<Int>, using kernels: any Kernels<Float>.Type
  ) -> (loss: Double, gradOutput: Tensor<Float>) {
    let loss = kernels.crossEntropy(output, target: labels, options: CrossEntropyOptions())
    let gradient = kernels.crossEntropyBackward(
      Tensor(shape: [], [1]), input: output, target: labels, options: CrossEntropyOptions())
    return (Double(loss.scalars[0]), gradient)
  }

  /// The class with the largest output, of each row of `[N, C]`.
  package static func answers(_ output: Tensor<Float>) -> [Int] {
    let classes = output.shape[output.rank - 1]
    return output.withUnsafeScalars { numbers in
      stride(from: 0, to: numbers.count, by: classes).map { row in
        var best = 0
        for c in 1..<max(classes, 1) where numbers[row + c] > numbers[row + best] { best = c }
        return best
      }
    }
  }

  /// How many of the answers are right.
  static func right(_ output: Tensor<Float>, labels: Tensor<Int>) -> Int {
    zip(answers(output), labels.scalars).reduce(0) { $0 + ($1.0 == $1.1 ? 1 : 0) }
  }
}

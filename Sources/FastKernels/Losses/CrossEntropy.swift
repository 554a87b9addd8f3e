// A row of logits is a line of the tensor along the classes (`Lines`); the losses of lines are
// computed side by side, in Double from the exponentials on, and added up at the end.

import Kernels
import RealModule
import Tensors

extension Fast {
  /// The cross-entropy of classes, from logits; `LossKernels` has the formula.
  public static func crossEntropy(
    _ input: Tensor<Float>, target: Tensor<Int>, options: CrossEntropyOptions<Float>
  ) -> Tensor<Float> {
    let rows = CrossEntropyRows(input, target: target, options: options)
    let losses = Tensor<Double>(shape: target.shape) { losses in
      input.withUnsafeScalars { input in
        target.withUnsafeScalars { target in
          rows.lines.forEach(workEach: 100) { row, first in
            losses[row] =
              target[row] == options.ignoreIndex
              ? 0 : rows.loss(input.baseAddress! + first, target: target[row])
          }
        }
      }
    }
    return losses.withUnsafeScalars { losses in
      options.reduction.reduced(target.shape, divisor: rows.divisor(target), workEach: 8) {
        losses[$0]
      }
    }
  }

  /// The gradient of `crossEntropy` by the logits.
  public static func crossEntropyBackward(
    _ gradOutput: Tensor<Float>, input: Tensor<Float>, target: Tensor<Int>,
    options: CrossEntropyOptions<Float>
  ) -> Tensor<Float> {
    let rows = CrossEntropyRows(input, target: target, options: options)
    let upstream = options.reduction.spread(
      gradOutput, shape: target.shape, divisor: rows.divisor(target))
    return Tensor(shape: input.shape) { gradInput in
      input.withUnsafeScalars { input in
        target.withUnsafeScalars { target in
          upstream.gradients.withUnsafeScalars { dy in
            rows.lines.forEach(workEach: 200) { row, first in
              rows.gradient(
                input.baseAddress! + first,
                target: target[row] == options.ignoreIndex ? nil : target[row],
                gradOutput: dy[row * upstream.step], into: gradInput.baseAddress! + first)
            }
          }
        }
      }
    }
  }
}

/// The rows of logits, and what each class counts.
private struct CrossEntropyRows {
  let lines: Lines
  private let weights: [Double]
  private let smoothing: Double
  private let ignoreIndex: Int

  init(_ input: Tensor<Float>, target: Tensor<Int>, options: CrossEntropyOptions<Float>) {
    let geometry = CrossEntropyGeometry(input, target: target, options: options)
    lines = Lines(AxisLines(stoppingUnlessIn: input.shape, axis: 1))
    weights =
      options.weight.map { $0.scalars.map(Double.init) }
      ?? Array(repeating: 1, count: geometry.classes)
    smoothing = Double(options.labelSmoothing)
    ignoreIndex = options.ignoreIndex
  }

  /// What a mean divides by: the weights of the targets that aren't ignored.
  func divisor(_ target: Tensor<Int>) -> Double {
    target.withUnsafeScalars { target in
      sum(target.count) { target[$0] == ignoreIndex ? 0 : weights[target[$0]] }
    }
  }

  /// The loss of the row that begins at `x`.
  @inline(__always)
  func loss(_ x: UnsafePointer<Float>, target: Int) -> Double {
    let (largest, total) = lines.exponentials(x)
    let denominator = Double(largest) + .log(total)
    // What doesn't count must not be multiplied: 0 · log 0 is no number.
    func counted(_ c: Int, _ factor: Double) -> Double {
      factor == 0 ? 0 : factor * (denominator - Double(x[c * lines.step]))
    }
    let ofTarget = counted(target, (1 - smoothing) * weights[target])
    guard smoothing > 0 else { return ofTarget }
    return ofTarget + sum(lines.size) { counted($0, spread * weights[$0]) }
  }

  /// ε/C, what of a target's share goes to each class.
  private var spread: Double { smoothing / Double(lines.size) }

  /// The gradient by the row that begins at `x`; zeros where nothing counts, without a target.
  @inline(__always)
  func gradient(
    _ x: UnsafePointer<Float>, target: Int?, gradOutput: Float,
    into gradient: UnsafeMutablePointer<Float>
  ) {
    let step = lines.step
    let ofTarget = target.map { (1 - smoothing) * weights[$0] } ?? 0
    let all = ofTarget + spread * sum(lines.size) { weights[$0] }
    guard let target, all != 0 else {
      for c in 0..<lines.size { gradient[c * step] = 0 }
      return
    }
    let (largest, total) = lines.exponentials(x)
    for c in 0..<lines.size {
      let share = Double(Float.exp(x[c * step] - largest)) / total
      let counted = spread * weights[c] + (c == target ? ofTarget : 0)
      gradient[c * step] = Float((share * all - counted) * Double(gradOutput))
    }
  }
}

import FastKernels
import Kernels
import ReferenceKernels
import Tensors

/// Measures how long the reference and the fast kernels take for one operation, and prints both
/// times and their ratio.
///
///     measure(x, w) { kernels, x, w in kernels.conv2d(x, weight: w, padding: 1) }
///
/// The two run in turn, so that both meet the same moods of the machine; the times are the medians.
/// They differ from run to run: a lesson's cell that measures is marked `masked`.
///
/// - Returns: the reference's time divided by the fast one's.
@discardableResult
public func measure(
  _ x: Tensor<Float>, _ w: Tensor<Float>,
  _ operation: (any Kernels<Float>.Type, Tensor<Float>, Tensor<Float>) -> Tensor<Float>
) -> Double {
  let times = SideBySide.times(of: [Reference.self, Fast.self]) { _ = operation($0, x, w) }
  for (name, time) in zip(["reference", "fast     "], times) {
    print("\(name)  \(readable(time))")
  }
  let ratio = times[0] / times[1]
  print("the fast one is \(ratio.fixed(decimals: ratio < 10 ? 1 : 0)) times as fast")
  return ratio
}

/// A time in seconds as a person would say it: `1.61 ms`.
public func readable(_ seconds: Double) -> String {
  let (value, unit) =
    seconds >= 1
    ? (seconds, "s") : seconds >= 1e-3 ? (seconds * 1e3, "ms") : (seconds * 1e6, "µs")
  return "\(value.fixed(decimals: value < 10 ? 2 : value < 100 ? 1 : 0)) \(unit)"
}

/// Times of several things, taken in turn in one run.
public enum SideBySide {
  /// The median time in seconds that `body` takes on each of `kernels`.
  ///
  /// After one round that isn't counted, there are as many rounds as fit `budget` seconds, at least
  /// three and at most a hundred; in each round every one of the kernels runs once.
  public static func times(
    of kernels: [any Kernels<Float>.Type], budget: Double = 0.1,
    _ body: (any Kernels<Float>.Type) -> Void
  ) -> [Double] {
    let clock = ContinuousClock()
    func round() -> [Double] {
      kernels.map { kernels in clock.measure { body(kernels) } / .seconds(1) }
    }
    let first = round().reduce(0, +)
    let rounds = min(100, max(3, Int(budget / max(first, 1e-6))))
    let all = (0..<rounds).map { _ in round() }
    return kernels.indices.map { index in
      all.map { $0[index] }.sorted()[rounds / 2]
    }
  }
}

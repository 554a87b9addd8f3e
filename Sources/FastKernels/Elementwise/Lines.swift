import Kernels
import RealModule
import Tensors

/// The lines of a tensor along one of its axes, all of equal length, their numbers `step` apart.
///
/// Neighbouring lines are one number apart. So although a line itself jumps, a task, which takes
/// neighbours, finds the numbers of the next line in the cache.
struct Lines {
  /// How many numbers a line has.
  let size: Int
  /// How far they lie apart.
  let step: Int
  /// How many lines there are.
  let count: Int

  init(_ lines: AxisLines) {
    size = lines.size
    step = lines.after
    count = lines.before * lines.after
  }

  /// How many lines one task takes: about as many numbers as any other task.
  private var linesOfTask: Int { max(1, Threads.stretch / max(1, size)) }

  /// Calls `body` with the number of each line and the offset of its first number.
  @inline(__always)
  func forEach(workEach: Int, _ body: (_ line: Int, _ first: Int) -> Void) {
    let linesOfTask = linesOfTask
    Threads.forEach((count + linesOfTask - 1) / linesOfTask, work: count * size * workEach) {
      task in
      for line in task * linesOfTask..<min(count, (task + 1) * linesOfTask) {
        let (before, after) = line.quotientAndRemainder(dividingBy: step)
        body(line, before * size * step + after)
      }
    }
  }

  /// The logarithm of a softmax's denominator, in its two parts: the largest number m of the line
  /// that begins at `x`, and Σ j  exp(x[j] − m).
  @inline(__always)
  func exponentials(_ x: UnsafePointer<Float>) -> (largest: Float, sum: Double) {
    var largest = -Float.infinity
    for i in 0..<size { largest = max(largest, x[i * step]) }
    return (largest, sum(size) { Double(.exp(x[$0 * step] - largest)) })
  }
}

import FastKernels
import Kernels
import ReferenceKernels
import Tensors

/// Holds the reference and the fast kernels against each other on one operation, and prints the
/// verdict.
///
///     check(x, w) { kernels, x, w in kernels.conv2d(x, weight: w, padding: 1) }
///
/// Both results are compared, number by number, with the same operation in Double, and each error
/// with a bound derived for it (see `Agreement`). The verdict is the same line on every machine.
/// The line after it, with a `~` before it, has the largest error of the fast result: its last
/// digits differ from machine to machine, so a recorded lesson shows that line and doesn't compare
/// it. A failed check makes the lesson fail.
///
/// - Returns: whether both are within their bounds.
@discardableResult
public func check(
  _ x: Tensor<Float>, _ w: Tensor<Float>,
  line: UInt = #line,
  _ operation: (any Kernels<Float>.Type, Tensor<Float>, Tensor<Float>) -> Tensor<Float>
) -> Bool {
  check(on: [x, w], line: line) { operation($0, $1[0], $1[1]) }
}

/// The same for an operation on one tensor, such as an activation or a pooling.
@discardableResult
public func check(
  _ x: Tensor<Float>,
  line: UInt = #line,
  _ operation: (any Kernels<Float>.Type, Tensor<Float>) -> Tensor<Float>
) -> Bool {
  check(on: [x], line: line) { operation($0, $1[0]) }
}

/// The same for an operation on three tensors, such as a convolution with a bias.
@discardableResult
public func check(
  _ x: Tensor<Float>, _ w: Tensor<Float>, _ b: Tensor<Float>,
  line: UInt = #line,
  _ operation: (any Kernels<Float>.Type, Tensor<Float>, Tensor<Float>, Tensor<Float>) -> Tensor<
    Float
  >
) -> Bool {
  check(on: [x, w, b], line: line) { operation($0, $1[0], $1[1], $1[2]) }
}

/// Holds a result against the one that it should equal, and prints the verdict.
///
///     check(mine, equals: Reference.conv2d(X, weight: K))
///
/// - Returns: whether the shapes are equal and every number is. A NaN equals nothing.
@discardableResult
public func check<Scalar>(
  _ computed: Tensor<Scalar>, equals expected: Tensor<Scalar>,
  line: UInt = #line
) -> Bool {
  let verdict = EqualityVerdict(computed, expected)
  CheckReport(passed: verdict.passed, lines: [verdict.text]).announce(line: line)
  return verdict.passed
}

/// Holds a result against one that it should be near, and prints the verdict. For what comes of many steps, such as
/// a training, and has no bound that could be derived.
///
///     check(quick(x), near: slow(x), within: 1e-3)
///
/// - Parameters:
///   - computed: what is checked.
///   - expected: what it should be near.
///   - tolerance: how far a number may be off.
///   - line: where the check stands; the cell's own line unless given.
/// - Returns: whether the shapes are equal and |computed − expected| ≤ tolerance everywhere. A NaN is near nothing.
@discardableResult
public func check(
  _ computed: Tensor<Float>, near expected: Tensor<Float>, within tolerance: Float,
  line: UInt = #line
) -> Bool {
  let verdict = EqualityVerdict(computed, near: expected, within: tolerance)
  CheckReport(passed: verdict.passed, lines: [verdict.text]).announce(line: line)
  return verdict.passed
}

private func check(
  on tensors: [Tensor<Float>], line: UInt,
  _ operation: (any Kernels<Float>.Type, [Tensor<Float>]) -> Tensor<Float>
) -> Bool {
  let report: CheckReport
  do {
    report = CheckReport(
      try Agreement(of: [Reference.self, Fast.self], on: tensors, operation))
  } catch {
    report = CheckReport(passed: false, lines: [error.description])
  }
  report.announce(line: line)
  return report.passed
}

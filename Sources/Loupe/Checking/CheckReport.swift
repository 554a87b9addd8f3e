import Kernels
import Tensors

/// The verdict of a check in words.
struct CheckReport {
  let passed: Bool
  let lines: [String]

  init(passed: Bool, lines: [String]) {
    self.passed = passed
    self.lines = lines
  }

  init(_ agreement: Agreement) {
    let names = agreement.parts.map(\.name).joined(separator: " and ")
    passed = agreement.agrees
    if passed {
      let largest = agreement.parts.last?.comparison.largest
      lines =
        ["\(names) agree"]
        + (largest.map { [Self.detail($0, algorithm: agreement.algorithm)] } ?? [])
    } else {
      lines =
        ["\(names) don't agree"]
        + agreement.parts.flatMap { part in
          part.comparison.agrees ? [] : Self.complaint(part, algorithm: agreement.algorithm)
        }
    }
  }

  /// Prints the lines and tells the runner, if the check stands in a lesson.
  func announce(line: UInt) {
    for line in lines { print(line) }
    LessonProgram.tell(.check(passed: passed, summary: lines.first ?? "", line: Int(line)))
  }

  private static func detail(_ largest: Comparison.Entry, algorithm: String?) -> String {
    "~ largest error \(short(largest.error)) at \(largest.place), "
      + "where the bound is \(short(largest.bound))\(by(algorithm))"
  }

  private static func complaint(_ part: Agreement.Part, algorithm: String?) -> [String] {
    let comparison = part.comparison
    if let shapes = comparison.shapes {
      return ["  \(part.name): the result has the shape \(shapes.computed), not \(shapes.exact)"]
    }
    guard let first = comparison.firstWrong else { return [] }
    return [
      "  \(part.name): \(comparison.wrong) of \(comparison.count) numbers are out of bounds",
      "  the first is at \(first.place): \(first.computed) where \(first.exact) is exact,",
      "  off by \(short(first.error)); the bound is \(short(first.bound))\(by(algorithm))",
    ]
  }

  /// The algorithm in brackets, where there is a choice of one.
  private static func by(_ algorithm: String?) -> String {
    algorithm.map { " (\($0))" } ?? ""
  }

  /// A number in two digits and a power of ten: 1.2e-07.
  static func short(_ value: Double) -> String {
    value.scientific(decimals: 1)
  }
}

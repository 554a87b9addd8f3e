import ArgumentParser
import Comparisons
import LessonEngine

/// What the process says when it ends, everywhere the same.
enum ExitStatus: Int32 {
  case wrong = 1
  case malformed = 2
  case toolchain = 3
  case limit = 4
  case interrupted = 130

  var code: ExitCode { ExitCode(rawValue) }

  /// Says what went wrong, and gives what to throw so that the command ends with this status.
  func saying(_ words: String) -> ExitCode {
    Messages.error(words)
    return code
  }

  /// The one of two that says more of what went wrong, whichever came first.
  static func worse(_ a: ExitStatus?, _ b: ExitStatus?) -> ExitStatus? {
    let order: [ExitStatus?] = [nil, .wrong, .limit, .malformed, .toolchain, .interrupted]
    return (order.firstIndex(of: a) ?? 0) >= (order.firstIndex(of: b) ?? 0) ? a : b
  }

  /// The status of a run in which these cells failed or came out wrong.
  init?(_ results: [CellResult]) {
    let wrong = results.filter { !$0.isRight }
    guard !wrong.isEmpty else { return nil }
    let reachedLimit = wrong.contains { result in
      if case .failed(let failure) = result.ending { failure.isLimit } else { false }
    }
    self = reachedLimit ? .limit : .wrong
  }

  /// The status of a comparison in which a number was out of its bound.
  init?(_ report: ComparisonReport) {
    if report.agrees { return nil }
    self = .wrong
  }
}

import LessonEngine
import Terminals

/// A cell that has failed where its lesson isn't shown, but checked or recorded: all that is said of it
/// goes to standard error, for standard output has the results.
struct FailedCell {
  let result: CellResult
  let lesson: Lesson

  init(_ result: CellResult, of lesson: Lesson) {
    self.result = result
    self.lesson = lesson
  }

  /// Says what the cell printed before it failed, and what went wrong. The files of its pictures are gone.
  func tell() {
    for event in result.events {
      switch event {
      case .output(let text), .errorOutput(let text):
        Messages.write(escapingControls(text) + (text.hasSuffix("\n") ? "" : "\n"))
      case .check(let verdict) where !verdict.passed:
        let place = "\(shownPath(lesson.path)):\(verdict.line)"
        Messages.error("\(place): the check failed: \(verdict.summary)")
      case .check, .picture, .value: continue
      }
    }
    for warning in result.warnings where warning.severity == .warning {
      Messages.note(warning.description)
    }
    if let words = result.failureWords(in: lesson) { Messages.error(escapingControls(words)) }
  }
}

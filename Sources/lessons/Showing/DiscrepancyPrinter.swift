import Foundation
import LessonEngine
import Terminals

/// Prints what a lesson's file says of a cell that is no longer so.
struct DiscrepancyPrinter {
  let lesson: Lesson
  /// What one types in a shell to name the lesson.
  let lessonWord: String
  let style: TerminalStyle
  /// How wide the window is.
  let width: Int

  func show(_ discrepancy: Discrepancy, of result: CellResult) {
    let cell = result.cell
    let line = cell.record?.lines.lowerBound ?? cell.codeLine
    let place = "\(shownPath(lesson.path)):\(line): cell \(cell.number)"
    switch discrepancy {
    case .output(let changes, let numbers):
      print("\(place) prints something else than is recorded")
      show(changes)
      for number in numbers { print("    \(escapingControls(number.words))") }
    case .notRecorded:
      print("\(place) has no record; make one with: swift run lessons record \(lessonWord)")
    case .pictures(let recorded, let shown):
      print("\(place) shows other pictures than are recorded")
      // Where it is the order that differs, all of them are told.
      let gone = recorded.filter { !shown.contains($0) }
      let new = shown.filter { !recorded.contains($0) }
      let isReordered = gone.isEmpty && new.isEmpty
      showBelow((isReordered ? recorded : gone).map { .recorded($0) })
      showBelow((isReordered ? shown : new).map { .printed($0) })
    case .pictureWords(let recorded, let shown):
      let what =
        recorded.alt == shown.alt
        ? "another title" : recorded.title == shown.title ? "another alt text" : "other words"
      print("\(place) shows \(shown.source) with \(what) than is recorded")
      showBelow([.recorded(recorded.markdown), .printed(shown.markdown)])
    case .picture(let source, let words), .sound(let source, let words):
      print("\(place): \(source) is not as it is recorded: \(words)")
    case .failed: FailedCell(result, of: lesson).tell()
    }
  }

  /// Beside each other where the window is wide enough, else below each other.
  private func show(_ changes: [LineChange]) {
    let pairs = LinePair.pairs(changes)
    guard let columns = DiffColumns(pairs, width: width) else { return showBelow(changes) }
    for line in columns.lines(pairs, style: style) { print(line) }
  }

  private func showBelow(_ changes: [LineChange]) {
    for change in changes {
      switch change {
      case .same(_, let text): print("    \(escapingControls(text))")
      case .recorded(let text): print(style("  - \(escapingControls(text))", .red))
      case .printed(let text): print(style("  + \(escapingControls(text))", .green))
      }
    }
  }
}

extension NumberDifference {
  /// "line 3: recorded 0.5, printed 0.6: off by 0.1, allowed 0.0005".
  var words: String {
    let values = "line \(line): recorded \(recorded), printed \(printed)"
    // Whole numbers may differ where a Double doesn't tell them apart.
    guard difference.isFinite, difference > 0 else { return values }
    // As many digits as tell the two apart.
    let rounded = (3...17).lazy.map {
      (String(format: "%.\($0)g", difference), String(format: "%.\($0)g", allowed))
    }
    let shown = rounded.first { $0.0 != $0.1 } ?? ("\(difference)", "\(allowed)")
    return "\(values): off by \(shown.0), allowed \(shown.1)"
  }
}

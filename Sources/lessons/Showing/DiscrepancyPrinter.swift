import LessonEngine
import Terminals

/// Prints what a lesson's file says of a cell that is no longer so.
struct DiscrepancyPrinter {
  let lesson: Lesson
  let style: TerminalStyle

  func show(_ discrepancy: Discrepancy, of result: CellResult) {
    let cell = result.cell
    let line = cell.record?.lines.lowerBound ?? cell.codeLine
    let place = "\(shownPath(lesson.path)):\(line): cell \(cell.number)"
    switch discrepancy {
    case .output(let changes):
      print("\(place) prints something else than is recorded")
      for change in changes { show(change) }
    case .notRecorded:
      print("\(place) has no record; run 'swift run lessons record \(lesson.name)'")
    case .pictures(let recorded, let shown):
      print("\(place) shows other pictures than are recorded")
      for source in recorded where !shown.contains(source) { show(.recorded(source)) }
      for source in shown where !recorded.contains(source) { show(.printed(source)) }
    case .picture(let source, let words):
      print("\(place): \(source) is not as it is recorded: \(words)")
    case .failed:
      LessonPrinter(lesson, color: style.isColored ? .always : .never).show(result)
    }
  }

  private func show(_ change: LineChange) {
    switch change {
    case .same(let text): print("    \(escapingControls(text))")
    case .recorded(let text): print(style("  - \(escapingControls(text))", .red))
    case .printed(let text): print(style("  + \(escapingControls(text))", .green))
    }
  }
}

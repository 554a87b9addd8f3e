import Foundation
import LessonEngine

/// Something that shows a lesson as it is run.
protocol LessonView {
  /// The lesson begins.
  func begin()
  func show(_ blocks: [MarkdownBlock])
  func show(_ cell: Cell)
  func show(_ result: CellResult)
  /// The lesson is over, and the command will end so.
  func end(_ status: ExitStatus?)
}

/// Shows a lesson to scripts: an event a line.
struct LessonEventPrinter: LessonView {
  let lesson: Lesson

  func begin() { print(LessonEvent(lesson)) }
  func show(_ blocks: [MarkdownBlock]) { print(LessonEvent(blocks, in: lesson)) }
  func show(_ cell: Cell) { print(LessonEvent(cell)) }

  func show(_ result: CellResult) {
    for event in LessonEvent.events(of: result, in: lesson) { print(event) }
  }

  func end(_ status: ExitStatus?) {
    print(LessonEvent.end(exitCode: Int(status?.rawValue ?? 0)))
  }

  /// Each event goes out at once, so that who reads them can act on it.
  private func print(_ event: LessonEvent) {
    Swift.print(event.json)
    fflush(nil)
  }
}

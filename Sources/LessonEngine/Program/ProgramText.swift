/// A lesson's cells as one Swift program.
///
/// Each cell stands behind a `#sourceLocation`, so that whatever the compiler or a crash says
/// points at the line of the lesson, and each is preceded by a call that waits for the runner.
struct ProgramText {
  let text: String

  /// The program of these cells, which belong to the lesson at `path`.
  init(_ cells: [Cell], path: String) {
    var text = "import Loupe\nLessonProgram.start()\n"
    for cell in cells {
      text += "LessonProgram.cell(\(cell.number))\n"
      text += Self.located(cell, path: path)
      text += "#sourceLocation()\n"
    }
    self.text = text + "LessonProgram.finish()\n"
  }

  /// A cell's code with its place in the lesson before it.
  static func located(_ cell: Cell, path: String) -> String {
    let quoted = path.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    let code = cell.code.hasSuffix("\n") || cell.code.isEmpty ? cell.code : cell.code + "\n"
    return "#sourceLocation(file: \"\(quoted)\", line: \(cell.codeLine))\n" + code
  }
}

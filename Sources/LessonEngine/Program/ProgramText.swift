/// A lesson's cells as one Swift program.
///
/// Each cell stands behind a `#sourceLocation`, so that whatever the compiler or a crash says
/// points at the line of the lesson, and each is preceded by a call that waits for the runner. A cell
/// with a scope of its own stands between braces.
struct ProgramText {
  /// What the program calls the lesson's file. The real path may have characters that the compiler
  /// doesn't give back as they are, and isn't the program's business; the runner puts it in.
  static let path = "/lesson/README.md"

  let text: String

  /// The program of these cells.
  init(_ cells: [Cell]) {
    var text = "import Loupe\nLessonProgram.start()\n"
    for cell in cells {
      text += "LessonProgram.cell(\(cell.number))\n"
      text += cell.options.hasOwnScope ? "do {\n" : ""
      text += Self.located(cell)
      text += "#sourceLocation()\n"
      text += cell.options.hasOwnScope ? "}\n" : ""
    }
    self.text = text + "LessonProgram.finish()\n"
  }

  /// A cell's code with its place in the lesson before it.
  static func located(_ cell: Cell) -> String {
    let code = cell.code.hasSuffix("\n") || cell.code.isEmpty ? cell.code : cell.code + "\n"
    return "#sourceLocation(file: \"\(path)\", line: \(cell.codeLine))\n" + code
  }
}

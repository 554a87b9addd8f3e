extension Lesson {
  /// The cells as one Swift file for an editor, in order, each under a mark with its number and line.
  ///
  /// Cells that don't run in the lesson, or are meant to fail, are comments.
  public var swiftFile: String {
    var file = """
      // \(frontMatter.title)
      //
      // The cells of the lesson \(name), one program. It imports Loupe: in a package that depends on Loupe
      // it can be the main.swift of an executable.

      import Loupe

      """
    for cell in cells {
      file += "\n// MARK: Cell \(cell.number), line \(cell.codeLine)\n"
      let lines = cell.code.split(separator: "\n", omittingEmptySubsequences: false)
      let code = cell.code.hasSuffix("\n") ? lines.dropLast() : lines[...]
      if cell.options.isNotRun || cell.options.fails {
        file += "// \(cell.options.fails ? "It is meant to fail" : "It isn't run"):\n"
        file += code.map { $0.isEmpty ? "//\n" : "// \($0)\n" }.joined()
      } else {
        let text = code.map { $0 + "\n" }.joined()
        file += cell.options.hasOwnScope ? "do {\n\(text)}\n" : text
      }
    }
    return file
  }
}

/// A name that is declared twice in a lesson: the cells are one program.
struct Redeclaration {
  private let diagnostic: Diagnostic
  private let firstLine: Int?

  /// The compiler's error at the second declaration, and the line of the first one where it is known.
  init(_ diagnostic: Diagnostic, firstAt firstLine: Int?) {
    self.diagnostic = diagnostic
    self.firstLine = firstLine
  }

  /// The same error in words that say what to do, with both places.
  func told(in lesson: Lesson) -> Diagnostic {
    guard let name = diagnostic.message.split(separator: "'").dropFirst().first, let firstLine,
      let first = lesson.cell(atLine: firstLine), let second = lesson.cell(atLine: diagnostic.line)
    else { return diagnostic }
    let place = "line \(firstLine)"
    let words =
      first.number == second.number
      ? "'\(name)' is declared in this cell already, in \(place). Give one of the two another name"
      : "'\(name)' is declared already, in \(place), in cell \(first.number). To give it a new value, "
        + "leave out 'let' or 'var'; or take another name; or give this cell a scope of its own: "
        + "```swift scope"
    return Diagnostic(
      path: diagnostic.path, line: diagnostic.line, column: diagnostic.column,
      severity: diagnostic.severity, message: words, excerpt: diagnostic.excerpt)
  }
}

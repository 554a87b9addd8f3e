/// Something that the compiler said about a line.
public struct Diagnostic: Sendable, Equatable {
  /// How bad it is, in the compiler's word.
  public enum Severity: String, Sendable {
    /// It can't be compiled; it can, but may be a mistake; it says more about the one before.
    case error, warning, note
  }

  /// The file as the compiler named it: an absolute path.
  public let path: String
  /// The line, counted from 1. In a lesson it is the Markdown file's.
  public let line: Int
  /// The column of the line, counted from 1.
  public let column: Int
  /// How bad it is.
  public let severity: Severity
  /// What the compiler said, on one line.
  public let message: String
  /// The line of code, and the mark under it, as the compiler printed them.
  public let excerpt: [String]

  /// Something that was said about a line.
  package init(
    path: String, line: Int, column: Int, severity: Severity, message: String,
    excerpt: [String] = []
  ) {
    (self.path, self.line, self.column) = (path, line, column)
    (self.severity, self.message, self.excerpt) = (severity, message, excerpt)
  }

  /// `Lessons/03-convolution/README.md:57:9: error: …` and the excerpt.
  public var description: String {
    (["\(shownPath(path)):\(line):\(column): \(severity.rawValue): \(message)"] + excerpt)
      .joined(separator: "\n")
  }

  /// As the compiler printed it, to be read again.
  var compilerOutput: String {
    (["\(path):\(line):\(column): \(severity.rawValue): \(message)"] + excerpt)
      .joined(separator: "\n")
  }

  /// The same at the same line of another file, with some words added.
  package func moved(to path: String, adding words: String = "") -> Diagnostic {
    Diagnostic(
      path: path, line: line, column: column, severity: severity, message: message + words,
      excerpt: excerpt)
  }

  /// Reads what the compiler printed in its `llvm` style: `path:line:column: severity: message`,
  /// followed by the excerpt.
  package static func read(_ output: String) -> [Diagnostic] {
    var result: [Diagnostic] = []
    var excerpt: [String] = []
    func finished(_ diagnostic: Diagnostic) -> Diagnostic {
      Diagnostic(
        path: diagnostic.path, line: diagnostic.line, column: diagnostic.column,
        severity: diagnostic.severity, message: diagnostic.message, excerpt: excerpt)
    }
    for line in output.split(separator: "\n", omittingEmptySubsequences: false) {
      if let match = line.wholeMatch(of: /(.+?):(\d+):(\d+): (error|warning|note): (.*)/) {
        if let last = result.popLast() { result.append(finished(last)) }
        excerpt = []
        result.append(
          Diagnostic(
            path: String(match.1), line: Int(match.2) ?? 0, column: Int(match.3) ?? 0,
            severity: Severity(rawValue: String(match.4)) ?? .error, message: String(match.5),
            excerpt: []))
      } else if !line.isEmpty {
        excerpt.append(String(line))
      }
    }
    if let last = result.popLast() { result.append(finished(last)) }
    return result
  }
}

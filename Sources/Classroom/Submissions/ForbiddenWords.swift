import LessonEngine

/// What a student's file may not say, because it reaches around the function that is asked for: into the
/// symbols of the program, its start, or the places that messages name.
///
/// Words that nobody needs are refused wherever they stand, in a comment too: so there is no way to hide one.
/// Attributes that are ordinary words are looked for in the code; what can be done with one that is hidden shows in
/// the object file (`ObjectFile`).
enum ForbiddenWords {
  private static let anywhere = [
    "_cdecl", "_silgen_name", "_section", "_extern", "_expose", "_used", "_alwaysEmitIntoClient",
    "_implementationOnly", "_exported", "_weakLinked", "_originallyDefinedIn", "_spi",
    "_dynamicReplacement", "sourceLocation", "externalMacro",
  ]
  private static let attributes = ["c", "section", "used", "main", "implementation", "extern"]

  /// How many are told: who has one needs no more.
  private static let most = 5

  /// What stands in the text and may not, each with its line.
  static func found(in text: String, path: String) -> [Diagnostic] {
    let words = SourceLines(text).lines.lazy.map(\.text).enumerated().compactMap { index, line in
      word(in: line).map { diagnostic($0, path: path, line: index + 1) }
    }
    let inText = Array(words.prefix(most))
    if !inText.isEmpty { return inText }
    let bare = BareCode(text).lines.lazy.enumerated().compactMap { index, line in
      attribute(in: line).map { diagnostic("@\($0)", path: path, line: index + 1) }
    }
    return Array(bare.prefix(most))
  }

  private static func word(in line: String) -> String? {
    // The marks that these words have in common; most lines have none.
    guard line.contains("_") || line.contains("sourceLocation") || line.contains("externalMacro")
    else { return nil }
    return anywhere.first { line.contains($0) && hasWord($0, in: line) }
  }

  private static func hasWord(_ word: String, in line: String) -> Bool {
    line.ranges(of: word).contains { range in
      let before = line[..<range.lowerBound].last
      let after = line[range.upperBound...].first
      return ![before, after].contains {
        $0.map { $0.isLetter || $0.isNumber || $0 == "_" } ?? false
      }
    }
  }

  private static func attribute(in line: String) -> String? {
    guard line.contains("@") else { return nil }
    return line.matches(of: #/@\s*`?([A-Za-z_][A-Za-z_0-9]*)/#).lazy.map { String($0.1) }
      .first(where: attributes.contains)
  }

  private static func diagnostic(_ word: String, path: String, line: Int) -> Diagnostic {
    Diagnostic(
      path: path, line: line, column: 1, severity: .error,
      message: "\(word) can't stand in an exercise; the functions that are asked for don't need it")
  }
}

import Foundation

/// The results.json of an Exercism test runner, in version 3.
///
/// The website shows the first test that failed, so they stay in the judge's order. Where the status is `error` it
/// shows the message alone.
struct ExercismReport: Encodable {
  let version = 3
  let status: Outcome
  let message: OrNull<String>
  let tests: [Test]

  struct Test: Encodable {
    let name: String
    let status: Outcome
    let message: OrNull<String>
    /// What the student's functions printed, and nothing else.
    let output: OrNull<String>
  }

  /// The most characters that the website takes.
  private static let longestMessage = 65_535
  private static let longestOutput = 500

  init(_ report: Report) {
    status = report.outcome
    guard status == .error else {
      message = OrNull(nil)
      tests = report.grades.flatMap { grade in
        grade.tests.map { Test($0, named: report.name(of: $0, in: grade), in: grade) }
      }
      return
    }
    // Long paths first: one may be the end of another.
    let files = Set(report.grades.map(\.file)).sorted { ($1.count, $0) < ($0.count, $1) }
    let words = files.reduce(report.messageForStudent ?? "no test was run") {
      Self.shortening($1, in: $0)
    }
    message = OrNull(cutInTheMiddle(words, to: Self.longestMessage))
    tests = []
  }

  func text() throws -> String { try reportText() }

  /// The words with a student's path as Exercism wants it: `<solution-dir>/Slide.swift`.
  fileprivate static func shortening(_ path: String, in words: String) -> String {
    guard !path.isEmpty else { return words }
    func belongsToPath(_ character: Character) -> Bool {
      character.isLetter || character.isNumber || "/._-".contains(character)
    }
    let short = "<solution-dir>/" + (path as NSString).lastPathComponent
    var (shortened, rest) = ("", words[...])
    while let range = rest.firstRange(of: path) {
      let before =
        range.lowerBound > words.startIndex ? words[words.index(before: range.lowerBound)] : " "
      let after = rest[range.upperBound...].first ?? " "
      let isPath = !belongsToPath(before) && (after == "." || !belongsToPath(after))
      shortened += rest[..<range.lowerBound] + (isPath ? short : String(rest[range]))
      rest = rest[range.upperBound...]
    }
    return shortened + rest
  }

  /// The text, cut as Exercism says.
  fileprivate static func output(_ text: String) -> String {
    guard text.unicodeScalars.count > longestOutput else { return text }
    let note = "\nOutput was truncated. Please limit to 500 chars"
    return String(text.unicodeScalars.prefix(longestOutput - note.count)) + note
  }
}

extension ExercismReport.Test {
  fileprivate init(_ test: TestResult, named name: String, in grade: Grade) {
    (self.name, status) = (name, test.outcome)
    let words = ExercismReport.shortening(grade.file, in: grade.words(for: test))
    message = OrNull(words.isEmpty || test.passed ? nil : words)
    let printed = test.printedForStudent
    output = OrNull(printed.isEmpty ? nil : ExercismReport.output(printed))
  }
}

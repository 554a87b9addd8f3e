public import LessonEngine

/// The places of a starter that students fill in.
///
/// Such a place is a line with a comment `// YOUR TURN`, beside a placeholder that compiles:
///
///     let height = 1  // YOUR TURN: how many rows has the answer?
///
/// It is filled in as soon as the code before the comment is another; the comment may stay.
public struct Blanks {
  /// What marks them.
  public static let mark = "// YOUR TURN"

  /// The code of the starter's lines with the mark, as it stands there.
  private let placeholders: Set<String>

  /// How many there are.
  public let count: Int

  /// Those of this starter.
  public init(starter: String) {
    let marked = Self.marked(starter)
    count = marked.count
    placeholders = Set(marked.map(\.code))
  }

  /// The lines of a student's file, counted from 1, in which nothing has been filled in yet.
  public func unfilled(in text: String) -> [Int] {
    Self.marked(text).filter { placeholders.contains($0.code) }.map(\.number)
  }

  /// The lines with the mark: the number of each, and the code before the mark, with single blanks between
  /// its words.
  static func marked(_ text: String) -> [(number: Int, code: String)] {
    SourceLines(text).lines.enumerated().compactMap { index, line in
      line.text.firstRange(of: mark).map { found in
        let words = line.text[..<found.lowerBound].split(whereSeparator: \.isWhitespace)
        return (index + 1, words.joined(separator: " "))
      }
    }
  }
}

extension Exercise {
  /// The places of its starter that students fill in.
  ///
  /// - Throws: `LessonError` where the starter can't be read.
  public func blanks() throws(LessonError) -> Blanks {
    Blanks(starter: try textOfFile(starter, calling: "starter").text)
  }
}

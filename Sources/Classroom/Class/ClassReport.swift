import Foundation
public import LessonEngine

/// A table of what a class has earned: a line a student and exercise.
public struct ClassReport: Equatable, Sendable {
  /// A line of it.
  public struct Row: Equatable, Sendable {
    /// Who handed the file in.
    public var student: String
    /// The exercise: `03-convolution/valid-convolution`.
    public var exercise: String
    /// What was earned.
    public var points: Int
    /// What could be earned.
    public var of: Int
    /// What became of the file: `complete`, `partly`, `nothing`, `refused`, `missing`, `unreadable`, `judge failed` or
    /// `not graded`.
    public var status: String
    /// What random inputs followed from; nil where nothing was called.
    public var seed: UInt64?

    /// A line.
    public init(
      student: String, exercise: String, points: Int, of: Int, status: String, seed: UInt64?
    ) {
      (self.student, self.exercise) = (student, exercise)
      (self.points, self.of, self.status, self.seed) = (points, of, status, seed)
    }
  }

  /// The lines, in the order of the class's list.
  public var rows: [Row]

  /// A table of these lines.
  public init(_ rows: [Row]) { self.rows = rows }

  private static let columns = ["student", "exercise", "points", "of", "status", "seed"]

  /// What random inputs follow from, where it is the same in all lines.
  public var seed: UInt64? {
    let seeds = Set(rows.compactMap(\.seed))
    return seeds.count == 1 ? seeds.first : nil
  }

  /// The table as text, with commas between its fields.
  public var text: String {
    CommaSeparatedText.line(Self.columns)
      + rows.map { row in
        CommaSeparatedText.line(
          [Self.safe(row.student), Self.safe(row.exercise), "\(row.points)", "\(row.of)"]
            + [row.status, row.seed.map { "\($0)" } ?? ""])
      }.joined()
  }

  /// A spreadsheet takes a text that begins so for a formula, and students choose their files' names.
  private static let formulaSigns = "=+-@＝＋－＠".unicodeScalars

  private static func safe(_ text: String) -> String {
    beginsAsFormula(text[...]) ? "'\(text)" : text
  }

  private static func unsafe(_ text: String) -> String {
    text.hasPrefix("'") && beginsAsFormula(text.dropFirst()) ? String(text.dropFirst()) : text
  }

  private static func beginsAsFormula(_ text: Substring) -> Bool {
    text.unicodeScalars.first { !$0.properties.isWhitespace }.map(formulaSigns.contains) == true
  }

  /// Reads a table that was written so.
  ///
  /// - Throws: `LessonError` where it can't be read or isn't one.
  public init(readingFrom path: String) throws(LessonError) {
    let (text, path) = try textOfFile(path, calling: "report")
    let rows: [(line: Int, fields: [String])]
    do throws(CommaSeparatedText.ReadingError) {
      rows = try CommaSeparatedText.rows(text)
    } catch {
      throw LessonError(path: path, line: error.line, error.description)
    }
    guard rows.first?.fields == Self.columns else {
      throw LessonError(
        path: path, line: 1,
        "this is no report of grades: its first line isn't \(Self.columns.joined(separator: ","))")
    }
    self.rows = []
    for (line, fields) in rows.dropFirst() {
      guard fields.count == Self.columns.count, let points = Int(fields[2]),
        let of = Int(fields[3]),
        fields[5].isEmpty || UInt64(fields[5]) != nil
      else {
        throw LessonError(
          path: path, line: line, "this isn't a line of a report; was the file changed by hand?")
      }
      self.rows.append(
        Row(
          student: Self.unsafe(fields[0]), exercise: Self.unsafe(fields[1]), points: points, of: of,
          status: fields[4], seed: UInt64(fields[5])))
    }
  }

  /// Puts the table into a file, at once and whole.
  ///
  /// - Throws: the file system's error.
  public func write(to path: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
  }

  /// Tables of parts of a class, joined, by student and exercise.
  ///
  /// - Throws: `Contradiction` where two of them say different things of the same work.
  public init(joining reports: [ClassReport]) throws(Contradiction) {
    var found: [[String]: Row] = [:]
    for row in reports.flatMap(\.rows) {
      if let other = found[row.key], other != row {
        throw Contradiction(student: row.student, exercise: row.exercise)
      }
      found[row.key] = row
    }
    rows = found.values.sorted { $0.key.lexicographicallyPrecedes($1.key) }
  }

  /// Whether there is a line for the same student and exercise.
  public func has(_ row: Row) -> Bool { rows.contains { $0.key == row.key } }

  /// Those of a class's files of which the table says nothing.
  public func missing(of entries: [ClassEntry]) -> [ClassEntry] {
    let known = Set(rows.map(\.key))
    return entries.filter { !known.contains([$0.student, $0.exercise]) }
  }

  /// Two tables say different things.
  public struct Contradiction: Error, Equatable, CustomStringConvertible {
    let student: String
    let exercise: String

    public var description: String {
      "two reports say different things of \(student) in \(exercise); which of them is right?"
    }
  }

  /// Somebody who has other points in another report.
  public struct Change: Equatable, Sendable {
    /// What the older one says.
    public let before: Row
    /// What the newer one says.
    public let after: Row
  }

  /// Who has other points, or another status, than in an older report.
  public func changes(since old: ClassReport) -> [Change] {
    let before = Dictionary(old.rows.map { ($0.key, $0) }) { first, _ in first }
    return rows.compactMap { row in
      before[row.key].flatMap {
        ($0.points, $0.of, $0.status) == (row.points, row.of, row.status)
          ? nil : Change(before: $0, after: row)
      }
    }
  }
}

extension ClassReport.Row {
  fileprivate var key: [String] { [student, exercise] }
}

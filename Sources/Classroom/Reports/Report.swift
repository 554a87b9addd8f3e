import Foundation

/// Grades, as other programs read them.
///
/// What a student's program printed may be made to do harm where it is shown, so all texts of a report are made
/// harmless first, in every format: see `harmless(_:)`.
public struct Report: Sendable, Equatable {
  /// The grades, in the order in which they were given.
  public let grades: [Grade]

  /// A report of the grades of one file or of many.
  public init(_ grades: [Grade]) { self.grades = grades.map(\.withHarmlessTexts) }

  /// The report in a format, without a line feed at its end.
  ///
  /// - Throws: `ReportError` where the format can't say it.
  public func text(as format: ReportFormat) throws -> String {
    switch format {
    case .json: return try JSONReport(self).text()
    case .junit: return JUnitReport(self).text()
    case .gradescope:
      try requireOneStudent(format)
      return try GradescopeReport(self).text()
    case .githubClassroom:
      try requireOneStudent(format)
      return try GitHubClassroomReport.line(for: self)
    case .exercism:
      try requireOneStudent(format)
      return try ExercismReport(self).text()
    }
  }

  private func requireOneStudent(_ format: ReportFormat) throws(ReportError) {
    if Set(grades.compactMap(\.student)).count > 1 { throw .severalStudents(format) }
  }
}

extension Encodable {
  /// What every format of JSON has in common: stable, and readable for people.
  func reportText() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }
}

/// A value, or null: with this every object of a kind has the same keys.
struct OrNull<Value: Encodable & Sendable & Equatable>: Encodable, Sendable, Equatable {
  let value: Value?

  init(_ value: Value?) { self.value = value }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if let value { try container.encode(value) } else { try container.encodeNil() }
  }
}

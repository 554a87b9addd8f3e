import Foundation
public import LessonEngine

/// The files that a class has handed in.
public struct ClassList: Sendable {
  /// The files, and the lack of files, by student and exercise.
  public let entries: [ClassEntry]
  /// Files that are for no exercise, which nobody grades.
  public let leftOver: [String]
  /// Students with a folder and no file for any exercise.
  public let withoutFiles: [String]

  /// Finds the exercise that a word names: `valid-convolution`, `03/valid-convolution`, or the whole of it.
  public typealias Lookup = (_ word: String) -> String?

  /// The files in a folder: `<student>/<exercise>.swift`, or `<student>.swift` where there is just one exercise.
  ///
  /// - Parameters:
  ///   - folder: the folder.
  ///   - wanted: the exercises that are graded; all for which there are files, if it is empty. Who has handed in
  ///     nothing for one of them is listed without a file.
  ///   - lookup: finds the exercise of a file's name.
  /// - Throws: `LessonError` where the folder can't be read.
  public init(
    folder: String, wanted: [String], lookup: Lookup
  ) throws(LessonError) {
    let names = try Self.names(in: folder)
    var entries: [ClassEntry] = []
    var leftOver: [String] = []
    var withoutFiles: [String] = []
    for name in names where !name.hasPrefix(".") {
      let path = "\(folder)/\(name)"
      if Self.isFolder(path) {
        let (files, others) = try Self.files(in: path, student: name, lookup)
        entries += files.filter { wanted.isEmpty || wanted.contains($0.exercise) }
        leftOver += others
        if files.isEmpty { withoutFiles.append(name) }
        for exercise in wanted where !files.contains(where: { $0.exercise == exercise }) {
          entries.append(ClassEntry(student: name, exercise: exercise, path: nil))
        }
      } else if let student = name.withoutSwiftSuffix, wanted.count == 1,
        !names.contains(student)
      {
        entries.append(ClassEntry(student: student, exercise: wanted[0], path: path))
      } else {
        leftOver.append(path)
      }
    }
    (self.entries, self.leftOver) = (entries, leftOver)
    self.withoutFiles = withoutFiles
  }

  /// The files in a table with the columns student, exercise and path; paths are from where the table lies.
  ///
  /// - Parameters:
  ///   - table: the table's path.
  ///   - wanted: the exercises that are graded; all that it lists, if it is empty. Who has no line for one of them
  ///     is listed without a file.
  ///   - lookup: finds the exercise of a word.
  /// - Throws: `LessonError` where it can't be read or isn't such a table.
  public init(table: String, wanted: [String], lookup: Lookup) throws(LessonError) {
    let (text, path) = try textOfFile(table, calling: "table")
    let rows: [(line: Int, fields: [String])]
    do throws(CommaSeparatedText.ReadingError) {
      rows = try CommaSeparatedText.rows(text)
    } catch {
      throw LessonError(path: path, line: error.line, error.description)
    }
    let head = (rows.first?.fields ?? []).map {
      $0.trimmingCharacters(in: .whitespaces).lowercased()
    }
    guard let student = head.firstIndex(of: "student"),
      let exercise = head.firstIndex(of: "exercise"),
      let file = head.firstIndex(of: "path")
    else {
      throw LessonError(
        path: path, line: 1,
        "the first line of the table must name its columns: student,exercise,path")
    }
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    var entries: [ClassEntry] = []
    for row in rows.dropFirst() {
      guard row.fields.count == head.count else {
        throw LessonError(
          path: path, line: row.line,
          "the line has \(row.fields.count) fields, and the first line names \(head.count) columns")
      }
      guard let found = lookup(row.fields[exercise]) else {
        throw LessonError(
          path: path, line: row.line, "the course has no exercise '\(row.fields[exercise])'")
      }
      let name = row.fields[file]
      guard !entries.contains(where: { $0.student == row.fields[student] && $0.exercise == found })
      else {
        throw LessonError(
          path: path, line: row.line,
          "\(row.fields[student]) has a line for \(found) already; which of them counts?")
      }
      entries.append(
        ClassEntry(
          student: row.fields[student], exercise: found,
          path: name.isEmpty ? nil : URL(fileURLWithPath: name, relativeTo: folder).path))
    }
    let students = entries.map(\.student)
    if !wanted.isEmpty { entries.removeAll { !wanted.contains($0.exercise) } }
    for (index, student) in students.enumerated() where !students[..<index].contains(student) {
      for exercise in wanted
      where !entries.contains(where: { $0.student == student && $0.exercise == exercise }) {
        entries.append(ClassEntry(student: student, exercise: exercise, path: nil))
      }
    }
    (self.entries, leftOver, withoutFiles) = (entries, [], [])
  }

  private static func names(in folder: String) throws(LessonError) -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    } catch {
      throw LessonError(path: folder, "the folder can't be read: \(systemWords(error))")
    }
  }

  private static func files(
    in folder: String, student: String, _ lookup: Lookup
  ) throws(LessonError) -> (entries: [ClassEntry], leftOver: [String]) {
    let names = try Self.names(in: folder)
    var entries: [ClassEntry] = []
    var leftOver: [String] = []
    for name in names where !name.hasPrefix(".") {
      if let exercise = name.withoutSwiftSuffix.flatMap(lookup) {
        entries.append(ClassEntry(student: student, exercise: exercise, path: "\(folder)/\(name)"))
      } else {
        leftOver.append("\(folder)/\(name)")
      }
    }
    return (entries, leftOver)
  }

  /// Whether a path is a folder itself, and no link to one: a link could lead anywhere.
  private static func isFolder(_ path: String) -> Bool {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return attributes?[.type] as? FileAttributeType == .typeDirectory
  }
}

extension String {
  fileprivate var withoutSwiftSuffix: String? {
    hasSuffix(".swift") && count > 6 ? String(dropLast(6)) : nil
  }
}

import ArgumentParser
import Classroom
import Foundation
import LessonEngine

/// How grades are written: for people, or for a program that reads them.
enum GradeFormat: Equatable, ExpressibleByArgument {
  case text
  case report(ReportFormat)

  init?(argument: String) {
    if argument == "text" {
      self = .text
    } else if let format = ReportFormat(rawValue: argument) {
      self = .report(format)
    } else {
      return nil
    }
  }

  static var allValueStrings: [String] { ["text"] + ReportFormat.allCases.map(\.rawValue) }
}

/// Writes grades where a person wants them.
struct GradeOutput {
  let format: ReportFormat
  /// The file; standard output, if it is nil.
  let path: String?

  /// Writes the grades. A line for GitHub is put behind what is in the file, as that platform wants it; any other
  /// report replaces the file, at once and whole.
  func write(_ grades: [Grade]) throws {
    let text: String
    do {
      text = try Report(grades).text(as: format) + "\n"
    } catch let error as ReportError {
      throw ExitStatus.malformed.saying(error.description)
    }
    guard let path else { return print(text, terminator: "") }
    try tellingFileErrors("\(shownPath(path)) can't be written") {
      let url = URL(fileURLWithPath: path)
      if format == .githubClassroom, let file = try? FileHandle(forWritingTo: url) {
        try file.seekToEnd()
        try file.write(contentsOf: Data(text.utf8))
        try file.close()
      } else {
        try Data(text.utf8).write(to: url, options: .atomic)
      }
    }
  }
}

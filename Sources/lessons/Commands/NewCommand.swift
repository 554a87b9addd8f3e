import ArgumentParser
import Foundation
import LessonEngine
import Terminals

struct NewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Begin a lesson: one that runs, for you to change.",
    discussion: """
      'lessons new 24-my-topic' makes a lesson of the course; with a slash in it, as in \
      path/to/my-topic, the name is the path of a folder anywhere. The new lesson is run once, and \
      what its cells print is recorded in it.
      """)

  @Argument(help: "The lesson's name, as in 24-my-topic, or the path of its folder.")
  var name: String

  func run() async throws {
    let wanted = try NewLessonPlace(name)
    let library = try findLibrary()
    // It becomes a lesson beside the build and is put in its place when it is one.
    let scratch = try await tellingToolchainErrors { try ScratchFolder(library) }
    let folder = "\(scratch.path)/\(wanted.name.text)"
    try await tellingToolchainErrors {
      try await Messages.working("running \(wanted.name.text)") {
        try await Self.record(
          LessonTemplate(wanted.name, requires: wanted.requires), in: folder, library)
      }
    }
    try tellingFileErrors("\(shownPath(wanted.folder)) could not be made") {
      try LessonPlacement.copy(folder, to: wanted.folder)
    }
    print("\(escapingControls(shownPath(wanted.folder)))/README.md")
    print("  swift run lessons \(wanted.word)")
    print("  swift run lessons record \(wanted.word)")
  }

  /// Writes the lesson, runs it and records it.
  private static func record(
    _ template: LessonTemplate, in folder: String, _ library: LessonLibrary
  ) async throws {
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true)
    let path = "\(folder)/README.md"
    try Data(template.text.utf8).write(to: URL(fileURLWithPath: path))
    let lesson = try Lesson(readingFrom: path)
    let run = try await FinishedRun.of(lesson, library)
    guard ExitStatus(run.results) == nil else {
      let words = run.results.compactMap { $0.failureWords(in: lesson) }.joined(separator: "\n")
      throw ToolchainError.brokenCompiler("a new lesson doesn't run:\n\(words)")
    }
    _ = try LessonRecorder(lesson, results: run.results).write()
  }
}

/// Where a new lesson is to be, once it is known that it can be there.
private struct NewLessonPlace {
  let name: LessonName
  /// The absolute path of its folder.
  let folder: String
  /// The lessons that its readers should know.
  let requires: [String]
  /// What one types to name it.
  let word: String

  init(_ text: String) throws {
    let url = URL(fileURLWithPath: text).standardizedFileURL
    let isPath = text.contains("/")
    let parent = url.deletingLastPathComponent().resolvingSymlinksInPath().path
    let around = isPath ? CourseLookup.find() : try CourseLookup()
    let course = around?.course
    let isInCourse = !isPath || parent == course?.folder
    do throws(LessonName.Fault) {
      name = try LessonName(
        isPath ? url.lastPathComponent : text, isInCourse ? .inCourse : .elsewhere)
    } catch {
      throw Self.refusal(error.description)
    }
    folder = isInCourse ? "\(course?.folder ?? parent)/\(name.text)" : url.path
    guard !FileManager.default.fileExists(atPath: folder) else {
      throw Self.refusal("\(shownPath(folder)) is there already; choose another name")
    }
    guard isInCourse, let course else {
      requires = []
      let path = shownPath(folder)
      word = (path.contains("/") ? path : "./\(path)").quotedForShell
      return
    }
    let (text, number) = (name.text, name.number)
    if let other = course.names.first(where: { LessonName.number(of: $0) == number }) {
      throw Self.refusal("\(other) has the number \(text.prefix(2)) already; choose another one")
    }
    requires = course.names.last { $0 < text }.map { [$0] } ?? []
    word = text
  }

  private static func refusal(_ words: String) -> ExitCode {
    Messages.error(words)
    return ExitStatus.malformed.code
  }
}

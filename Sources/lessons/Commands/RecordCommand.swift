import ArgumentParser
import Foundation
import LessonEngine

struct RecordCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "record",
    abstract: "Run lessons and write into their files what they print and show.",
    discussion: """
      The prose stays byte for byte, and so does every record that still agrees. A lesson in which \
      a cell fails is not recorded.
      """)

  @Argument(
    help: "The lessons, by name or path; all of the course, if none is named.",
    completion: .lessons)
  var lessons: [String] = []

  @OptionGroup var color: ColorOption

  func run() async throws {
    let words = lessons.isEmpty ? try CourseLookup().course.names : lessons
    let library = try findLibrary()
    var worst: ExitStatus?
    for lesson in try words.map(CourseLookup.lesson(named:)) {
      // Its pictures are compared, so it has to last until then.
      let run = try await tellingToolchainErrors {
        try await Messages.working("running \(lesson.name)") {
          try await FinishedRun.of(lesson, library)
        }
      }
      defer { withExtendedLifetime(run) {} }
      let results = run.results
      if let status = ExitStatus(results) {
        for result in results where !result.isRight { FailedCell(result, of: lesson).tell() }
        Messages.error("\(lesson.name) was not recorded, because a cell in it failed")
        worst = ExitStatus.worse(worst, status)
        continue
      }
      do {
        let isChanged = try LessonRecorder(lesson, results: results).write()
        print("\(lesson.name): \(isChanged ? "recorded" : "is as recorded; nothing was changed")")
      } catch let error as LessonError {
        Messages.error(error.description)
        worst = ExitStatus.worse(worst, .malformed)
      } catch {
        Messages.error(
          "\(shownPath(lesson.path)) could not be written: \(systemWords(error))")
        worst = ExitStatus.worse(worst, .malformed)
      }
    }
    if let worst { throw worst.code }
  }
}

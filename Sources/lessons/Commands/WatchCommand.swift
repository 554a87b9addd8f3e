import ArgumentParser
import Foundation
import LessonEngine
import Terminals

struct WatchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch",
    abstract: "Run a lesson, and run it again each time its file is saved.",
    discussion: """
      The first time the whole lesson is shown; after that only what has changed: prose and cells \
      that are new, and cells that now do something else. Saving while a cell runs ends it. \
      Ctrl-C ends watching.
      """)

  @Argument(help: "The lesson; your copy of it, if there is one.", completion: .lessons)
  var lesson: String

  @OptionGroup var color: ColorOption

  func run() async throws {
    let (lesson, _) = try CourseLookup.lessonToRun(lesson)
    let library = try findLibrary()
    let options = LessonRun.Options(figures: "\(library.stateFolder)/\(lesson.name)")
    try await tellingToolchainErrors {
      try await LessonWatch(lesson, library: library, options: options, color: color.color).watch()
    }
  }
}

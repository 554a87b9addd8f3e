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
      that are new, and cells that now do something else. Saving while a cell runs ends it; \
      q ends watching.
      """)

  @Argument(help: "The lesson; your copy of it, if there is one.", completion: .lessons)
  var lesson: String

  @Flag(help: "Show the value of each line of a cell beside it.")
  var values = false

  @OptionGroup var color: ColorOption

  @OptionGroup var images: ImagesOption

  func run() async throws {
    let (lesson, _) = try CourseLookup.lessonToRun(lesson)
    let library = try findLibrary()
    var options = LessonRun.Options(figures: "\(library.stateFolder)/\(lesson.name)")
    options.notesValues = values
    // The terminal is asked for what it can show before keys are read from it.
    let images = images.found(color: color.color)
    let watch = LessonWatch(lesson, library: library, options: options) { [color, values] lesson in
      LessonPrinter(
        lesson, color: color.color, images: images, showing: values ? .withValues : .beforeItRuns)
    }
    try await tellingToolchainErrors { try await watch.watch() }
  }
}

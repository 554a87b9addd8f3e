import ArgumentParser
import Classroom
import Foundation
import LessonEngine
import Terminals

struct WatchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch",
    abstract: "Run a lesson, or grade an exercise, again each time its file is saved.",
    discussion: """
      The first time the whole lesson is shown; after that only what has changed: prose and cells \
      that are new, and cells that now do something else. Saving while a cell runs ends it; \
      q ends watching.

      With --grade it is an exercise, and your file for it is graded each time you save it.
      """)

  @Argument(
    help: "The lesson; your copy of it, if there is one. With --grade the exercise, or a file.",
    completion: .exercises)
  var lesson: String

  @Flag(help: "Grade an exercise instead of running a lesson.")
  var grade = false

  @Flag(help: "Show the value of each line of a cell beside it.")
  var values = false

  @OptionGroup var walls: SandboxOption

  @OptionGroup var color: ColorOption

  @OptionGroup var images: ImagesOption

  func run() async throws {
    if grade { return try await watchGrade() }
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

  private func watchGrade() async throws {
    let assignments = try AssignedWork(exercise: nil).assignments([lesson])
    guard assignments.count == 1 else {
      throw ExitStatus.malformed.saying(
        "'\(lesson)' has several exercises; watch one of them, as in 03/valid-convolution")
    }
    let library = try findLibrary()
    // One seed for all the while: who mends a case wants to see that case again.
    let grading = AssignmentGrading(
      library: library, sandbox: try await walls.sandbox(library), seed: .random(in: 0...9_999_999))
    let watch = GradeWatch(
      assignments[0], grading: grading, printer: GradePrinter(color: color.color))
    try await tellingToolchainErrors { try await watch.watch() }
  }
}

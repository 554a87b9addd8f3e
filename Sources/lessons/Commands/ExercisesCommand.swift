import ArgumentParser
import Classroom
import Foundation
import LessonEngine
import Terminals

struct ExercisesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "exercises",
    abstract: "List the exercises, and what you have earned.",
    usage: "lessons exercises [<lesson>] [--author] [--require-sandbox] [--color <choice>]",
    discussion: """
      With --author each exercise is proved from both sides: as given it earns nothing, its solution \
      earns all points, and each wrong solution fails just the tests that its README.md names. What \
      there is to mend is told with its file, and the exit code is 2.
      """)

  @Argument(help: "A lesson; all, if none is named.", completion: .lessons)
  var lesson: String?

  @Flag(help: "Prove the exercises from both sides.")
  var author = false

  @OptionGroup var walls: SandboxOption

  @OptionGroup var color: ColorOption

  func run() async throws {
    let lookup = try ExerciseLookup()
    // Whoever only wants to see what there is sees the others, too, where one is broken.
    let found = try lookup.folders(lesson).map { folder in Result { try lookup.read(folder) } }
    let exercises = found.compactMap { try? $0.get() }
    let broken = found.compactMap { result -> (any Error)? in
      if case .failure(let error) = result { error } else { nil }
    }
    guard !found.isEmpty else {
      print("There are no exercises in this course yet.")
      return
    }
    if author {
      let library = try findLibrary()
      let proofs = ExerciseProofs(
        library: library, sandbox: try await walls.sandbox(library), catalog: lookup.catalog)
      if let status = try await proofs.show(exercises) { throw status.code }
      if let error = broken.first { throw error }
      return
    }
    let attempts = ProgressFile()?.read().exercises ?? [:]
    let style = color.color.style(
      isTerminal: isTerminal(1), environment: ProcessInfo.processInfo.environment)
    let widest = exercises.map { lookup.shortName($0).displayWidth }.max() ?? 0
    for exercise in exercises {
      let name = lookup.shortName(exercise)
      let padding = String(repeating: " ", count: widest - name.displayWidth)
      let attempt = attempts[exercise.identifier]
      let isBegun = lookup.workbook.has(exercise)
      print(
        "\(mark(attempt, isBegun: isBegun, style))\(style(name, .bold))\(padding)  "
          + "\(exercise.frontMatter.title) (\(points(attempt, of: exercise)))")
    }
    // Whoever has done all that could be read has not done all there is.
    if broken.isEmpty || exercises.contains(where: { attempts[$0.identifier]?.isDone != true }) {
      print("\n" + advice(exercises, attempts, lookup))
    }
    if let error = broken.first { throw error }
  }

  /// A tick for one that is done, an arrow for one that has been begun.
  private func mark(
    _ attempt: CourseProgress.Attempt?, isBegun: Bool, _ style: TerminalStyle
  ) -> String {
    if attempt?.isDone == true { return style("✓ ", .green) }
    return isBegun ? "› " : "  "
  }

  private func points(_ attempt: CourseProgress.Attempt?, of exercise: Exercise) -> String {
    guard let attempt, let points = attempt.points else {
      return counted(exercise.frontMatter.points, "point")
    }
    return "\(points) of \(counted(attempt.of, "point"))"
  }

  /// What to type next.
  private func advice(
    _ exercises: [Exercise], _ attempts: [String: CourseProgress.Attempt], _ lookup: ExerciseLookup
  ) -> String {
    guard let next = exercises.first(where: { attempts[$0.identifier]?.isDone != true }) else {
      return "You have earned all points."
    }
    let name = lookup.shortName(next)
    return lookup.workbook.has(next)
      ? "Go on with \(shownPath(lookup.workbook.path(of: next))), then: swift run lessons grade \(name)"
      : "Start one with: swift run lessons start \(name)"
  }
}

import ArgumentParser
import Foundation
import LessonEngine
import Pictures
import Terminals

extension ColorChoice: ExpressibleByArgument {}

struct ColorOption: ParsableArguments {
  @Option(help: "Use colour: auto, always or never.")
  var color = ColorChoice.auto
}

struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run a lesson, step by step.",
    usage: "lessons [run] <lesson> [--all] [--picture <file>] [--color <choice>]",
    discussion: """
      On a terminal each key press is a step: n or Enter runs the cell and goes on, b goes back, \
      r runs again after you have changed the file, a runs the rest, q quits. Into a pipe or a \
      file, and with --all, it runs straight through.

      The pictures that cells show are kept as PNG files; their paths are printed.
      """)

  @Argument(help: "The lesson: its name, the beginning of its name, or its number.")
  var lesson: String?

  @Flag(help: "Run straight through, without waiting for keys.")
  var all = false

  @Option(help: "A PNG of your own, for the lesson to work on instead of its scene.")
  var picture: String?

  @OptionGroup var color: ColorOption

  func run() async throws {
    guard let name = lesson else { return try ListCommand.list(color: color.color) }
    let lookup = try CourseLookup()
    let lesson = try lookup.lesson(name)
    let library = try findLibrary()
    var options = LessonRun.Options(figures: "\(library.stateFolder)/\(lesson.name)")
    options.picture = try checkedPicture()
    let isStepping = !all && isTerminal(0) && isTerminal(1)
    let results = try await tellingToolchainErrors {
      if isStepping {
        return try await Stepper(lesson, library: library, options: options, color: color.color)
          .step()
      }
      return try await runThrough(lesson, library, options)
    }
    if let status = ExitStatus(results) { throw status.code }
  }

  /// Prints the lesson and its cells' results from beginning to end.
  private func runThrough(
    _ lesson: Lesson, _ library: LessonLibrary, _ options: LessonRun.Options
  ) async throws -> [CellResult] {
    let run = LessonRun(lesson, library: library, options: options)
    try await Messages.working("compiling \(lesson.name)") { try await run.prepare() }
    let printer = LessonPrinter(lesson, color: color.color)
    var results: [CellResult] = []
    for part in lesson.parts {
      switch part {
      case .prose(let blocks): printer.show(blocks)
      case .cell(let cell):
        printer.show(cell)
        fflush(nil)
        let next = try await Messages.working("running cell \(cell.number)") {
          try await run.next()
        }
        guard let result = next else { break }
        results.append(result)
        printer.show(result)
      }
    }
    return results
  }

  /// Fewer pixels than this on a side leave nothing to see after a kernel or two.
  private static let smallestPicture = 16

  /// The path of the reader's picture, once it is known to be one.
  private func checkedPicture() throws -> String? {
    guard let picture else { return nil }
    do {
      let found = try Picture(contentsOf: picture)
      guard min(found.width, found.height) >= Self.smallestPicture else {
        Messages.error(
          "the picture '\(picture)' is too small: it is \(found.width) × \(found.height), and a "
            + "lesson needs \(Self.smallestPicture) × \(Self.smallestPicture) at least")
        throw ExitStatus.malformed.code
      }
    } catch let error as PictureError {
      Messages.error(error.description)
      throw ExitStatus.malformed.code
    }
    return URL(fileURLWithPath: picture).standardizedFileURL.path
  }
}

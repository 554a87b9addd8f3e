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
    usage: """
      lessons [run] <lesson> [--from <n> | --cell <n>] [--values] [--no-step] [--json] \
      [--picture <file>] [--color <choice>] [--images <way>]
      """,
    discussion: """
      On a terminal each key press is a step: n or Enter runs the cell and goes on, b goes back, \
      v shows the value of each line, e opens the lesson in your editor, r runs again after a \
      change, a runs the rest, q quits, ? lists the keys. The next time you go on where you \
      stopped; --from 1 begins again. Of a lesson of the course, e opens a copy, which from then on \
      is what runs; one of your own, given by its path, is opened itself. \
      Keys pressed while something runs for longer than half a second are forgotten, all but q, \
      which quits when it is done; Ctrl-C ends it at once. \
      Into a pipe or a file, and with --no-step, it runs straight through.

      The cells before the one that --from or --cell names are run as well, for what comes later \
      needs them; they aren't shown unless something goes wrong in one.

      The pictures that cells show are kept as PNG files; their paths are printed. A terminal \
      shows the pictures too: by the kitty graphics protocol, iTerm2's or sixels where it says \
      that it has them, and otherwise by half-blocks, a character for two pixels.
      """)

  @Argument(
    help:
      "The lesson: its name, the beginning of its name, its number, or the path of one of your own.",
    completion: .lessons
  )
  var lesson: String?

  @Option(help: "Begin at the cell with this number.")
  var from: Int?

  @Option(help: "Show the cell with this number alone, and what it does.")
  var cell: Int?

  @Flag(help: "Show the value of each line of a cell beside it.")
  var values = false

  @Flag(
    name: [.customLong("no-step"), .customLong("all")],
    help: "Run straight through, without waiting for keys.")
  var runsThrough = false

  @Flag(help: "Print what happens as JSON, an event a line: text, cell, output, picture, error.")
  var json = false

  @Option(
    help: "A PNG of your own, for the lesson to work on instead of its scene.",
    completion: .file(extensions: ["png"]))
  var picture: String?

  @OptionGroup var color: ColorOption

  @OptionGroup var images: ImagesOption

  func validate() throws {
    if from != nil && cell != nil {
      throw ValidationError("--from shows what comes after, and --cell one cell alone; choose one")
    }
  }

  func run() async throws {
    guard let name = lesson else { return try ListCommand.list(color: color.color) }
    let (lesson, bookmark) = try CourseLookup.lessonToRun(name)
    let shown = try shownCells(of: lesson)
    let library = try findLibrary()
    var options = LessonRun.Options(figures: "\(library.stateFolder)/\(lesson.name)")
    options.picture = try checkedPicture()
    options.notesValues = values
    let isStepping = !runsThrough && !json && cell == nil && isTerminal(0) && isTerminal(1)
    let images = json ? TerminalImages.none : images.found(color: color.color)
    let results = try await tellingToolchainErrors {
      if isStepping {
        let stepper = Stepper(
          lesson, library: library, options: options, color: color.color, images: images,
          bookmark: bookmark)
        return try await stepper.step(from: from)
      }
      let view: any LessonView =
        json
        ? LessonEventPrinter(lesson: lesson)
        : LessonPrinter(
          lesson, color: color.color, images: images,
          showing: values ? .withValues : .beforeItRuns)
      return try await runThrough(lesson, library, options, showing: shown, on: view)
    }
    if let status = ExitStatus(results) { throw status.code }
  }

  /// The numbers of the cells that are shown.
  private func shownCells(of lesson: Lesson) throws -> ClosedRange<Int> {
    let count = lesson.cells.count
    if let number = cell ?? from, !(1...max(1, count)).contains(number) {
      Messages.error(
        "\(lesson.name) has no cell \(number); its cells are numbered from 1 to \(count)")
      throw ExitCode.validationFailure
    }
    if let cell { return cell...cell }
    return (from ?? 1)...max(1, count)
  }

  /// Runs the lesson from its beginning to the last of the cells that are shown, and shows those, with
  /// their prose unless it is one cell alone.
  private func runThrough(
    _ lesson: Lesson, _ library: LessonLibrary, _ options: LessonRun.Options,
    showing shown: ClosedRange<Int>, on view: any LessonView
  ) async throws -> [CellResult] {
    let run = LessonRun(lesson, library: library, options: options)
    try await Messages.working("compiling \(lesson.name)") { try await run.prepare() }
    view.begin()
    var results: [CellResult] = []
    // What comes before a cell belongs to it.
    var next = 1
    for part in lesson.parts {
      switch part {
      case .prose(let blocks):
        if cell == nil && next >= shown.lowerBound { view.show(blocks) }
      case .cell(let cell):
        guard cell.number <= shown.upperBound else { break }
        next = cell.number + 1
        let isShown = shown.contains(cell.number)
        if isShown { view.show(cell) }
        fflush(nil)
        let ran = try await Messages.working(cell.workingWords) {
          try await run.next()
        }
        guard let result = ran else { break }
        results.append(result)
        if isShown || !result.isRight { view.show(result) }
      }
    }
    view.end(ExitStatus(results))
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
        throw ExitStatus.malformed.saying(
          "the picture '\(picture)' is too small: it is \(found.width) × \(found.height), and a "
            + "lesson needs \(Self.smallestPicture) × \(Self.smallestPicture) at least")
      }
    } catch let error as PictureError {
      throw ExitStatus.malformed.saying(error.description)
    }
    return URL(fileURLWithPath: picture).standardizedFileURL.path
  }
}

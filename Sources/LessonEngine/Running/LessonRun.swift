import Foundation
import Loupe

#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  import Darwin
#endif

/// A lesson being run, cell by cell, in order.
///
///     let run = LessonRun(lesson, library: library)
///     while let result = try await run.next() { … }
///
/// `next()` runs one cell and comes back when it has ended; until the next call the lesson's program
/// waits. That is all that stepping is.
public final class LessonRun {
  /// What may be chosen for a run.
  public struct Options: Sendable {
    /// The reader's own picture, instead of the scene: an absolute path.
    public var picture: String?
    /// The folder that gets the pictures that cells show.
    public var figures: String
    /// How many bytes a cell may print.
    public var outputLimit = 1_000_000
    /// Whether the values that lines give are noted, among the events of each cell.
    public var notesValues = false
    /// Whether what cells remember from earlier runs is made anew.
    public var forgets = false

    /// Options for a run on the scene, whose pictures go into the folder `figures`.
    public init(figures: String) { self.figures = figures }
  }

  /// The lesson that is run.
  public let lesson: Lesson
  private let library: LessonLibrary
  private let options: Options
  private let builder: LessonProgramBuilder
  private var scratch: ScratchFolder?

  private var program: BuiltProgram?
  /// The cell at which the compiler gave up, and why.
  private var compilerStop: (cell: Cell, reason: CompilerStop)?
  private var process: ProgramProcess?
  private var upcoming: ArraySlice<Cell>
  private var endedBy: Int?

  /// A run from the first cell on. Nothing is compiled or started before `prepare()` or `next()`.
  public init(_ lesson: Lesson, library: LessonLibrary, options: Options) {
    self.lesson = lesson
    self.library = library
    self.options = options
    builder = LessonProgramBuilder(
      lesson, library: library, noting: options.notesValues ? .values : .nothing)
    upcoming = lesson.cells[...]
  }

  deinit {
    process?.end()
  }

  /// Compiles the lesson, if it isn't compiled yet. `next()` does it by itself; calling it first lets
  /// one say what takes so long.
  public func prepare() async throws {
    guard program == nil else { return }
    scratch = try ScratchFolder(library)
    try FileManager.default.createDirectory(
      atPath: options.figures, withIntermediateDirectories: true)
    try FileManager.default.createDirectory(
      atPath: workingFolder, withIntermediateDirectories: true)
    var isKept = false
    while !isKept {
      (program, compilerStop) = try await build(lesson.cells.filter(\.isInMainProgram))
      isKept = try keepProgram()
    }
  }

  /// Gives the program a second name, in our own folder: the cache may be emptied while a reader reads
  /// what stands before the first cell.
  ///
  /// - Returns: false if it has been emptied already.
  private func keepProgram() throws -> Bool {
    guard let executable = program?.executable, let keptProgram else { return true }
    do {
      try FileManager.default.linkItem(atPath: executable, toPath: keptProgram)
    } catch {
      guard FileManager.default.fileExists(atPath: executable) else { return false }
      throw error
    }
    return true
  }

  private var keptProgram: String? { scratch.map { "\($0.path)/program" } }

  /// The folder that is the program's own to write in.
  private var workingFolder: String { "\(scratch?.path ?? ".")/cells" }

  /// The program of these cells. Where the compiler gives up, it is that of the cells before the one at
  /// fault.
  private func build(
    _ cells: [Cell]
  ) async throws -> (BuiltProgram, stop: (cell: Cell, reason: CompilerStop)?) {
    do {
      return (try await builder.build(cells), nil)
    } catch let reason as CompilerStop {
      let folder = "\(scratch?.path ?? ".")/compiler"
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      let search = CompilerStopSearch(compiler: builder.compiler, folder: folder)
      guard let cell = try await search.firstCell(among: cells) else {
        throw ToolchainError.brokenCompiler("\(reason)")
      }
      return (try await build(cells.filter { $0.number < cell.number }).0, (cell, reason))
    }
  }

  /// Runs the next cell. Nil after the last one.
  public func next() async throws -> CellResult? {
    try await prepare()
    guard let cell = upcoming.popFirst() else { return nil }
    if cell.options.isNotRun { return CellResult(cell: cell, ending: .notRun(.marked)) }
    if cell.options.fails { return try await runFailing(cell) }
    if let endedBy {
      return CellResult(cell: cell, ending: .notRun(.programEnded(byCell: endedBy)))
    }
    if let stop = compilerStop, stop.cell.number == cell.number {
      endedBy = cell.number
      return CellResult(cell: cell, ending: .failed(.compilerStopped(stop.reason)))
    }
    if let refusal = program?.refusal, refusal.cell.number == cell.number {
      endedBy = cell.number
      return CellResult(cell: cell, ending: .failed(.doesNotCompile(refusal.diagnostics)))
    }
    return try await runInMainProgram(cell)
  }

  /// Ends the lesson's program, if it still runs.
  public func stop() {
    process?.end()
    process = nil
    upcoming = []
  }

  // MARK: One cell

  private func runInMainProgram(_ cell: Cell) async throws -> CellResult {
    if process == nil, program?.executable != nil, let keptProgram {
      process = try await start(keptProgram)
      // The program comes to its first cell by itself.
      let stretch = await process!.resume(for: 60)
      guard case .waiting = stretch.ending else {
        return await ended(cell, stretch)
      }
    }
    guard let process else {
      throw ToolchainError.broken("there is no program to run cell \(cell.number)")
    }
    return await ended(cell, process.resume(for: cell.options.timeout))
  }

  /// The cell's result from the stretch in which it ran.
  private func ended(_ cell: Cell, _ stretch: ProgramProcess.Stretch) async -> CellResult {
    let warnings = program?.warnings[cell.number] ?? []
    var result = CellResult(
      cell: cell, events: stretch.events, ending: .completed, warnings: warnings)
    switch stretch.ending {
    case .waiting, .finished: return result
    case .ranTooLong: result.ending = .failed(.ranTooLong(cell.options.timeout))
    case .printedTooMuch: result.ending = .failed(.printedTooMuch(options.outputLimit))
    case .startedTooMany:
      result.ending = .failed(.startedTooMany(limits.processes))
    case .closedConnection: result.ending = .failed(.closedConnection)
    case .garbledConnection: result.ending = .failed(.garbledConnection)
    case .gone: result.ending = .failed(await failure(errorOutput: result.errorOutput))
    }
    switch result.ending {
    case .failed(.crashed), .failed(.outOfMemory): result.keepOwnWords()
    default: break
    }
    endedBy = cell.number
    process = nil
    return result
  }

  private func failure(errorOutput: String) async -> CellFailure {
    // What it has started must not outlive it.
    process?.end()
    switch await process?.ending() {
    case .exited(LessonProgram.lostRunner):
      return .closedConnection
    case .exited(let code):
      return .exited(Int(code))
    case .signaled(SIGXFSZ):
      return .wroteTooMuch(limits.fileSize)
    case .signaled(let signal):
      let report = CrashReport(file: crashFile, errorOutput: errorOutput)
      let crash = report.crash(in: ProgramText.path, signal: signal)
      return crash.isOutOfMemory ? .outOfMemory(limit: limits.memory, crash) : .crashed(crash)
    case nil:
      return .exited(0)
    }
  }

  private var limits: ProgramProcess.Limits {
    var limits = ProgramProcess.Limits()
    limits.output = options.outputLimit
    return limits
  }

  private var crashFile: String { "\(scratch?.path ?? ".")/crash.json" }

  private func start(_ executable: String) async throws -> ProgramProcess {
    var environment = CrashReport.environment(file: crashFile)
    environment[LessonEnvironment.figures] = options.figures
    environment[LessonEnvironment.picture] = options.picture
    // What a lesson prints is the same on every run: the order of a dictionary, the time zone.
    environment["SWIFT_DETERMINISTIC_HASHING"] = "1"
    environment["TZ"] = "UTC"
    environment.merge(
      try KeptValues(library).environment(
        of: program?.cells ?? [], library, isFresh: options.forgets,
        scratch: scratch?.path ?? ".")
    ) { _, new in new }
    return try await ProgramProcess.start(
      executable, launcher: library.launcher, environment: environment,
      workingFolder: workingFolder, limits: limits)
  }

  // MARK: Cells that are meant to fail

  /// Runs a cell marked `fails`: the cells before it and itself, in a program of their own.
  private func runFailing(_ cell: Cell) async throws -> CellResult {
    let before = lesson.cells.filter { $0.isInMainProgram && $0.number < cell.number }
    let (built, stop) = try await build(before + [cell])
    if let stop {
      return CellResult(
        cell: cell,
        ending: stop.cell.number == cell.number
          ? .failed(.compilerStopped(stop.reason))
          : .notRun(.programEnded(byCell: stop.cell.number)))
    }
    if let refusal = built.refusal {
      guard refusal.cell.number == cell.number else {
        return CellResult(cell: cell, ending: .notRun(.programEnded(byCell: refusal.cell.number)))
      }
      let messages = refusal.diagnostics.filter { $0.severity == .error }
        .map { "error: \($0.message)\n" }
      return CellResult(
        cell: cell, events: [.output(messages.joined())], ending: .failedAsMeant)
    }
    let run = LessonRun(
      Lesson(
        name: lesson.name, path: lesson.path, source: lesson.source,
        frontMatter: lesson.frontMatter,
        parts: (before + [cell]).map { .cell($0.withoutFails) }),
      library: library, options: options)
    var last: CellResult?
    while let result = try await run.next() { last = result }
    guard var result = last, result.cell.number == cell.number else {
      return CellResult(cell: cell, ending: .notRun(.programEnded(byCell: cell.number)))
    }
    switch result.ending {
    case .failed(.crashed(let crash)):
      result.events = [.output(result.output + crash.reason + "\n")]
      result.ending = .failedAsMeant
    case .completed where result.checks.contains { !$0.passed }:
      // Its words are in the output, and nobody needs to be warned.
      result.events.removeAll { if case .check = $0 { true } else { false } }
      result.ending = .failedAsMeant
    case .completed: result.ending = .failed(.didNotFail)
    default: break
    }
    return CellResult(cell: cell, events: result.events, ending: result.ending)
  }
}

extension Cell {
  /// Whether it is part of the lesson's one program.
  fileprivate var isInMainProgram: Bool { !options.isNotRun && !options.fails }

  fileprivate var withoutFails: Cell {
    var options = options
    options.fails = false
    return Cell(
      number: number, options: options, code: code, codeLine: codeLine, lines: lines,
      record: record)
  }
}

extension CellResult {
  /// Leaves out of the error output what is told with the crash.
  fileprivate mutating func keepOwnWords() {
    events = events.compactMap { event in
      guard case .errorOutput(let text) = event else { return event }
      let rest = CrashReport.ownWords(text)
      return rest.isEmpty ? nil : .errorOutput(rest + "\n")
    }
  }
}

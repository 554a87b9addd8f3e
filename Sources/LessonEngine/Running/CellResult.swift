import Foundation

/// What came of running a cell.
public struct CellResult: Sendable {
  /// The cell that was run, or that would have been.
  public let cell: Cell
  /// What it did, in order.
  public var events: [CellEvent]
  /// How it ended, and why if it didn't end well.
  public var ending: CellEnding
  /// What the compiler warned of.
  public var warnings: [Diagnostic]

  /// The result of a cell; unless told, of one that did nothing and of which nothing was said.
  public init(
    cell: Cell, events: [CellEvent] = [], ending: CellEnding, warnings: [Diagnostic] = []
  ) {
    self.cell = cell
    self.events = events
    self.ending = ending
    self.warnings = warnings
  }

  /// All that it printed on standard output.
  public var output: String {
    events.compactMap { if case .output(let text) = $0 { text } else { nil } }.joined()
  }

  /// All that it printed on standard error.
  public var errorOutput: String {
    events.compactMap { if case .errorOutput(let text) = $0 { text } else { nil } }.joined()
  }

  /// The pictures that it showed, in order.
  public var pictures: [ShownPicture] {
    events.compactMap { if case .picture(let picture) = $0 { picture } else { nil } }
  }

  /// Whether it did what it is for: it ended as it should, and all its checks passed.
  public var isRight: Bool {
    switch ending {
    case .completed, .failedAsMeant, .notRun(.marked): checks.allSatisfy(\.passed)
    case .failed, .notRun: false
    }
  }

  /// The values that its lines gave, in order, where the run notes them.
  public var values: [LineValue] {
    events.compactMap { if case .value(let value) = $0 { value } else { nil } }
  }

  /// The verdicts of its checks, in order.
  public var checks: [CheckVerdict] {
    events.compactMap { if case .check(let verdict) = $0 { verdict } else { nil } }
  }
}

/// One thing that a cell did.
public enum CellEvent: Sendable, Equatable {
  /// It printed this on standard output.
  case output(String)
  /// It printed this on standard error.
  case errorOutput(String)
  /// It showed a picture.
  case picture(ShownPicture)
  /// It checked something. The verdict's words are in the output as well.
  case check(CheckVerdict)
  /// A line of it gave a value. Only in a run that notes them.
  case value(LineValue)
}

/// A value that a line of a cell gave, when the run notes them.
public struct LineValue: Sendable, Equatable {
  /// The variable that has it now; empty where no variable takes it.
  public let name: String
  /// The value in words; nil where it isn't known.
  public let text: String?
  /// How many values the place gave before this one that aren't told: those of a loop's later rounds.
  public let leftOut: Int
  /// The line of the lesson.
  public let line: Int
  /// The column of that line, counted from 1.
  public let column: Int

  /// A value that was given at a place.
  public init(name: String, text: String?, leftOut: Int = 0, line: Int, column: Int) {
    self.name = name
    self.text = text
    self.leftOut = leftOut
    self.line = line
    self.column = column
  }
}

/// A picture that a cell showed, as it lies in the run's folder of figures.
public struct ShownPicture: Sendable, Equatable {
  /// The absolute path of the PNG.
  public let path: String
  /// What the picture shows, in the words of the cell.
  public let title: String
  /// The text for those who can't see it; nil where that is the title.
  public let alt: String?
  /// The sound that the picture draws; nil where it draws none.
  public let sound: ShownSound?
  /// The PNG's bytes when it was shown: the file is the program's, and the next run writes it anew. Nil if
  /// there was no plain file of at most 64 MB.
  public let png: Data?

  /// The picture that lies at an absolute path now, and the sound that it draws, if it does.
  public init(path: String, title: String, alt: String? = nil, soundPath: String? = nil) {
    self.path = path
    self.title = title
    self.alt = alt
    sound = soundPath.map(ShownSound.init)
    png = PlainFile.contents(path, atMost: Self.mostBytes)
  }

  static let mostBytes = 1 << 26
}

/// A sound that a cell showed, as it lies in the run's folder of figures.
public struct ShownSound: Sendable, Equatable {
  /// The absolute path of the WAV file.
  public let path: String
  /// The file's bytes when it was shown. Nil if there was no plain file of at most 64 MB.
  public let wav: Data?

  /// The sound that lies at an absolute path now.
  init(path: String) {
    self.path = path
    wav = PlainFile.contents(path, atMost: ShownPicture.mostBytes)
  }
}

/// What came of one `check` in a cell.
public struct CheckVerdict: Sendable, Equatable {
  /// Whether every number was within its bound.
  public let passed: Bool
  /// The verdict in words, as it was printed.
  public let summary: String
  /// The line of the lesson.
  public let line: Int
}

/// How a cell ended.
public enum CellEnding: Sendable {
  /// It ran to its end.
  case completed
  /// It is marked `fails` and did; the message is its output.
  case failedAsMeant
  /// Something went wrong in it.
  case failed(CellFailure)
  /// It didn't run, and no mistake of its own is why.
  case notRun(Reason)

  /// Why a cell didn't run.
  public enum Reason: Sendable, Equatable {
    /// It is marked `norun`.
    case marked
    /// The cell with this number ended the program.
    case programEnded(byCell: Int)
  }
}

/// What went wrong in a cell.
public enum CellFailure: Sendable {
  /// The compiler refused it, and says why.
  case doesNotCompile([Diagnostic])
  /// It stopped the program, by a trap or a signal.
  case crashed(Crash)
  /// It ran for this many seconds, as long as it may.
  case ranTooLong(Double)
  /// It printed more bytes than this.
  case printedTooMuch(Int)
  /// It asked for more memory than there is for it: this many bytes, or less on a small machine.
  case outOfMemory(limit: Int, Crash)
  /// It went on writing a file that has this many bytes.
  case wroteTooMuch(Int)
  /// It had more processes running at a time than this.
  case startedTooMany(Int)
  /// The compiler gave up on it.
  case compilerStopped(CompilerStop)
  /// It ended the program itself, with this exit code.
  case exited(Int)
  /// It closed the connection on which the program and the runner talk.
  case closedConnection
  /// It wrote something of its own into that connection.
  case garbledConnection
  /// It is marked `fails` and didn't.
  case didNotFail

  /// Whether a limit was reached, rather than a mistake made.
  public var isLimit: Bool {
    switch self {
    case .ranTooLong, .printedTooMuch, .outOfMemory, .wroteTooMuch, .startedTooMany: true
    case .compilerStopped(let stop): stop.isLimit
    default: false
    }
  }
}

/// How and where a program crashed.
public struct Crash: Sendable, Equatable {
  /// "Fatal error: Division by zero", or the name of the signal.
  public let reason: String
  /// The place in the lesson, where it is known.
  public let line: Int?
  /// The column of that line, counted from 1, where it is known.
  public let column: Int?
}

/// What came of running a cell.
public struct CellResult: Sendable {
  public let cell: Cell
  /// What it did, in order.
  public var events: [CellEvent]
  public var ending: CellEnding
  /// What the compiler warned of.
  public var warnings: [Diagnostic]

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
}

public struct ShownPicture: Sendable, Equatable {
  /// The absolute path of the PNG.
  public let path: String
  public let title: String
}

public struct CheckVerdict: Sendable, Equatable {
  public let passed: Bool
  public let summary: String
  /// The line of the lesson.
  public let line: Int
}

/// How a cell ended.
public enum CellEnding: Sendable {
  case completed
  /// It is marked `fails` and did; the message is its output.
  case failedAsMeant
  case failed(CellFailure)
  case notRun(Reason)

  public enum Reason: Sendable, Equatable {
    /// It is marked `norun`.
    case marked
    /// The cell with this number ended the program.
    case programEnded(byCell: Int)
  }
}

/// What went wrong in a cell.
public enum CellFailure: Sendable {
  case doesNotCompile([Diagnostic])
  case crashed(Crash)
  /// It ran for this many seconds, as long as it may.
  case ranTooLong(Double)
  /// It printed more bytes than this.
  case printedTooMuch(Int)
  /// It ended the program itself, with this exit code.
  case exited(Int)
  /// It is marked `fails` and didn't.
  case didNotFail

  /// Whether a limit was reached, rather than a mistake made.
  public var isLimit: Bool {
    switch self {
    case .ranTooLong, .printedTooMuch: true
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
  public let column: Int?
}

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// How many characters a terminal shows.
public struct TerminalSize: Sendable, Equatable {
  /// How many characters a line has.
  public var columns: Int
  /// How many lines are seen at once.
  public var rows: Int

  /// A size that is known, such as that of a test's terminal.
  public init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
  }

  /// The size of the terminal behind a file descriptor. Where there is none, or where it doesn't
  /// know, the variables `COLUMNS` and `LINES` say it, or else it is 80 by 24.
  public init(ofDescriptor descriptor: Int32, environment: [String: String] = [:]) {
    var size = winsize()
    let isKnown = ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0
    func number(_ known: UInt16, _ variable: String, _ otherwise: Int) -> Int {
      if isKnown, known > 0 { return Int(known) }
      guard let number = environment[variable].flatMap({ Int($0) }), number > 0 else {
        return otherwise
      }
      return number
    }
    columns = number(size.ws_col, "COLUMNS", 80)
    rows = number(size.ws_row, "LINES", 24)
  }

  /// How wide prose is set: lines of more than 88 characters are hard to read.
  public var proseWidth: Int { min(columns, 88) }
}

/// Whether a file descriptor is a terminal.
public func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A terminal without a screen: what is typed into `keyboard` arrives at `terminal`.
final class PseudoTerminal: Sendable {
  struct CouldNotOpen: Error {}

  let keyboard: Int32
  let terminal: Int32

  init(columns: UInt16 = 80, rows: UInt16 = 24) throws {
    var size = winsize()
    size.ws_col = columns
    size.ws_row = rows
    var ends: (keyboard: Int32, terminal: Int32) = (-1, -1)
    guard openpty(&ends.keyboard, &ends.terminal, nil, nil, &size) == 0 else {
      throw CouldNotOpen()
    }
    keyboard = ends.keyboard
    terminal = ends.terminal
  }

  deinit {
    close(terminal)
    close(keyboard)
  }

  func type(_ text: String) { type(Array(text.utf8)) }

  func type(_ bytes: [UInt8]) {
    _ = bytes.withUnsafeBytes { write(keyboard, $0.baseAddress, $0.count) }
  }

  /// What the terminal is set to do with its input.
  var inputSettings: UInt {
    var settings = termios()
    tcgetattr(terminal, &settings)
    return UInt(settings.c_lflag)
  }

  /// Whether the terminal holds keys back until Enter.
  var waitsForLines: Bool { inputSettings & UInt(ICANON) != 0 }
  var echoes: Bool { inputSettings & UInt(ECHO) != 0 }
  var signals: Bool { inputSettings & UInt(ISIG) != 0 }
}

import Terminals
import Testing

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// One reader lives at a time, so these run one after another.
@Suite("Terminals: keys", .serialized)
struct KeyReaderTests {
  struct NoTerminal: Error {}

  private func reader(_ terminal: PseudoTerminal) throws -> KeyReader {
    guard let reader = KeyReader(fileDescriptor: terminal.terminal) else { throw NoTerminal() }
    return reader
  }

  @Test("keys arrive one by one, without Enter")
  func keys() throws {
    let terminal = try PseudoTerminal()
    var reader = try reader(terminal)
    terminal.type("n é日\r\t\u{7F}")
    let expected: [Key] = [
      .character("n"), .space, .character("é"), .character("日"), .enter, .tab, .backspace,
    ]
    for key in expected { #expect(reader.next() == key) }
  }

  @Test("escape sequences are keys, and an escape alone is one too")
  func escapeSequences() throws {
    let terminal = try PseudoTerminal()
    var reader = try reader(terminal)
    terminal.type("\u{1B}[A\u{1B}[B\u{1B}OC\u{1B}[D\u{1B}[5~\u{1B}[6~\u{1B}[H\u{1B}[4~")
    terminal.type("\u{1B}[1;5Cx\u{1B}[15~y")
    let expected: [Key] = [
      .up, .down, .right, .left, .pageUp, .pageDown, .home, .end, .other, .character("x"), .other,
      .character("y"),
    ]
    for key in expected { #expect(reader.next() == key) }
    terminal.type("\u{1B}")
    #expect(reader.next() == .escape)
  }

  @Test("bytes that are no UTF-8 do no harm")
  func invalidBytes() throws {
    let terminal = try PseudoTerminal()
    var reader = try reader(terminal)
    terminal.type([0xE3])
    #expect(reader.next() == .character("\u{FFFD}"))
    terminal.type([0xFF])
    #expect(reader.next() == .character("\u{FFFD}"))
    terminal.type("a")
    #expect(reader.next() == .character("a"))
  }

  @Test("Ctrl-D ends the input")
  func endOfInput() throws {
    let terminal = try PseudoTerminal()
    var reader = try reader(terminal)
    terminal.type("a\u{04}")
    #expect(reader.next() == .character("a"))
    #expect(reader.next() == nil)
  }

  @Test("signals stay on, and the settings come back when the reader goes")
  func settings() throws {
    struct Stop: Error {}
    let terminal = try PseudoTerminal()
    let before = terminal.inputSettings
    func read() throws {
      let reader = try reader(terminal)
      #expect(!terminal.waitsForLines)
      #expect(!terminal.echoes)
      #expect(terminal.signals)
      _ = consume reader
      throw Stop()
    }
    #expect(throws: Stop.self) { try read() }
    #expect(terminal.inputSettings == before)
  }

  @Test("a signal's handler can give the settings back")
  func restoringNow() throws {
    let terminal = try PseudoTerminal()
    let before = terminal.inputSettings
    let reader = try reader(terminal)
    #expect(terminal.inputSettings != before)
    KeyReader.restoreNow()
    #expect(terminal.inputSettings == before)
    KeyReader.restoreNow()
    _ = consume reader
    #expect(terminal.inputSettings == before)
  }

  @Test("keys that were pressed can be read over, and one among them found")
  func skipping() throws {
    let terminal = try PseudoTerminal()
    var reader = try reader(terminal)
    #expect(!reader.skipPressed { _ in true })
    terminal.type("na\u{1B}[A")
    #expect(!reader.skipPressed { $0 == .character("q") })
    terminal.type("nqn")
    #expect(reader.skipPressed { $0 == .character("q") })
    terminal.type("x")
    #expect(reader.next() == .character("x"))
    terminal.type("n\u{04}")
    #expect(reader.skipPressed { $0 == nil })
  }

  @Test("while the process is stopped the terminal is as before, and then it is the reader's again")
  func pausing() throws {
    let terminal = try PseudoTerminal()
    let before = terminal.inputSettings
    let reader = try reader(terminal)
    let taken = terminal.inputSettings
    KeyReader.pause()
    #expect(terminal.inputSettings == before)
    #expect(!KeyReader.holdsTerminal)
    #expect(KeyReader.goOn())
    #expect(terminal.inputSettings == taken)
    // Another program has it for a while, and is stopped.
    KeyReader.restoreNow()
    KeyReader.pause()
    #expect(KeyReader.goOn())
    #expect(terminal.inputSettings == before)
    reader.takeAgain()
    #expect(terminal.inputSettings == taken)
    _ = consume reader
    #expect(terminal.inputSettings == before)
  }

  @Test("what is no terminal has no reader")
  func noTerminal() {
    func hasReader(_ descriptor: Int32) -> Bool { KeyReader(fileDescriptor: descriptor) != nil }
    #expect(!hasReader(-1))
    let null = open("/dev/null", O_RDONLY)
    defer { close(null) }
    #expect(!hasReader(null))
  }
}

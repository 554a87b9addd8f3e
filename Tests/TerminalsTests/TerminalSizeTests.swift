import Terminals
import Testing

@Suite("Terminals: size")
struct TerminalSizeTests {
  @Test("without a terminal the variables say the size, if they are numbers")
  func variables() {
    func size(_ environment: [String: String]) -> TerminalSize {
      TerminalSize(ofDescriptor: -1, environment: environment)
    }
    #expect(size([:]) == TerminalSize(columns: 80, rows: 24))
    #expect(size(["COLUMNS": "33", "LINES": "7"]) == TerminalSize(columns: 33, rows: 7))
    #expect(size(["COLUMNS": "wide", "LINES": "-1"]) == TerminalSize(columns: 80, rows: 24))
  }

  @Test("a terminal knows its own size")
  func terminal() throws {
    let terminal = try PseudoTerminal(columns: 101, rows: 11)
    let size = TerminalSize(ofDescriptor: terminal.terminal, environment: ["COLUMNS": "33"])
    #expect(size == TerminalSize(columns: 101, rows: 11))
    #expect(isTerminal(terminal.terminal))
    #expect(!isTerminal(-1))
  }

  @Test("prose is set narrower than a wide terminal, and never wider than a narrow one")
  func proseWidth() {
    #expect(TerminalSize(columns: 200, rows: 50).proseWidth == 88)
    #expect(TerminalSize(columns: 60, rows: 50).proseWidth == 60)
    #expect(TerminalSize(columns: 20, rows: 50).proseWidth == 20)
  }
}

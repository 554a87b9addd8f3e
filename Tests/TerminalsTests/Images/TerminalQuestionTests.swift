import Foundation
import Synchronization
import Testing

@testable import Terminals

/// The question takes the terminal with a reader of keys, of which one lives at a time: so these are
/// among that one's tests.
extension KeyReaderTests {
  @Suite("Terminals: asking a terminal", .serialized)
  struct TerminalQuestionTests {
    struct NoTerminal: Error {}

    /// Asks, while the other end of the terminal gives this answer as soon as it is asked.
    private func ask(_ terminal: PseudoTerminal, answer: String) -> TerminalAnswer? {
      let question = Mutex<[UInt8]>([])
      let isDone = DispatchSemaphore(value: 0)
      // Not a task: those have few threads, and waiting for the answer takes one.
      Thread.detachNewThread {
        var byte: UInt8 = 0
        while byte != UInt8(ascii: "c"), read(terminal.keyboard, &byte, 1) == 1 {
          question.withLock { $0.append(byte) }
        }
        // The terminal neither shows the answer nor waits for Enter.
        if !terminal.echoes && !terminal.waitsForLines { terminal.type(answer) }
        isDone.signal()
      }
      let found = TerminalQuestion.ask(
        input: terminal.terminal, output: terminal.terminal, within: 20_000)
      isDone.wait()
      #expect(question.withLock { $0 } == Array("\u{1B}[>q\u{1B}[c".utf8))
      return found
    }

    /// What has been written to the terminal since the last time.
    private func shown(_ terminal: PseudoTerminal) -> String {
      var bytes: [UInt8] = []
      var request = pollfd(fd: terminal.keyboard, events: Int16(POLLIN), revents: 0)
      var byte: UInt8 = 0
      while poll(&request, 1, 50) > 0, read(terminal.keyboard, &byte, 1) == 1 {
        bytes.append(byte)
      }
      return String(decoding: bytes, as: UTF8.self)
    }

    private func keys(_ terminal: PseudoTerminal, count: Int) throws -> [Key?] {
      guard var reader = KeyReader(fileDescriptor: terminal.terminal) else { throw NoTerminal() }
      return (0..<count).map { _ in reader.next() }
    }

    @Test("the answer is read, and the terminal gets its settings back")
    func answered() throws {
      let terminal = try PseudoTerminal()
      let before = terminal.inputSettings
      let found = ask(terminal, answer: "\u{1B}P>|mine 1\u{1B}\\\u{1B}[?62;4c")
      #expect(found?.name == "mine 1")
      #expect(found?.hasSixels == true)
      #expect(terminal.inputSettings == before)
    }

    @Test("keys that are pressed while the terminal answers are read by the next reader, in order")
    func keysMeanwhile() throws {
      let terminal = try PseudoTerminal()
      let found = ask(terminal, answer: "né\u{1B}P>|mine 1\u{1B}\\\u{1B}[A\u{1B}[?62;4cq")
      #expect(found?.isComplete == true)
      // Some more of them, so that a reader that has lost keys isn't waited for.
      terminal.type("bbbbbb")
      let expected: [Key] = [
        .character("n"), .character("é"), .up, .character("q"), .character("b"),
      ]
      #expect(try keys(terminal, count: 5) == expected)
    }

    @Test(
      "a terminal that gives no answer is waited for no longer than said, and gets its settings")
    func silent() throws {
      let terminal = try PseudoTerminal()
      let before = terminal.inputSettings
      let clock = ContinuousClock()
      let time = clock.measure {
        #expect(
          TerminalQuestion.ask(input: terminal.terminal, output: terminal.terminal, within: 100)
            == nil)
      }
      #expect(time >= .milliseconds(95) && time < .seconds(5), "\(time)")
      #expect(terminal.inputSettings == before)
    }

    @Test("an answer that comes too late, or in part, is no key that does anything")
    func late() throws {
      let terminal = try PseudoTerminal()
      #expect(
        TerminalQuestion.ask(input: terminal.terminal, output: terminal.terminal, within: 20) == nil
      )
      terminal.type("\u{1B}P>|WezTerm rearranges aqbe\u{1B}\\\u{1B}[?65;1;4;6;18;22;23;24;28;42cn")
      #expect(try keys(terminal, count: 3) == [.other, .other, .character("n")])
      terminal.type("\u{1B}]11;rgb:aaaa/bbbb/eeee\u{07}n")
      #expect(try keys(terminal, count: 2) == [.other, .character("n")])
    }

    @Test("where keys were pressed before, nothing is asked, and they stay")
    func keysBefore() throws {
      let terminal = try PseudoTerminal()
      terminal.type("ab\n")
      #expect(shown(terminal).contains("ab"))
      #expect(
        TerminalQuestion.ask(input: terminal.terminal, output: terminal.terminal, within: 2000)
          == nil)
      #expect(!shown(terminal).contains("\u{1B}"))
      #expect(try keys(terminal, count: 3) == [.character("a"), .character("b"), .enter])
    }

    @Test("what is no terminal is never asked")
    func noTerminal() throws {
      let terminal = try PseudoTerminal()
      #expect(!TerminalQuestion.isPossible(input: -1, output: terminal.terminal))
      #expect(!TerminalQuestion.isPossible(input: terminal.terminal, output: -1))
      #expect(TerminalQuestion.ask(input: -1, output: -1) == nil)
      // A terminal in whose foreground this process isn't.
      #expect(!TerminalQuestion.isPossible(input: terminal.terminal, output: terminal.terminal))
    }
  }
}

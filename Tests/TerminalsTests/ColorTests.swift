import Terminals
import Testing

@Suite("Terminals: colour")
struct ColorTests {
  struct Case: CustomTestStringConvertible {
    var reason: String
    var choice = ColorChoice.auto
    var isTerminal = true
    var environment: [String: String] = [:]
    var isColored: Bool
    var testDescription: String { reason }
  }

  @Test(
    "the choice, the stream and the environment decide",
    arguments: [
      Case(reason: "a terminal has colour", isColored: true),
      Case(reason: "a file has none", isTerminal: false, isColored: false),
      Case(reason: "NO_COLOR", environment: ["NO_COLOR": "1"], isColored: false),
      Case(reason: "NO_COLOR may say anything", environment: ["NO_COLOR": "0"], isColored: false),
      Case(reason: "an empty NO_COLOR is unset", environment: ["NO_COLOR": ""], isColored: true),
      Case(reason: "a dumb terminal", environment: ["TERM": "dumb"], isColored: false),
      Case(reason: "another terminal", environment: ["TERM": "xterm"], isColored: true),
      Case(
        reason: "FORCE_COLOR for a file", isTerminal: false, environment: ["FORCE_COLOR": "1"],
        isColored: true),
      Case(
        reason: "an empty FORCE_COLOR is unset", isTerminal: false,
        environment: ["FORCE_COLOR": ""], isColored: false),
      Case(
        reason: "FORCE_COLOR beats a dumb terminal",
        environment: ["FORCE_COLOR": "1", "TERM": "dumb"], isColored: true),
      Case(
        reason: "NO_COLOR beats FORCE_COLOR", environment: ["FORCE_COLOR": "1", "NO_COLOR": "1"],
        isColored: false),
      Case(
        reason: "always beats the variables", choice: .always, isTerminal: false,
        environment: ["NO_COLOR": "1", "TERM": "dumb"], isColored: true),
      Case(
        reason: "never beats the variables", choice: .never, environment: ["FORCE_COLOR": "1"],
        isColored: false),
    ])
  func decision(example: Case) {
    let style = example.choice.style(
      isTerminal: example.isTerminal, environment: example.environment)
    #expect(style.isColored == example.isColored)
  }

  @Test("attributes begin and end on each line, and switch off only themselves")
  func attributes() {
    let colored = TerminalStyle.colored
    #expect(colored("a\n\nb", .bold) == "\u{1B}[1ma\u{1B}[22m\n\n\u{1B}[1mb\u{1B}[22m")
    #expect(colored("a", [.dim, .bold, .red]) == "\u{1B}[1;2;31ma\u{1B}[22;39m")
    #expect(colored("a", []) == "a")
    #expect(colored("", .red) == "")
  }

  @Test("plain text has no attributes")
  func plain() {
    #expect(TerminalStyle.plain("a\nb", [.bold, .red]) == "a\nb")
  }
}

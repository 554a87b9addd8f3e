import Testing

@testable import Terminals

@Suite("Terminals: which way pictures are shown")
struct ImageChoiceTests {
  @Test("the variable says a choice, nothing, or nonsense")
  func variable() {
    #expect(ImageChoice(environment: [:]) == .auto)
    #expect(ImageChoice(environment: ["LOUPE_IMAGES": ""]) == .auto)
    #expect(ImageChoice(environment: ["LOUPE_IMAGES": "sixel"]) == .sixel)
    #expect(ImageChoice(environment: ["LOUPE_IMAGES": "none"]) == ImageChoice.none)
    #expect(ImageChoice(environment: ["LOUPE_IMAGES": "big"]) == nil)
  }

  struct Case: CustomTestStringConvertible {
    var reason: String
    var environment: [String: String] = [:]
    /// What the terminal would answer; nil for nothing.
    var answer: String?
    var isAsked = true
    var best: ImageProtocol
    var testDescription: String { reason }
  }

  private static let plain = "\u{1B}[?62;22c"
  private static let sixels = "\u{1B}[?62;4;22c"

  private static func named(_ name: String, _ rest: String = plain) -> String {
    "\u{1B}P>|\(name)\u{1B}\\\(rest)"
  }

  private static let cases: [Case] = [
    Case(reason: "kitty", environment: ["TERM": "xterm-kitty"], isAsked: false, best: .kitty),
    Case(reason: "Ghostty", environment: ["TERM": "xterm-ghostty"], isAsked: false, best: .kitty),
    Case(
      reason: "kitty under another TERM",
      environment: ["TERM": "xterm", "KITTY_WINDOW_ID": "1"], isAsked: false, best: .kitty),
    Case(
      reason: "WezTerm started from kitty",
      environment: ["TERM_PROGRAM": "WezTerm", "KITTY_WINDOW_ID": "1"], isAsked: false,
      best: .iterm),
    Case(
      reason: "iTerm2", environment: ["TERM_PROGRAM": "iTerm.app"], isAsked: false, best: .iterm),
    Case(
      reason: "Warp", environment: ["TERM_PROGRAM": "WarpTerminal"], isAsked: false, best: .iterm),
    Case(
      reason: "iTerm2 from afar", environment: ["LC_TERMINAL": "iTerm2"], isAsked: false,
      best: .iterm),
    Case(reason: "foot", environment: ["TERM": "foot-extra"], isAsked: false, best: .sixel),
    Case(reason: "mlterm", environment: ["TERM": "mlterm"], isAsked: false, best: .sixel),
    Case(
      reason: "Linux's console", environment: ["TERM": "linux"], isAsked: false, best: .blocks),
    Case(
      reason: "Apple's terminal", environment: ["TERM_PROGRAM": "Apple_Terminal"],
      isAsked: false, best: .blocks),
    Case(reason: "no answer", environment: ["TERM": "xterm"], answer: nil, best: .blocks),
    Case(reason: "attributes without sixels", answer: plain, best: .blocks),
    Case(reason: "attributes with sixels", answer: sixels, best: .sixel),
    Case(reason: "a class of 4 is no attribute", answer: "\u{1B}[?4;6c", best: .blocks),
    Case(reason: "14 and 40 are not 4", answer: "\u{1B}[?62;14;40c", best: .blocks),
    Case(reason: "kitty says its name", answer: named("kitty(0.35.2)"), best: .kitty),
    Case(reason: "Ghostty says its name", answer: named("ghostty 1.0.1"), best: .kitty),
    Case(reason: "iTerm2 says its name", answer: named("iTerm2 3.5.0", sixels), best: .iterm),
    Case(reason: "WezTerm says its name", answer: named("WezTerm 2024", sixels), best: .iterm),
    Case(reason: "another name, with sixels", answer: named("XTerm(370)", sixels), best: .sixel),
    Case(reason: "another name, without", answer: named("VTE(7600)"), best: .blocks),
    Case(
      reason: "tmux in kitty",
      environment: ["TMUX": "/tmp/t,1,0", "TERM": "xterm-kitty", "KITTY_WINDOW_ID": "1"],
      answer: named("tmux 3.3a"), best: .blocks),
    Case(
      reason: "tmux with sixels", environment: ["TMUX": "/tmp/t,1,0"],
      answer: named("tmux 3.4", sixels), best: .sixel),
    Case(
      reason: "a multiplexer passes on a name", environment: ["TERM": "tmux-256color"],
      answer: named("kitty(0.35.2)"), best: .blocks),
    Case(
      reason: "screen, from afar in iTerm2",
      environment: ["TERM": "screen-256color", "LC_TERMINAL": "iTerm2"], answer: plain,
      best: .blocks),
    Case(
      reason: "Zellij in kitty", environment: ["ZELLIJ": "0", "TERM": "xterm-kitty"],
      answer: plain, best: .blocks),
    Case(
      reason: "Visual Studio Code without its setting",
      environment: ["TERM_PROGRAM": "vscode", "KITTY_WINDOW_ID": "1"], answer: plain,
      best: .blocks),
    Case(
      reason: "Visual Studio Code with it", environment: ["TERM_PROGRAM": "vscode"],
      answer: sixels, best: .sixel),
  ]

  @Test("the environment decides, then the terminal's answer", arguments: cases)
  func detection(example: Case) {
    var isAsked = false
    let best = ImageProtocol.best(environment: example.environment) {
      isAsked = true
      return example.answer.map { TerminalAnswer(Array($0.utf8)) }
    }
    #expect(best == example.best)
    #expect(isAsked == example.isAsked)
  }

  private func shown(
    _ choice: ImageChoice, isTerminal: Bool = true, isColored: Bool = true, term: String = "xterm",
    answer: String? = nil
  ) -> ImageProtocol? {
    TerminalImages.shown(
      choice, isTerminal: isTerminal, isColored: isColored, environment: ["TERM": term]
    ) {
      answer.map { TerminalAnswer(Array($0.utf8)) }
    }
  }

  @Test("what is no terminal gets no pictures, whatever is asked for")
  func noTerminal() {
    for choice in ImageChoice.allCases {
      #expect(shown(choice, isTerminal: false, answer: Self.sixels) == nil, "\(choice)")
    }
  }

  @Test("a way that is named is taken, and only auto asks")
  func named() {
    let ways: [(ImageChoice, ImageProtocol?)] = [
      (.kitty, .kitty), (.iterm, .iterm), (.sixel, .sixel), (.blocks, .blocks), (.none, nil),
    ]
    for (choice, way) in ways {
      #expect(shown(choice, term: "dumb") == way)
      #expect(shown(choice, isColored: false) == way)
    }
    #expect(shown(.auto, answer: Self.sixels) == .sixel)
    #expect(shown(.auto) == .blocks)
  }

  @Test(
    "without colour auto takes no half-blocks, but still pictures; a dumb terminal gets neither")
  func withoutColor() {
    #expect(shown(.auto, isColored: false) == nil)
    #expect(shown(.auto, isColored: false, answer: Self.sixels) == .sixel)
    #expect(shown(.auto, term: "dumb", answer: Self.sixels) == nil)
  }
}

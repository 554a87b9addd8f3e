/// A way to show a picture on a terminal.
enum ImageProtocol: Sendable, Equatable {
  case kitty, iterm, sixel, blocks

  /// The best way that a terminal has.
  ///
  /// What the environment says for certain holds; otherwise the terminal is asked. Inside a
  /// multiplexer (tmux, screen, Zellij) the variables are those of a terminal further out, to which
  /// pictures don't get through, and in Visual Studio Code pictures are a setting that the variables
  /// don't tell: only a terminal that says itself that it has sixels gets them there.
  ///
  /// - Parameters:
  ///   - environment: The variables of the process.
  ///   - ask: Asks the terminal; nil if it can't be asked or gives no answer.
  static func best(
    environment: [String: String], asking ask: () -> TerminalAnswer?
  ) -> ImageProtocol {
    let isTrusted = !isInMultiplexer(environment) && environment["TERM_PROGRAM"] != "vscode"
    if isTrusted, let known = known(environment) { return known }
    guard let answer = ask() else { return .blocks }
    if isTrusted, let known = answer.name.flatMap(known(program:)) { return known }
    return answer.hasSixels ? .sixel : .blocks
  }

  private static func isInMultiplexer(_ environment: [String: String]) -> Bool {
    let term = environment["TERM"] ?? ""
    return ["TMUX", "STY", "ZELLIJ"].contains { !(environment[$0] ?? "").isEmpty }
      || term.hasPrefix("screen") || term.hasPrefix("tmux")
  }

  /// What the variables say for certain. The narrower ones come first: a terminal that was started
  /// from another one has that one's variables too.
  private static func known(_ environment: [String: String]) -> ImageProtocol? {
    let term = environment["TERM"] ?? ""
    if term == "xterm-kitty" || term == "xterm-ghostty" { return .kitty }
    if term.hasPrefix("foot") || term.hasPrefix("mlterm") { return .sixel }
    // Linux's own console has no pictures, and old ones print a part of the question.
    if term == "linux" { return .blocks }
    switch environment["TERM_PROGRAM"] {
    case "iTerm.app", "WezTerm", "WarpTerminal": return .iterm
    case "ghostty": return .kitty
    // The same holds for Apple's terminal.
    case "Apple_Terminal": return .blocks
    default: break
    }
    if environment["LC_TERMINAL"] == "iTerm2" { return .iterm }
    if let window = environment["KITTY_WINDOW_ID"], !window.isEmpty { return .kitty }
    return nil
  }

  /// What a terminal has that calls itself so, with its version: `WezTerm 20240203-110809`.
  private static func known(program name: String) -> ImageProtocol? {
    let name = name.lowercased()
    if name.hasPrefix("kitty") || name.hasPrefix("ghostty") { return .kitty }
    if name.hasPrefix("iterm2") || name.hasPrefix("wezterm") { return .iterm }
    return nil
  }
}

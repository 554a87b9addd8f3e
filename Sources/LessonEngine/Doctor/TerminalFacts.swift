/// What is known of the terminal that a command writes to.
public struct TerminalFacts: Sendable {
  /// Whether standard output is one.
  public var isTerminal: Bool
  /// How many characters a line of it has.
  public var columns: Int
  /// How many lines it has.
  public var rows: Int
  /// Whether text gets colours.
  public var isColored: Bool

  /// The facts about a terminal, or about a pipe.
  public init(isTerminal: Bool, columns: Int, rows: Int, isColored: Bool) {
    self.isTerminal = isTerminal
    (self.columns, self.rows) = (columns, rows)
    self.isColored = isColored
  }

  /// Prose is hard to read in less.
  private static let narrow = 60

  func findings(_ surroundings: Surroundings) -> [Finding] {
    [terminal(surroundings.environment["TERM"]), letters(surroundings.environment)]
  }

  private func terminal(_ name: String?) -> Finding {
    guard isTerminal else {
      return .note("terminal", "standard output is none, so lessons run straight through")
    }
    guard let name, !name.isEmpty, name != "dumb" else {
      return .note(
        "terminal", "TERM is '\(name ?? "")', so nothing moves its cursor and nothing has colour",
        remedy: "Say what the terminal is, as in: export TERM=xterm-256color")
    }
    let found = "\(name), \(columns) × \(rows), \(isColored ? "with" : "without") colour"
    return columns < Self.narrow
      ? .note("terminal", found, remedy: "Make the window \(Self.narrow) characters wide, or wider")
      : .well("terminal", found)
  }

  /// The locale's letters: formulas and tables are drawn with more than ASCII.
  private func letters(_ environment: [String: String]) -> Finding {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }
      .first { !$0.isEmpty }
    let name = (locale ?? "").lowercased().filter { $0 != "-" }
    guard name.hasSuffix("utf8") || name.contains("utf8@") else {
      return .note(
        "letters", "the locale '\(locale ?? "C")' isn't UTF-8, so formulas may come out garbled",
        remedy: "Choose one that is, as in: export LC_ALL=C.UTF-8")
    }
    return .well("letters", locale ?? "")
  }
}

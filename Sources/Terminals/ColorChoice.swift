/// What `--color` says.
public enum ColorChoice: String, Sendable, CaseIterable {
  /// Colour on a terminal, unless the environment speaks against it.
  case auto
  /// Colour, whatever the stream is and the environment says.
  case always
  /// No colour, whatever the stream is and the environment says.
  case never

  /// The style for a stream.
  ///
  /// `--color` beats the variables. Of these, `NO_COLOR` switches colour off and beats the others;
  /// `FORCE_COLOR` switches it on even where the stream is no terminal, as on build servers;
  /// `TERM=dumb` means none. A variable that is set but empty says nothing (no-color.org).
  ///
  /// - Parameters:
  ///   - isTerminal: Whether the stream is a terminal.
  ///   - environment: The variables of the process.
  public func style(isTerminal: Bool, environment: [String: String]) -> TerminalStyle {
    func isSet(_ name: String) -> Bool { environment[name].map { !$0.isEmpty } ?? false }
    switch self {
    case .always: return .colored
    case .never: return .plain
    case .auto:
      if isSet("NO_COLOR") { return .plain }
      if isSet("FORCE_COLOR") { return .colored }
      return TerminalStyle(isColored: isTerminal && environment["TERM"] != "dumb")
    }
  }
}

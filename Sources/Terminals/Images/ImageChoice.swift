/// What `--images` says: how pictures are shown on the terminal.
public enum ImageChoice: String, Sendable, CaseIterable {
  /// By the best that the terminal says it has.
  case auto
  /// By the kitty graphics protocol.
  case kitty
  /// By iTerm2's pictures between lines.
  case iterm
  /// By sixels.
  case sixel
  /// By half-blocks: characters whose two halves are two pixels.
  case blocks
  /// Not at all: their paths are printed.
  case none

  /// The variable that says it where the option doesn't.
  public static let variable = "LOUPE_IMAGES"

  /// What the variable says, `auto` where it is unset or empty.
  ///
  /// - Returns: nil if it says something else than one of these choices.
  public init?(environment: [String: String]) {
    let word = environment[Self.variable] ?? ""
    self.init(rawValue: word.isEmpty ? "auto" : word)
  }
}

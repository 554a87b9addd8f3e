import TestSupport

/// Texts made of the pieces that mean something in Markdown, in any order.
struct RandomMarkdown: Sequence, IteratorProtocol {
  private var random: SplitMix
  private var count: Int

  init(seed: UInt64, count: Int) {
    random = SplitMix(seed: seed)
    self.count = count
  }

  mutating func next() -> String? {
    guard count > 0 else { return nil }
    count -= 1
    var text = ""
    for _ in 0..<Int.random(in: 1...40, using: &random) {
      text += Self.pieces.randomElement(using: &random)!
    }
    return text
  }

  private static let pieces = [
    "`", "```", "~~~", "$", "$$", "\\", "|", "-", "- ", "> ", "\n", "\n\n", " ", "    ", "\t", "a",
    "1", "1. ", "# ", "*", "_", "~", "[", "](", ")", "<", "-->", "\r", "\0", "\u{100000}",
    "\u{F0000}", "é", "表", "--|--\n", "math", "=", "\n```\n", "\n~~~\n", "\n$$\n",
  ]
}

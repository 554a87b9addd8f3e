/// Texts made of the pieces that mean something in Markdown, in any order.
struct RandomMarkdown: Sequence, IteratorProtocol {
  private var random: SplitMix
  private var count: Int

  init(seed: UInt64, count: Int) {
    random = SplitMix(state: seed)
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

/// A small generator (Steele, Lea and Flood 2014), so that a failure can be repeated.
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

extension String {
  /// How many columns the text takes on a terminal, if it stands on one line.
  public var displayWidth: Int { reduce(0) { $0 + $1.displayWidth } }
}

extension Character {
  /// How many columns the character takes on a terminal: 2 for the wide characters of East Asia
  /// and for pictographs, 0 for what has no width of its own, and 1 for the rest.
  ///
  /// A character of several code points is as wide as all of them, but a pictograph made of
  /// others, as a flag or a family is, takes the place of one.
  public var displayWidth: Int {
    // The selector that asks for a picture instead of a plain sign.
    if unicodeScalars.contains("\u{FE0F}") { return 2 }
    if unicodeScalars.contains(where: { $0.properties.isEmojiPresentation }) {
      return isFlagLetter(unicodeScalars.first!) && unicodeScalars.count == 1 ? 1 : 2
    }
    return unicodeScalars.reduce(0) { $0 + $1.displayWidth }
  }
}

private func isFlagLetter(_ scalar: Unicode.Scalar) -> Bool { 0x1F1E6...0x1F1FF ~= scalar.value }

extension Unicode.Scalar {
  /// Whether it is written over or into what is beside it.
  var isWithoutWidth: Bool { value >= 0x300 && displayWidth == 0 }

  fileprivate var displayWidth: Int {
    if 0x20...0x7E ~= value { return 1 }
    switch properties.generalCategory {
    case .control, .nonspacingMark, .enclosingMark, .lineSeparator, .paragraphSeparator: return 0
    // The soft hyphen is shown by most terminals.
    case .format: return value == 0xAD ? 1 : 0
    default: break
    }
    if 0x1160...0x11FF ~= value { return 0 }
    return isEastAsianWide ? 2 : 1
  }

  /// Whether Unicode calls the character wide or full-width (Unicode Standard Annex 11), without
  /// pictographs, and with the gaps inside blocks closed.
  private var isEastAsianWide: Bool {
    guard value >= 0x1100 else { return false }
    return wideBlocks.contains { $0 ~= value }
  }
}

private let wideBlocks: [ClosedRange<UInt32>] = [
  0x1100...0x115F,  // Hangul initials
  0x2E80...0x303E,  // radicals, punctuation
  0x3041...0x33FF,  // kana, Bopomofo, enclosed letters
  0x3400...0x4DBF,  // ideographs, extension A
  0x4E00...0xA4CF,  // ideographs, Yi
  0xA960...0xA97F,  // old Hangul initials
  0xAC00...0xD7A3,  // Hangul syllables
  0xF900...0xFAFF,  // compatibility ideographs
  0xFE10...0xFE19,  // vertical forms
  0xFE30...0xFE6F,  // compatibility forms
  0xFF01...0xFF60,  // full-width forms
  0xFFE0...0xFFE6,  // full-width signs
  0x16FE0...0x18DFF,  // Tangut, Khitan
  0x1AFF0...0x1B2FF,  // historic kana, Nüshu
  0x1F200...0x1F251,  // enclosed ideographs
  0x20000...0x3FFFD,  // ideographs, extension B and further
]

/// A formula in TeX found in prose, as GitHub writes it: `$…$`, `` $`…`$ `` or `$$…$$`.
///
/// A single dollar opens a formula if no blank follows it, and the next dollar closes it if no
/// blank stands before it and no digit after it; if that next dollar can't close it, the first
/// one is money. `\$` is a dollar, and inside code a dollar means nothing. Formulas in double
/// dollars may hold single ones.
struct MathSpan: Equatable {
  /// Where the formula stands in the prose, in bytes, with its dollars.
  var range: Range<Int>
  /// Where its TeX stands, without them.
  var tex: Range<Int>
  var isDisplay: Bool

  /// The same formula in a text in which the prose begins at `distance`.
  func moved(by distance: Int) -> MathSpan {
    MathSpan(
      range: range.lowerBound + distance..<range.upperBound + distance,
      tex: tex.lowerBound + distance..<tex.upperBound + distance, isDisplay: isDisplay)
  }

  /// The formulas in the prose of one block, from left to right.
  static func all(in prose: [UInt8]) -> [MathSpan] {
    var spans: [MathSpan] = []
    let scanner = Scanner(prose: prose)
    var place = 0
    while place < prose.count {
      switch prose[place] {
      case backslash: place += 2
      case grave: place = scanner.codeSpanEnd(at: place) ?? place + scanner.run(at: place)
      case dollar:
        if let span = scanner.formula(at: place) {
          spans.append(span)
          place = span.range.upperBound
        } else {
          place += scanner.run(at: place)
        }
      default: place += 1
      }
    }
    return spans
  }
}

private let backslash = UInt8(ascii: "\\")
private let grave = UInt8(ascii: "`")
private let dollar = UInt8(ascii: "$")

private struct Scanner {
  let prose: [UInt8]

  /// How often the byte at the place is repeated from there on.
  func run(at place: Int) -> Int {
    prose[place...].prefix { $0 == prose[place] }.count
  }

  /// The end of the code span that opens at the place: the next run of as many grave accents.
  func codeSpanEnd(at place: Int) -> Int? {
    let length = run(at: place)
    var end = place + length
    while end < prose.count {
      let found = prose[end] == grave ? run(at: end) : 0
      if found == length { return end + found }
      end += max(1, found)
    }
    return nil
  }

  func formula(at place: Int) -> MathSpan? {
    switch run(at: place) {
    case 1 where byte(place + 1) == grave: fencedFormula(at: place)
    case 1: inlineFormula(at: place)
    case 2: displayFormula(at: place)
    default: nil
    }
  }

  private func inlineFormula(at open: Int) -> MathSpan? {
    guard !isBlank(open + 1), let close = nextDollar(after: open + 1) else { return nil }
    guard !isBlank(close - 1), run(at: close) == 1, !isDigit(close + 1) else { return nil }
    return MathSpan(range: open..<close + 1, tex: open + 1..<close, isDisplay: false)
  }

  private func fencedFormula(at open: Int) -> MathSpan? {
    guard let end = codeSpanEnd(at: open + 1), byte(end) == dollar else { return nil }
    guard run(at: open + 1) == 1 else { return nil }
    return MathSpan(range: open..<end + 1, tex: open + 2..<end - 1, isDisplay: false)
  }

  private func displayFormula(at open: Int) -> MathSpan? {
    var place = open + 2
    while let close = nextDollar(after: place) {
      if run(at: close) == 2 {
        guard (open + 2..<close).contains(where: { !isBlank($0) }) else { return nil }
        return MathSpan(range: open..<close + 2, tex: open + 2..<close, isDisplay: true)
      }
      place = close + run(at: close)
    }
    return nil
  }

  /// The next dollar that is not escaped, unless code comes before it.
  private func nextDollar(after start: Int) -> Int? {
    var place = start
    while place < prose.count {
      switch prose[place] {
      case dollar: return place
      case backslash: place += 2
      case grave:
        guard codeSpanEnd(at: place) == nil else { return nil }
        place += run(at: place)
      default: place += 1
      }
    }
    return nil
  }

  private func byte(_ place: Int) -> UInt8? { place < prose.count ? prose[place] : nil }

  /// Whether a blank stands there; the end of the prose counts as one.
  private func isBlank(_ place: Int) -> Bool {
    guard let byte = byte(place) else { return true }
    return byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\n")
  }

  private func isDigit(_ place: Int) -> Bool {
    byte(place).map { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ?? false
  }
}

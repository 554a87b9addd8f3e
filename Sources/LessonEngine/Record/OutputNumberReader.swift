/// What a piece of a word in an output begins with.
enum OutputBeginning {
  case number(OutputNumber, length: Int)
  /// Digits with two points or more, so many characters.
  case version(length: Int)
  case neither

  /// Looks at what stands in a word after the character `previous`.
  init(of rest: Substring, after previous: Character?) {
    self = .neither
    guard let first = rest.first, previous?.isOfWord != true else { return }
    guard first.isDigit || "+-−.ni".contains(first) else { return }
    if let previous, first == "." && previous == "." || first.isSign && ")]}".contains(previous) {
      return
    }
    var reader = NumberReader(rest: rest)
    if let version = reader.version() {
      self = .version(length: version)
    } else if let (length, isWhole) = reader.number() {
      let text = rest.prefix(length)
      let digits = text.replacing("−", with: "-").replacing("_", with: "")
      // What is too large for a Double stays text.
      guard let value = Double(digits), value.isFinite || text.last?.isLetter == true else {
        return
      }
      self = .number(
        OutputNumber(text: String(text), value: value, isWhole: isWhole), length: length)
    }
  }
}

/// Reads the characters of a number. (Regular expressions would say it in less words, but take ten
/// times as long, and an output may have many lines.)
private struct NumberReader {
  var rest: Substring
  var length = 0

  /// How long the version is that stands here, if one does.
  func version() -> Int? {
    var reader = self
    var points = -1
    repeat {
      guard reader.digits() else { return nil }
      points += 1
    } while reader.take(".", before: \.isDigit)
    return points > 1 ? reader.length : nil
  }

  /// How long the number is that stands here, if one does, and whether it is a whole one.
  mutating func number() -> (length: Int, isWhole: Bool)? {
    if rest.first?.isSign == true { take() }
    for name in ["nan", "inf"] where rest.hasPrefix(name) {
      return rest.dropFirst(3).first?.isOfWord == true ? nil : (length + 3, false)
    }
    let hasWhole = digits()
    while hasWhole, take("_", before: \.isDigit) { _ = digits() }
    let hasPart = take(".", before: \.isDigit) && digits()
    guard hasWhole || hasPart else { return nil }
    let hasExponent = exponent()
    return (length, !hasPart && !hasExponent)
  }

  private mutating func exponent() -> Bool {
    var reader = self
    guard reader.rest.first == "e" || reader.rest.first == "E" else { return false }
    reader.take()
    if reader.rest.first?.isSign == true { reader.take() }
    guard reader.digits() else { return false }
    self = reader
    return true
  }

  private mutating func take() {
    rest.removeFirst()
    length += 1
  }

  /// Takes a character if the one after it is of a kind.
  private mutating func take(_ character: Character, before isNext: (Character) -> Bool) -> Bool {
    guard rest.first == character, rest.dropFirst().first.map(isNext) == true else { return false }
    take()
    return true
  }

  private mutating func digits() -> Bool {
    let start = length
    while rest.first?.isDigit == true { take() }
    return length > start
  }
}

extension Character {
  fileprivate var isDigit: Bool { "0"..."9" ~= self && utf8.count == 1 }
  fileprivate var isSign: Bool { "+-−".contains(self) }
  /// Whether it is of one word with a letter or digit beside it.
  fileprivate var isOfWord: Bool { isLetter || isNumber || self == "_" }
}

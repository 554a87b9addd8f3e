/// Swift code in which comments and texts are blanked out, so that words in them aren't taken for code. Lines
/// and columns, counted in bytes, stay where they are.
///
/// It is read once from front to back, whatever is in it. What is put into a text with `\(…)` counts as a part of
/// the text, and regular expressions as code: it serves for telling where something stands, and what must not
/// be missed is looked for elsewhere (`ForbiddenWords`, `ObjectFile`).
struct BareCode {
  /// The code's lines.
  let lines: [String]

  init(_ code: String) {
    var reader = BareCodeReader(bytes: Array(code.utf8))
    lines = reader.read().map { String(decoding: $0, as: UTF8.self) }
  }
}

private struct BareCodeReader {
  let bytes: [UInt8]
  private var place = 0
  private var lines: [[UInt8]] = [[]]

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func read() -> [[UInt8]] {
    while place < bytes.count {
      if isNext("//") {
        while place < bytes.count, !isLineEnd(bytes[place]) { blank() }
      } else if isNext("/*") {
        blankComment()
      } else if bytes[place] == UInt8(ascii: "#") {
        let hashes = run(of: UInt8(ascii: "#"))
        if place < bytes.count, bytes[place] == UInt8(ascii: "\"") { blankText(hashes: hashes) }
      } else if bytes[place] == UInt8(ascii: "\"") {
        blankText(hashes: 0)
      } else {
        keep()
      }
    }
    return lines
  }

  private func isLineEnd(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }

  private func isNext(_ text: StaticString) -> Bool {
    place + text.utf8CodeUnitCount <= bytes.count
      && (0..<text.utf8CodeUnitCount).allSatisfy { bytes[place + $0] == text.utf8Start[$0] }
  }

  /// Takes the next byte over; CR LF ends one line.
  private mutating func keep() {
    defer { place += 1 }
    guard isLineEnd(bytes[place]) else { return lines[lines.count - 1].append(bytes[place]) }
    if bytes[place] == UInt8(ascii: "\r"), place + 1 < bytes.count,
      bytes[place + 1] == UInt8(ascii: "\n")
    {
      place += 1
    }
    lines.append([])
  }

  /// Puts a blank for the next byte, unless it ends a line.
  private mutating func blank() {
    guard !isLineEnd(bytes[place]) else { return keep() }
    lines[lines.count - 1].append(UInt8(ascii: " "))
    place += 1
  }

  private mutating func blank(_ count: Int) {
    for _ in 0..<count where place < bytes.count { blank() }
  }

  /// Takes over a row of the same byte, and says how long it is.
  private mutating func run(of byte: UInt8) -> Int {
    let start = place
    while place < bytes.count, bytes[place] == byte { keep() }
    return place - start
  }

  /// Comments of Swift can stand in each other.
  private mutating func blankComment() {
    var depth = 0
    repeat {
      if isNext("/*") {
        depth += 1
        blank(2)
      } else if isNext("*/") {
        depth -= 1
        blank(2)
      } else {
        blank()
      }
    } while depth > 0 && place < bytes.count
  }

  private mutating func blankText(hashes: Int) {
    // #"""# is a text of one quote, for nothing follows three quotes that open a text of several lines.
    let opensSeveral = isNext("\"\"\"")
    let end = place + 3
    let quotes =
      opensSeveral && (hashes == 0 || end >= bytes.count || isLineEnd(bytes[end])) ? 3 : 1
    blank(quotes)
    while place < bytes.count {
      if isLineEnd(bytes[place]), quotes == 1 { return }
      if bytes[place] == UInt8(ascii: "\\"), hashes == 0 {
        blank(2)
      } else if closes(quotes: quotes, hashes: hashes) {
        return blank(quotes + hashes)
      } else {
        blank()
      }
    }
  }

  private func closes(quotes: Int, hashes: Int) -> Bool {
    guard place + quotes + hashes <= bytes.count else { return false }
    return bytes[place..<place + quotes].allSatisfy { $0 == UInt8(ascii: "\"") }
      && bytes[place + quotes..<place + quotes + hashes].allSatisfy { $0 == UInt8(ascii: "#") }
  }
}

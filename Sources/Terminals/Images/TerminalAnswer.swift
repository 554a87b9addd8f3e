/// What a terminal says of itself when it is asked.
///
/// The name comes as `ESC P > | name ESC \` (XTVERSION), the attributes as
/// `ESC [ ? class ; attribute ; … c` (DA1). Nearly every terminal gives the second answer, and gives
/// answers in the order of the questions, so it marks the end.
struct TerminalAnswer: Sendable, Equatable {
  /// What is sent: who are you, and what do you have?
  static let question = "\u{1B}[>q\u{1B}[c"

  /// The name and the version, where the terminal gives them.
  var name: String?
  /// What the terminal has, as numbers; nil as long as the answer hasn't come.
  var attributes: [Int]?
  /// The bytes that belong to no answer: keys that were pressed meanwhile.
  var otherBytes: [UInt8] = []

  var isComplete: Bool { attributes != nil }

  /// Attribute 4 is "sixel graphics".
  var hasSixels: Bool { attributes?.contains(4) ?? false }

  /// Finds the answers among all that has come from the terminal so far.
  init(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while let first = rest.first {
      if let (text, count) = Self.sequence(rest, from: "\u{1B}P>|", to: "\u{1B}\\") {
        name = text
        rest = rest.dropFirst(count)
      } else if let (text, count) = Self.sequence(rest, from: "\u{1B}[?", to: "c"),
        text.allSatisfy({ $0.isASCII && $0.isNumber || $0 == ";" })
      {
        // The first number is the terminal's class, as in "a VT220 with …".
        attributes = text.split(separator: ";").dropFirst().compactMap { Int($0) }
        rest = rest.dropFirst(count)
      } else {
        otherBytes.append(first)
        rest = rest.dropFirst()
      }
    }
  }

  /// The text between a beginning and an end, and how many bytes it takes with both.
  private static func sequence(
    _ bytes: ArraySlice<UInt8>, from start: String, to end: String
  ) -> (text: String, count: Int)? {
    guard bytes.starts(with: start.utf8) else { return nil }
    let text = bytes.dropFirst(start.utf8.count)
    let end = Array(end.utf8)
    for place in text.indices where text[place...].starts(with: end) {
      let inner = String(decoding: text[..<place], as: UTF8.self)
      return (inner, place + end.count - bytes.startIndex)
    }
    return nil
  }
}

import Tensors

/// How single numbers are written in formulas.
enum NumberWords {
  /// A number on its own: 2, -1, 0.25, 0.3333.
  static func text(_ number: Float) -> String {
    let text = NumberFormat([number]).text(number)
    guard text.contains("."), !text.contains("e") else { return text }
    let rest = text.reversed().drop { $0 == "0" }.drop { $0 == "." }
    return String(rest.reversed())
  }

  /// A number behind an operator: 2, (-1).
  static func operand(_ number: Float) -> String {
    let text = text(number)
    return text.hasPrefix("-") ? "(\(text))" : text
  }

  /// "=", or "≈" where a number is written with fewer digits than it has.
  static func equals(_ numbers: some Sequence<Float>) -> String {
    numbers.allSatisfy { NumberFormat([$0]).isExact($0) } ? "=" : "≈"
  }

  /// The signs of a formula that is worked out line by line: "=" where neither a line nor the one
  /// before it has rounded numbers.
  struct Chain {
    private var isExact = true

    /// The sign before the next line.
    mutating func sign(_ numbers: some Sequence<Float>) -> String {
      let wasExact = isExact
      let sign = NumberWords.equals(numbers)
      isExact = sign == "="
      return wasExact ? sign : "≈"
    }
  }

  /// Parts of a sum, each but the first with its plus sign.
  static func sum(_ parts: [String]) -> [String] {
    parts.enumerated().map { $0.offset == 0 ? $0.element : "+ \($0.element)" }
  }

  /// Parts of a list, each but the last with its comma.
  static func list(_ parts: [String]) -> [String] {
    parts.enumerated().map { $0.offset == parts.count - 1 ? $0.element : "\($0.element)," }
  }
}

extension String {
  /// The text as it is put into pictures, where padding has a colour and no sign.
  var drawable: String { String(flatMap { $0 == "□" ? "grey" : String($0) }) }
}

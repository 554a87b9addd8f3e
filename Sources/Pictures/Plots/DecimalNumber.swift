/// A number as people write it: some digits and a power of ten, digits · 10^exponent.
///
/// Ticks are reckoned in these, so that the third multiple of 0.1 is 0.3 and not
/// 0.30000000000000004.
struct DecimalNumber: Equatable {
  let digits: Int
  let exponent: Int

  init(_ digits: Int, tenToThe exponent: Int) {
    (self.digits, self.exponent) = (digits, exponent)
  }

  /// The nearest Double: 0 where the number is too small for one, infinite where it is too large.
  var value: Double { Double("\(digits)e\(exponent)") ?? 0 }

  private var sign: String { digits < 0 ? "−" : "" }

  /// With as many decimals as the power of ten asks for: 0.30, 1200.
  var plainText: String {
    var text = String(digits.magnitude)
    if exponent >= 0 { return digits == 0 ? "0" : sign + text + zeros(exponent) }
    if text.count <= -exponent { text = zeros(1 - exponent - text.count) + text }
    text.insert(".", at: text.index(text.endIndex, offsetBy: exponent))
    return sign + text
  }

  /// One digit, the decimals that matter, and a power of ten: 2.5e−07.
  var scientificText: String {
    guard digits != 0 else { return "0" }
    let text = String(digits.magnitude)
    var decimals = text.dropFirst()
    while decimals.last == "0" { decimals.removeLast() }
    let power = text.count - 1 + exponent
    return sign + text.prefix(1) + (decimals.isEmpty ? "" : "." + decimals) + "e"
      + (power < 0 ? "−" : "+") + (power.magnitude < 10 ? "0" : "") + String(power.magnitude)
  }

  private func zeros(_ count: Int) -> String { String(repeating: "0", count: count) }

  /// The numbers in words that stand beside each other: all plain, or all with powers of ten where
  /// there are so many zeros that nobody would count them.
  static func texts(_ numbers: [DecimalNumber]) -> [String] {
    let plain = numbers.map(\.plainText)
    let isLong = numbers.contains { $0.exponent < -4 || $0.value.magnitude > 1e6 }
    guard isLong else { return plain }
    let scientific = numbers.map(\.scientificText)
    let lengths = (plain.map(\.count).max() ?? 0, scientific.map(\.count).max() ?? 0)
    return lengths.1 < lengths.0 ? scientific : plain
  }
}

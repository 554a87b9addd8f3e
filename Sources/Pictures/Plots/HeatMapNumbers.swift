import Tensors

/// The numbers in the cells of a heat map, in as few digits as tell them apart.
enum HeatMapNumbers {
  /// Whole numbers as they are, others with the same number of decimals: three digits for the
  /// largest of them, fewer where that loses nothing.
  static func texts(_ values: [Double]) -> [String] {
    let finite = values.filter(\.isFinite)
    let largest = finite.map(\.magnitude).max() ?? 0
    if finite.allSatisfy({ $0 == $0.rounded() }), largest < 1e6 {
      return values.map { $0.isFinite ? text($0, decimals: 0) : short($0) }
    }
    guard largest < 1e6, largest >= 1e-3 else { return values.map { short($0) } }
    let most = min(max(2 - Int(decimalLogarithm(largest).rounded(.down)), 0), 4)
    let decimals =
      (0..<most).first { decimals in
        finite.allSatisfy { Double(text($0, decimals: decimals, minus: "-")) == $0 }
      } ?? most
    return values.map { $0.isFinite ? text($0, decimals: decimals) : short($0) }
  }

  /// Three digits, of numbers too that are too large or too small for a Float.
  private static func short(_ value: Double) -> String {
    let number = Float(value)
    guard value.isFinite, value != 0, !number.isFinite || number == 0 else {
      return shortText(number)
    }
    let parts = value.scientific(decimals: 2).replacing("-", with: "−").split(separator: "e")
    let digits = parts[0].reversed().drop { $0 == "0" }.drop { $0 == "." }
    return String(digits.reversed()) + "e" + parts[1]
  }

  private static func text(_ value: Double, decimals: Int, minus: String = "−") -> String {
    let text = value.magnitude.fixed(decimals: decimals)
    return value < 0 && text.contains { ("1"..."9").contains($0) } ? minus + text : text
  }
}

import Tensors

/// The numbers in the cells of a heat map, in as few digits as tell them apart.
enum HeatMapNumbers {
  /// Whole numbers as they are, others with the same number of decimals: three digits for the
  /// largest of them, fewer where that loses nothing.
  static func texts(_ values: [Double]) -> [String] {
    let finite = values.filter(\.isFinite)
    let largest = finite.map(\.magnitude).max() ?? 0
    if finite.allSatisfy({ $0 == $0.rounded() }), largest < 1e6 {
      return values.map { $0.isFinite ? text($0, decimals: 0) : shortText(Float($0)) }
    }
    guard largest < 1e6, largest >= 1e-3 else { return values.map { shortText(Float($0)) } }
    let most = min(max(2 - Int(decimalLogarithm(largest).rounded(.down)), 0), 4)
    let decimals =
      (0..<most).first { decimals in
        finite.allSatisfy { Double(text($0, decimals: decimals, minus: "-")) == $0 }
      } ?? most
    return values.map { $0.isFinite ? text($0, decimals: decimals) : shortText(Float($0)) }
  }

  private static func text(_ value: Double, decimals: Int, minus: String = "−") -> String {
    let text = value.magnitude.fixed(decimals: decimals)
    return value < 0 && text.contains { ("1"..."9").contains($0) } ? minus + text : text
  }
}

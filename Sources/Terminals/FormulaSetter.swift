/// Sets a formula for a terminal: TeX goes in, plain Unicode text comes out.
///
///     FormulaSetter(#"\gamma_n = \frac{n \cdot u}{1 - n \cdot u}"#)?.text
///     // γₙ = n·u / (1 − n·u)
///
/// A terminal has lines and nothing above or below them, so a fraction becomes a quotient, with
/// brackets where it needs them; what is summed over stands behind its Σ; and an index is lowered
/// if it is a number or one letter for which Unicode has a low form, and otherwise follows `_`.
/// Signs get the spaces that a mathematician gives them, whatever the source has. Letters side by
/// side are taken for one name, as `kh` is in all of our formulas.
///
/// TeX is a large language, and this is a small part of it. A formula with anything else in it is
/// not set at all, rather than wrongly.
public struct FormulaSetter: Sendable {
  private let rows: [FormulaLine]

  /// A formula in TeX, without the dollars around it.
  ///
  /// - Returns: nil if the source holds a command that is not known, or is not well-formed.
  public init?(_ tex: String) {
    guard let rows = FormulaReader.lines(tex) else { return nil }
    self.rows = rows.filter { !$0.pieces.isEmpty }
  }

  /// The formula in one line, as it stands among words.
  public var text: String { rows.map(\.text).joined(separator: "  ") }

  /// The same text, cut where a line of prose may end. The blanks there are parts of their own.
  var parts: [String] { Array(rows.map(\.parts).joined(separator: ["  "])) }

  /// The formula on lines of its own, one for each that the source asks for by `\\`.
  ///
  /// One that is too long is broken before a relation; where that is not enough, before a plus or
  /// minus; then before another binary operator; and if nothing else helps, at any blank.
  public func lines(width: Int) -> [String] { rows.flatMap { $0.broken(to: width) } }
}

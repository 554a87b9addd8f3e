/// Sine and cosine with + − × ÷ alone, so that they are the same bits on every machine.
enum PolynomialSine {
  /// sin(2πx): x is in turns. Wrong by 10⁻⁶ at most for −1 ≤ x ≤ 1, and beyond that by what x itself is
  /// rounded by.
  static func sine(ofTurns x: Float) -> Float {
    // The nearest half turn away, the sine is the same or the opposite; from −¼ to ¼ is left.
    let halves = (2 * x).rounded(.toNearestOrEven)
    let rest = x - halves / 2
    let isOdd = halves - 2 * (halves / 2).rounded(.down) == 1
    let y = 6.283_185_5 * rest
    let square = y * y
    // Taylor's series; at π/2, the first term that is left out is 6·10⁻⁸.
    let series =
      y
      * (1 + square
        * (-1 / 6 + square
          * (1 / 120 + square * (-1 / 5040 + square * (1 / 362_880 - square / 39_916_800)))))
    return isOdd ? -series : series
  }

  /// cos(2πx).
  static func cosine(ofTurns x: Float) -> Float { sine(ofTurns: x + 0.25) }
}

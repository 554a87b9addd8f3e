/// Turns squares of numbers over, as many rows of as many numbers as a vector has.
enum Transposition<V: Vector> {
  /// How many numbers a square has.
  static var size: Int { V.count * V.count }

  /// Turns a square over: what was its columns is its rows.
  ///
  /// Each step puts the rows of the upper half between those of the lower, number by number: that moves
  /// the highest digit of a row's number, in base 2, behind those of the column's. When all have moved,
  /// rows and columns have changed places.
  ///
  /// - Parameters:
  ///   - rows: the first row; the others lie `stride` numbers apart.
  ///   - scratch: room for two squares.
  /// - Returns: the rows of the square turned over, one after the other.
  @inline(__always)
  static func turn(
    _ rows: UnsafePointer<Float>, stride: Int, _ scratch: UnsafeMutablePointer<Float>
  ) -> UnsafePointer<Float> {
    let half = V.count / 2
    var (turned, other) = (scratch, scratch + size)
    for i in 0..<half {
      V.interleave(
        V(at: rows + i * stride), V(at: rows + (i + half) * stride), to: turned + 2 * i * V.count)
    }
    var digits = V.count / 2
    while digits > 1 {
      for i in 0..<half {
        V.interleave(
          V(at: turned + i * V.count), V(at: turned + (i + half) * V.count),
          to: other + 2 * i * V.count)
      }
      (turned, other) = (other, turned)
      digits /= 2
    }
    return UnsafePointer(turned)
  }
}

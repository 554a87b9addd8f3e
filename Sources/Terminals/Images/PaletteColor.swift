import Pictures

/// The fixed part of the palette of 256 colours: a cube of 6 × 6 × 6 colours from number 16 on, and 24
/// greys from number 232 on. The first 16 are the user's own, so they are never used.
enum PaletteColor {
  private static let levels = [0, 95, 135, 175, 215, 255]

  /// The number of the colour that is nearest, by the sum of the squared distances.
  static func number(nearest color: Color) -> Int {
    let wanted = [Int(color.red), Int(color.green), Int(color.blue)]
    let steps = wanted.map(nearestStep)
    let cube = steps.map { levels[$0] }
    let grey = min(23, max(0, (wanted.reduce(0, +) / 3 - 3) / 10))
    let greys = Array(repeating: 8 + 10 * grey, count: 3)
    if distance(wanted, greys) < distance(wanted, cube) { return 232 + grey }
    return 16 + 36 * steps[0] + 6 * steps[1] + steps[2]
  }

  private static func nearestStep(_ level: Int) -> Int {
    levels.indices.min { abs(levels[$0] - level) < abs(levels[$1] - level) }!
  }

  private static func distance(_ first: [Int], _ second: [Int]) -> Int {
    zip(first, second).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
  }
}

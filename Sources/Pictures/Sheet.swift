/// The paper that legends and grids are drawn on: light, but not so light that it glares on a dark
/// page or vanishes on a white one.
enum Sheet {
  static let paper = Color(grey: 238)
  static let ink = Color(grey: 34)

  /// An empty sheet, grey or with three channels.
  static func empty(width: Int, height: Int, isGrey: Bool) -> Picture {
    isGrey
      ? Picture(repeating: paper.red, width: width, height: height)
      : Picture(repeating: paper, width: width, height: height)
  }
}

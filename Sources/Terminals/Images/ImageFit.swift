/// How large a picture is shown.
///
/// It is never wider than the prose, nor higher than two thirds of the window, so that some of the
/// text stays in sight. Pictures that don't fit are made smaller and keep their proportions. Small
/// ones are enlarged by whole factors, so that a feature map of 8 × 8 can be looked at and each of
/// its pixels is still a square.
struct ImageFit: Sendable, Equatable {
  /// How many dots a cell is divided into: its pixels, or for half-blocks its two halves.
  var dots: CellSize
  /// The width of a dot, if its height is 1.
  var dotWidth: Double
  /// How many dots there is room for.
  var widest, highest: Int

  /// For a window of this size, with these cells. Half-blocks divide a cell into 1 × 2 dots.
  init(_ shown: ImageProtocol, in window: TerminalSize, cell: CellSize) {
    dots = shown == .blocks ? CellSize(width: 1, height: 2) : cell
    dotWidth =
      Double(cell.width * dots.height) / Double(cell.height * dots.width)
    widest = max(1, window.proseWidth) * dots.width
    highest = max(1, window.rows * 2 / 3) * dots.height
  }

  /// The size in dots at which a picture of this many pixels is shown.
  func size(width: Int, height: Int) -> (width: Int, height: Int) {
    if width <= widest && height <= highest {
      let factor = enlargement(width: width, height: height)
      return (width * factor, height * factor)
    }
    // Dots that are no squares count here only: a picture that is shown whole keeps its pixels.
    let scale = min(
      1, Double(widest) / Double(width), Double(highest) / (Double(height) * dotWidth))
    func scaled(_ size: Double, atMost limit: Int) -> Int {
      max(1, min(limit, Int((size * scale).rounded())))
    }
    return (
      scaled(Double(width), atMost: widest), scaled(Double(height) * dotWidth, atMost: highest)
    )
  }

  /// By how much a picture that fits is enlarged: up to 32 columns or 16 rows, and no pixel beyond
  /// 4 columns and 2 rows.
  private func enlargement(width: Int, height: Int) -> Int {
    max(
      1,
      [
        32 * dots.width / width, 16 * dots.height / height, 4 * dots.width, 2 * dots.height,
        widest / width, highest / height,
      ].min()!)
  }

  /// How many columns a picture of so many dots covers.
  func columns(_ width: Int) -> Int { (width + dots.width - 1) / dots.width }
}

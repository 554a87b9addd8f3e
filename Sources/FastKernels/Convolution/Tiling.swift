/// How tiles cover a band of outputs, whose rows lie `pitch` apart among the columns of a product.
///
/// Either tile after tile over the columns, whether they are outputs or not: nothing is computed twice,
/// but a tile holds pieces of rows and what lies between them. Or row by row: the last tile of a row
/// begins early enough to end with it, so every tile is all outputs and goes from the registers to the
/// result, but some are computed twice.
struct Tiling: Sendable {
  let byRows: Bool
  /// How many outputs a row has.
  private let outputs: Int
  private let pitch: Int
  private let width: Int
  /// Whether there is nothing between the rows, neither among the columns nor in the result, so that
  /// they are one.
  private let isJoined: Bool

  init(byRows: Bool, _ sum: TapSum, pitch: Int, width: Int) {
    self.byRows = byRows
    outputs = sum.columns.outputs
    self.pitch = pitch
    self.width = width
    isJoined = pitch == outputs && sum.columns.result == outputs && sum.rows.step == 1
  }

  /// How long the rows are, and how many.
  private func lines(rows: Int) -> (length: Int, count: Int) {
    isJoined ? (rows * outputs, 1) : (outputs, rows)
  }

  /// Whether a band's rows are as long as a tile.
  func fit(rows: Int) -> Bool { lines(rows: rows).length >= width }

  /// Whether panels of so many channels of the result may belong to different tasks: tiles that are
  /// all outputs overlap where the last panel isn't full.
  func mayCutPanels(_ sum: TapSum, height: Int) -> Bool {
    !byRows || sum.resultChannels % height == 0
  }

  /// How many tiles a band of so many rows takes.
  func count(rows: Int) -> Int {
    if byRows {
      let (length, count) = lines(rows: rows)
      return count * ((length + width - 1) / width)
    }
    return ((rows - 1) * pitch + outputs + width - 1) / width
  }

  /// The first column of a tile.
  @inline(__always)
  func column(tile: Int, rows: Int) -> Int {
    guard byRows else { return tile * width }
    let length = lines(rows: rows).length
    let (row, number) = tile.quotientAndRemainder(dividingBy: (length + width - 1) / width)
    return row * pitch + min(number * width, length - width)
  }

  /// Where in the result, whose rows are `outputs` long, a column of a tiling by rows goes.
  @inline(__always)
  func place(ofColumn column: Int, resultPitch: Int) -> Int {
    let (row, within) = column.quotientAndRemainder(dividingBy: pitch)
    return row * resultPitch + within
  }
}

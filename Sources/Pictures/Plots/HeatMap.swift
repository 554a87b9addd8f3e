import Tensors

/// A matrix as coloured cells with its numbers in them.
///
///     let plot = HeatMap(
///       title: "What was taken for what", counts, rows: names, columns: names, x: "predicted", y: "true")
///     show(plot.picture, "Confusion matrix")
///
/// White is 0 and the darkest blue the largest number; where there are numbers below 0, these are blue
/// and those above are red. Numbers for which the cells are too small are left out, and then a bar says
/// what the colours stand for. NaN and infinities are yellow.
public struct HeatMap: Plot {
  /// Whether a bar beside the matrix says what the colours stand for.
  public enum ColorBar: Sendable {
    /// Only where the numbers themselves don't fit into the cells.
    case whereNumbersAreMissing
    /// In any case, or in none.
    case always, never
  }

  /// What the plot shows, in a few words; it stands above it.
  public var title: String
  /// The numbers, row by row.
  public let values: [[Double]]

  let rowNames: [String]
  let columnNames: [String]
  let xLabel: String
  let yLabel: String
  let colorBar: ColorBar
  let width: Int
  let height: Int

  /// A heat map.
  ///
  /// - Parameters:
  ///   - title: what the plot shows, in a few words.
  ///   - values: row by row, all rows equally long.
  ///   - rows: what stands at the left of the rows; none for their numbers, from 0.
  ///   - columns: what stands under the columns; none for their numbers, from 0.
  ///   - x: what the columns are.
  ///   - y: what the rows are.
  ///   - colorBar: whether a bar says what the colours stand for.
  ///   - width: the widest that the picture may be, in pixels; a small matrix makes a smaller picture.
  ///   - height: the highest that it may be; only more rows than pixels make it higher.
  /// - Precondition: at least one row and one column, rows of one length, as many names as there
  ///   are rows and columns, or none; at least 160 × 120 pixels.
  public init(
    title: String = "", _ values: [[some PlotNumber]], rows: [String] = [],
    columns: [String] = [], x: String = "", y: String = "",
    colorBar: ColorBar = .whereNumbersAreMissing, width: Int = 640, height: Int = 480
  ) {
    PlotSheet.requireRoom(width: width, height: height)
    let count = values.first?.count ?? 0
    require(count > 0, "a heat map has at least one row and one column")
    for (row, cells) in values.enumerated() {
      require(
        cells.count == count,
        "the rows of a heat map are equally long: row 0 has \(count) numbers, and row \(row) has "
          + "\(cells.count)")
    }
    require(
      rows.isEmpty || rows.count == values.count,
      "each row has one name, and \(rows.count) names are not \(values.count)")
    require(
      columns.isEmpty || columns.count == count,
      "each column has one name, and \(columns.count) names are not \(count)")
    self.title = title
    self.values = values.map { $0.map(\.plotted) }
    rowNames = rows.isEmpty ? values.indices.map(String.init) : rows
    columnNames = columns.isEmpty ? (0..<count).map(String.init) : columns
    (xLabel, yLabel, self.colorBar) = (x, y, colorBar)
    (self.width, self.height) = (width, height)
  }

  /// A heat map of a matrix, `[H, W]`, as of the columns that a convolution is turned into.
  ///
  /// The parameters are those of the other initializer.
  ///
  /// - Precondition: the tensor has two axes and at least one number.
  public init(
    title: String = "", _ matrix: Tensor<Float>, rows: [String] = [], columns: [String] = [],
    x: String = "", y: String = "", colorBar: ColorBar = .whereNumbersAreMissing,
    width: Int = 640, height: Int = 480
  ) {
    let shape = matrix.shape
    require(shape.count == 2, "a heat map shows a matrix, [H, W], not a tensor of shape \(shape)")
    let scalars = matrix.scalars
    self.init(
      title: title,
      (0..<shape[0]).map { row in Array(scalars[row * shape[1]..<(row + 1) * shape[1]]) },
      rows: rows, columns: columns, x: x, y: y, colorBar: colorBar, width: width, height: height)
  }

  /// The heat map, drawn.
  public var picture: Picture { HeatMapLayout(self).picture }
}

/// How large the cells of a heat map are, and what is written in and beside them.
struct HeatMapCells {
  let width: Int
  let height: Int
  /// The numbers, row by row; nil where the cells are too small for them.
  let numbers: [[PlotText]]?
  /// What stands beside the rows; empty where there is no room for every one.
  let rowNames: [PlotText]
  /// What stands under the columns.
  let columnNames: [PlotText]
  /// Whether the names of the columns are written upwards.
  let namesStand: Bool

  /// The largest cell: a small matrix isn't blown up.
  private static let (mostWidth, mostHeight) = (72, 44)
  private static let (longestRowName, longestColumnName) = (150, 90)

  /// - Parameters:
  ///   - map: its values and names.
  ///   - across: the pixels for cells and the names of the rows.
  ///   - down: the pixels for cells and the names of the columns.
  init(_ map: HeatMap, across: Int, down: Int) {
    let (rowCount, columnCount) = (map.values.count, map.values[0].count)
    let longest = Self.widest(
      map.rowNames.map { PlotText.fitting($0, width: Self.longestRowName, sizes: [.normal]) })
    let longestUnder = Self.widest(map.columnNames.map { PlotText($0) }) + 4
    let most = max(Self.mostWidth, min(Self.longestColumnName, longestUnder))
    let widest = min(most, max(1, (across - longest) / columnCount))
    let names = Self.columnNames(map.columnNames, cellWidth: widest)
    (columnNames, namesStand) = names
    let under =
      names.stands ? Self.widest(names.texts) : PlotText.Size.normal.capHeight
    height = max(1, min(Self.mostHeight, (down - under) / rowCount, max(widest, 1)))
    // Cells that are much wider than high don't look like a matrix.
    let isNarrowed = widest > 2 * height && !names.stands
    width = isNarrowed ? max(2 * height, Self.widest(names.texts) + 4) : widest
    rowNames = Self.thinned(
      map.rowNames, room: height,
      sizes: [(.normal, 14), (.small, 10)], longest: Self.longestRowName)
    let texts = HeatMapNumbers.texts(map.values.flatMap { $0 })
    var fitting: [PlotText]?
    for size in [PlotText.Size.normal, .small] where fitting == nil {
      let drawn = texts.map { PlotText($0, size) }
      let room = (width - 5, height - 5)
      if size.capHeight <= room.1, drawn.allSatisfy({ $0.width <= room.0 }) { fitting = drawn }
    }
    numbers = fitting.map { texts in
      (0..<rowCount).map { Array(texts[$0 * columnCount..<($0 + 1) * columnCount]) }
    }
  }

  private static func widest(_ texts: [PlotText]) -> Int { texts.map(\.width).max() ?? 0 }

  /// Side by side where they fit; numbers that don't fit are thinned out, and names stand.
  private static func columnNames(
    _ names: [String], cellWidth: Int
  ) -> (texts: [PlotText], stands: Bool) {
    for size in [PlotText.Size.normal, .small] {
      let texts = names.map { PlotText($0, size) }
      if texts.allSatisfy({ $0.width <= cellWidth - 4 }) { return (texts, false) }
    }
    if names.allSatisfy({ Int($0) != nil }) {
      let widest = widest(names.map { PlotText($0) }) + 8
      let every =
        [2, 5, 10, 20, 50, 100, 200, 500, 1000].first { $0 * cellWidth >= widest } ?? 5000
      return (Self.every(every, names, .normal, longestColumnName), false)
    }
    let texts = thinned(
      names, room: cellWidth, sizes: [(.normal, 14), (.small, 10)], longest: longestColumnName)
    return (texts, true)
  }

  /// The names in the first size for which there is room, or some of them in the last.
  private static func thinned(
    _ names: [String], room: Int, sizes: [(PlotText.Size, Int)], longest: Int
  ) -> [PlotText] {
    for (size, needed) in sizes where room >= needed {
      return names.map { PlotText.fitting($0, width: longest, sizes: [size]) }
    }
    let every = [2, 5, 10, 20, 50, 100, 200, 500, 1000].first { $0 * room >= 14 } ?? 5000
    return Self.every(every, names, .normal, longest)
  }

  private static func every(
    _ step: Int, _ names: [String], _ size: PlotText.Size, _ longest: Int
  ) -> [PlotText] {
    names.enumerated().map { number, name in
      PlotText.fitting(number.isMultiple(of: step) ? name : "", width: longest, sizes: [size])
    }
  }
}

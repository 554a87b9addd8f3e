/// How an implicit GEMM is cut up, and what that costs: what the microkernel reads, in tiles of which
/// shape, over bands of how many rows of outputs.
struct ImplicitGEMMCut {
  /// What the microkernel reads.
  enum Operand {
    /// The source itself.
    case source
    /// A band of it with its padding, and in phases.
    case phases
    /// A band of it, once for each tap of a row.
    case eachTap
  }

  let operand: Operand
  let shape: TileShape
  let rowsOfBand: Int
  /// How many panels of channels of the result a task takes; each task lays out its band.
  let panelsOfTask: Int
  /// How tiles of this shape cover a band of outputs.
  let tiling: Tiling
  /// How far the rows of outputs lie apart among the columns of the product.
  let pitch: Int
  /// What is laid out, unless the source itself is read.
  let layout: SourceLayout
  /// About how long it takes, in multiply-adds of vectors on one core.
  let cost: Double

  /// The most numbers that a band lays out, unless a single row needs more: half of a second-level cache
  /// of a megabyte.
  private static let largestLayout = 1 << 17
  /// About how many columns of the product a band has at most, unless what it lays out is so little that
  /// it fits the first-level cache.
  private static let widestBand = 512
  private static let smallLayout = 1 << 13

  /// The one of the least cost.
  static func best(for sum: TapSum) -> ImplicitGEMMCut {
    // A sum without taps, of inputs that no output meets, has no rows in the source to lie on.
    let readsSource =
      sum.productsPerOutput > 0 && sum.planes.isInside && sum.rows.isInside
      && sum.rows.stride == 1 && sum.columns.isInside && sum.columns.stride == 1
      && sum.sourceChannels * sum.sourcePlaces < Int(Int32.max)
    var best: ImplicitGEMMCut?
    for operand in [readsSource ? Operand.source : .phases, .eachTap] {
      let layout = SourceLayout(sum, rowsOfBand: 1, eachTap: operand == .eachTap)
      for shape in TileShape.all {
        for rowsOfBand in candidates(sum.rows.outputs) {
          for byRows in [true, false] {
            let cut = ImplicitGEMMCut(
              sum, operand, layout, shape, rowsOfBand: rowsOfBand, byRows: byRows,
              orElse: best?.cost ?? .infinity)
            if let cut { best = cut }
          }
        }
      }
    }
    return best!
  }

  /// Nil where this can't be, or isn't better than what there is.
  private init?(
    _ sum: TapSum, _ operand: Operand, _ layout: SourceLayout, _ shape: TileShape,
    rowsOfBand: Int, byRows: Bool, orElse bestCost: Double
  ) {
    var layout = layout
    layout.rowsOfBand = rowsOfBand
    let readsSource = operand == .source
    let size = readsSource ? 0 : layout.size(channels: sum.sourceChannels)
    let pitch = readsSource ? sum.columns.source : layout.pitch
    // One band of one row, tile after tile over it, can always be.
    if rowsOfBand > 1,
      size > Self.largestLayout
        || rowsOfBand * pitch > Self.widestBand && (readsSource || size > Self.smallLayout)
    {
      return nil
    }
    let (whole, rest) = sum.rows.outputs.quotientAndRemainder(dividingBy: rowsOfBand)
    let tiling = Tiling(byRows: byRows, sum, pitch: pitch, width: shape.width)
    if byRows,
      sum.columns.step != 1 || sum.resultChannels < shape.height
        || !tiling.fit(rows: rowsOfBand) || rest > 0 && !tiling.fit(rows: rest)
    {
      return nil
    }
    // Beside the products, a tile is stored, and in pieces loaded and stored again.
    let panels = (sum.resultChannels + shape.height - 1) / shape.height
    let products = Double(sum.productsPerOutput) * shape.cost
    let writing = Double((byRows ? 1 : 4) * shape.vectors * shape.height)
    func cost(_ rows: Int) -> (tiles: Double, layout: Double) {
      layout.rowsOfBand = rows
      return (
        Double(tiling.count(rows: rows) * panels) * (products + writing),
        readsSource ? 0 : layout.cost(channels: sum.sourceChannels)
      )
    }
    let band = cost(rowsOfBand)
    let lastBand = rest > 0 ? cost(rest) : (tiles: 0, layout: 0)
    let tiles = Double(whole) * band.tiles + lastBand.tiles
    let layouts = Double(whole) * band.layout + lastBand.layout
    // Into how many tasks a band is cut: of those that leave no thread without one, the cheapest.
    let pictures = sum.pictures * sum.groups * sum.planes.outputs
    var total = Double.infinity
    var panelsOfTask = panels
    for parts in tiling.mayCutPanels(sum, height: shape.height) ? 1...max(1, min(panels, 8)) : 1...1
    {
      let panelsOfPart = max(1, (panels + parts - 1) / parts)
      let parts = (panels + panelsOfPart - 1) / panelsOfPart
      let cost = Double(pictures) * (tiles + Double(parts) * layouts)
      let inTurns = cost * Self.turns(pictures * (whole + (rest > 0 ? 1 : 0)) * parts, cost: cost)
      if inTurns < total { (total, panelsOfTask) = (inTurns, panelsOfPart) }
    }
    guard total < bestCost * 0.999 else { return nil }
    layout.rowsOfBand = rowsOfBand
    self.operand = operand
    self.shape = shape
    self.rowsOfBand = rowsOfBand
    self.panelsOfTask = panelsOfTask
    self.tiling = tiling
    self.pitch = pitch
    self.layout = layout
    self.cost = total
  }

  /// How much longer so many tasks take on two and on four threads, on average, than if they could be
  /// shared out evenly. What costs little stays on one thread.
  private static func turns(_ tasks: Int, cost: Double) -> Double {
    guard cost * Double(Processor.vectorFloats) > Double(2 * Threads.worthwhile), tasks > 0 else {
      return 1
    }
    func turns(_ threads: Int) -> Double {
      Double((tasks + threads - 1) / threads * threads) / Double(tasks)
    }
    return (turns(2) + turns(4)) / 2
  }

  /// The heights of bands that are tried: those that cut the rows evenly.
  private static func candidates(_ rows: Int) -> [Int] {
    var heights: [Int] = []
    for bands in 1...max(1, rows) {
      let height = (rows + bands - 1) / bands
      if height != heights.last { heights.append(height) }
    }
    return heights
  }
}

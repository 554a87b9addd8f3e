import Tensors

/// A plot with two axes, laid out and drawn: what all kinds of plots have in common.
struct PlotSheet {
  /// What lies along the x axis.
  enum Breadth {
    /// Numbers, and what the ends of the axis are.
    case numbers([Double], FittedAxis.Ends)
    /// Things with names, each in the middle of its share of the width.
    case names([String])
  }

  let title: String
  let xAxis: PlotAxis
  let yAxis: PlotAxis
  let width: Int
  let height: Int
  let breadth: Breadth
  /// What the y axis has to have room for.
  let yValues: [Double]
  let layers: [PlotLayer]

  /// The smallest plot that has room for its own letters.
  static func requireRoom(width: Int, height: Int) {
    require(
      width >= 160 && height >= 120,
      "a plot has at least 160 × 120 pixels, not \(width) × \(height)")
  }

  var picture: Picture {
    let legend = PlotLegend(layers)
    let layout = PlotLayout(self)
    guard let legend else { return drawn(layout, masks(in: layout.frame), nil, (0, 0)) }
    let masks = masks(in: layout.frame)
    let place = LegendPlace(legend, in: layout.frame, masks)
    if place.inkCount == 0 { return drawn(layout, masks, legend, (place.row, place.column)) }
    // Every corner has ink: beside the frame, or else above it, where enough of the frame is left.
    let gap = LegendPlace.gap
    let beside = PlotLayout(self, roomAtRight: legend.width + 2 * gap)
    if beside.frame.width >= width * 2 / 5 {
      let column = width - legend.width - gap
      return drawn(beside, self.masks(in: beside.frame), legend, (beside.frame.top, column))
    }
    let under = PlotLayout(self, roomAbove: legend.height + gap)
    if under.frame.height >= height / 4 {
      let corner = (under.frame.top - legend.height - gap, under.frame.left)
      return drawn(under, self.masks(in: under.frame), legend, corner)
    }
    return drawn(layout, masks, legend, (place.row, place.column))
  }

  private func drawn(
    _ layout: PlotLayout, _ masks: [InkMask], _ legend: PlotLegend?,
    _ corner: (row: Int, column: Int)
  ) -> Picture {
    var picture = Picture(repeating: Sheet.paper, width: width, height: height)
    layout.drawGround(into: &picture)
    for (layer, mask) in zip(layers, masks) {
      picture.lay(mask, row: layout.frame.top, column: layout.frame.left, color: layer.color)
    }
    layout.drawAxes(into: &picture)
    legend?.draw(into: &picture, row: corner.row, column: corner.column)
    return picture
  }

  private func masks(in frame: PlotFrame) -> [InkMask] {
    layers.map { layer in
      var mask = InkMask(
        width: frame.width, height: frame.height, margin: Int(PlotMarker.reach.rounded(.up)))
      layer.draw(frame, &mask)
      return mask
    }
  }
}

/// The corner of a frame in which a legend hides least.
struct LegendPlace {
  /// Pixels around the legend.
  static let gap = 10

  let row: Int
  let column: Int
  /// How many pixels of ink lie there and close by.
  let inkCount: Int

  init(_ legend: PlotLegend, in frame: PlotFrame, _ masks: [InkMask]) {
    let gap = Self.gap
    let (top, left) = (gap, gap)
    let (bottom, right) = (
      frame.height - gap - legend.height, frame.width - gap - legend.width
    )
    let corners = [(top, right), (top, left), (bottom, right), (bottom, left)].map { row, column in
      let count = masks.reduce(0) {
        $0
          + $1.inkCount(
            rows: row - gap / 2..<row + legend.height + gap / 2,
            columns: column - gap / 2..<column + legend.width + gap / 2)
      }
      return (row: row, column: column, count: count)
    }
    let best = corners.min { $0.count < $1.count } ?? corners[0]
    (row, column, inkCount) = (frame.top + best.row, frame.left + best.column, best.count)
  }
}

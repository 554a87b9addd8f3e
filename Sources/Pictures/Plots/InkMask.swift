/// A place in pixels: x to the right, y downwards; whole numbers are the middles of pixels.
struct PlotPoint: Equatable, Sendable {
  var x: Double
  var y: Double

  var isFinite: Bool { x.isFinite && y.isFinite }
}

/// How much of each pixel one colour of ink covers, from 0 to 255.
///
/// Shapes are joined by the larger cover, so that where the pieces of a line overlap, it isn't darker,
/// and their ends meet without a seam. A pixel's cover is taken from its middle's distance to the
/// edge, which is right to a few grey levels and needs no samples.
struct InkMask {
  let width: Int
  let height: Int
  /// How many pixels there are around the frame, for what lies on its edge.
  let margin: Int
  private(set) var cover: [UInt8]

  /// A mask of a frame and some pixels around it. Places are given as the frame counts them.
  init(width: Int, height: Int, margin: Int = 0) {
    (self.width, self.height) = (width + 2 * margin, height + 2 * margin)
    self.margin = margin
    cover = Array(repeating: 0, count: self.width * self.height)
  }

  /// Adds a line with round ends.
  mutating func addSegment(from start: PlotPoint, to end: PlotPoint, width lineWidth: Double) {
    let margin = Double(margin)
    let (ax, ay) = (start.x + margin, start.y + margin)
    let (dx, dy) = (end.x - start.x, end.y - start.y)
    let square = dx * dx + dy * dy
    let (half, reach) = (lineWidth / 2, lineWidth / 2 + 0.5)
    // Outside of the strip along the line there is nothing to do: this is what keeps steep lines cheap.
    let isFlat = dy.magnitude < 1e-9
    let slope = isFlat ? 0 : dx / dy
    let across = isFlat ? Double.infinity : reach * square.squareRoot() / dy.magnitude
    let (left, right) = (min(ax, ax + dx) - reach, max(ax, ax + dx) + reach)
    for row in places(min(ay, ay + dy) - reach, max(ay, ay + dy) + reach, below: height) {
      let middle = ax + (Double(row) - ay) * slope
      for column in places(
        max(left, middle - across), min(right, middle + across), below: width)
      {
        let (px, py) = (Double(column) - ax, Double(row) - ay)
        let along = square == 0 ? 0 : min(max((px * dx + py * dy) / square, 0), 1)
        let (ox, oy) = (px - along * dx, py - along * dy)
        let apart = ox * ox + oy * oy
        if apart >= reach * reach { continue }
        add(half + 0.5 - apart.squareRoot(), row: row, column: column)
      }
    }
  }

  /// Adds a circle's line.
  mutating func addRing(around middle: PlotPoint, radius: Double, width lineWidth: Double) {
    let reach = radius + lineWidth
    let (x, y) = (middle.x + Double(margin), middle.y + Double(margin))
    for row in places(y - reach, y + reach, below: height) {
      for column in places(x - reach, x + reach, below: width) {
        let (ox, oy) = (Double(column) - x, Double(row) - y)
        let apart = ((ox * ox + oy * oy).squareRoot() - radius).magnitude
        add(lineWidth / 2 + 0.5 - apart, row: row, column: column)
      }
    }
  }

  /// Adds a filled polygon without hollows, its corners in the order in which a clock goes.
  mutating func addPolygon(_ corners: [PlotPoint]) {
    let margin = Double(margin)
    let corners = corners.map { PlotPoint(x: $0.x + margin, y: $0.y + margin) }
    guard let left = corners.map(\.x).min(), let right = corners.map(\.x).max(),
      let top = corners.map(\.y).min(), let bottom = corners.map(\.y).max()
    else { return }
    for row in places(top - 1, bottom + 1, below: height) {
      for column in places(left - 1, right + 1, below: width) {
        var inside = Double.infinity
        for (a, b) in zip(corners, corners[1...] + corners[..<1]) {
          let (dx, dy) = (b.x - a.x, b.y - a.y)
          let cross = dx * (Double(row) - a.y) - dy * (Double(column) - a.x)
          inside = min(inside, cross / (dx * dx + dy * dy).squareRoot())
        }
        add(inside + 0.5, row: row, column: column)
      }
    }
  }

  /// Adds a rectangle of whole pixels.
  mutating func addRectangle(rows: Range<Int>, columns: Range<Int>) {
    for row in rows.clamped(to: -margin..<height - margin) {
      for column in columns.clamped(to: -margin..<width - margin) {
        cover[(row + margin) * width + column + margin] = 255
      }
    }
  }

  /// How many pixels of a rectangle have any ink.
  func inkCount(rows: Range<Int>, columns: Range<Int>) -> Int {
    rows.clamped(to: -margin..<height - margin).reduce(0) { sum, row in
      let start = (row + margin) * width + margin
      return sum
        + columns.clamped(to: -margin..<width - margin).count { cover[start + $0] > 0 }
    }
  }

  private mutating func add(_ part: Double, row: Int, column: Int) {
    guard part > 0 else { return }
    let place = row * width + column
    cover[place] = max(cover[place], UInt8((min(part, 1) * 255).rounded()))
  }

  /// The whole numbers from one to the other that are pixels.
  private func places(_ first: Double, _ last: Double, below end: Int) -> Range<Int> {
    guard last >= 0, first <= Double(end - 1), first <= last else { return 0..<0 }
    let start = Int(max(first, 0).rounded(.up))
    return start..<max(start, Int(min(last, Double(end - 1)).rounded(.down)) + 1)
  }
}

extension Picture {
  /// Lays ink over the picture, with the upper left pixel of the mask's frame in row `row`, column `column`.
  mutating func lay(_ mask: InkMask, row: Int, column: Int, color: Color) {
    let (top, left) = (row - mask.margin, column - mask.margin)
    let ink = channels == 1 ? [color.luma] : [color.red, color.green, color.blue]
    for r in max(0, -top)..<max(max(0, -top), min(mask.height, height - top)) {
      for c in max(0, -left)..<max(max(0, -left), min(mask.width, width - left)) {
        let cover = Int(mask.cover[r * mask.width + c])
        if cover == 0 { continue }
        let place = ((top + r) * width + left + c) * channels
        for channel in 0..<channels {
          let paper = Int(pixels[place + channel])
          let mixed = cover * Int(ink[channel]) + (255 - cover) * paper
          pixels[place + channel] = UInt8((mixed + 127) / 255)
        }
      }
    }
  }
}

extension InkMask {
  /// The mask turned by a quarter, so that what went to the right goes upwards.
  var turnedLeft: InkMask {
    var turned = InkMask(
      width: height - 2 * margin, height: width - 2 * margin, margin: margin)
    for row in 0..<height {
      for column in 0..<width {
        turned.cover[(width - 1 - column) * height + row] = cover[row * width + column]
      }
    }
    return turned
  }
}

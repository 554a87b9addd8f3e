/// A small picture on which areas are painted one over the other, with smooth edges.
struct AreaCanvas {
  let width: Int
  let height: Int
  /// The grey of each pixel, from 0 to 255.
  private(set) var greys: [Float]

  /// Each row is looked at along so many lines; along a line, edges are exact.
  private static let linesPerRow = 3

  init(width: Int, height: Int) {
    self.width = width
    self.height = height
    greys = Array(repeating: 0, count: width * height)
  }

  /// Paints the area inside a closed outline, over what is there.
  ///
  /// - Parameters:
  ///   - outline: the corners. What the outline goes around more than once is inside, too.
  ///   - grey: the paint of the pixel whose middle is at a point.
  mutating func fill(_ outline: [Point], _ grey: (Point) -> Float) {
    let (low, high) = outline.reduce(into: (Float(height), Float(0))) {
      $0 = (min($0.0, $1.y), max($0.1, $1.y))
    }
    let first = Int(max(low, 0))
    let last = min(Int(max(high, 0)) + 1, height)
    guard first < last else { return }
    var cover = [Float](repeating: 0, count: width)
    for row in first..<last {
      for column in cover.indices { cover[column] = 0 }
      for line in 0..<Self.linesPerRow {
        let y = Float(row) + (Float(line) + 0.5) / Float(Self.linesPerRow)
        addInside(of: outline, along: y, to: &cover)
      }
      for column in cover.indices where cover[column] > 0 {
        let part = min(cover[column] / Float(Self.linesPerRow), 1)
        let place = row * width + column
        let paint = grey(Point(Float(column) + 0.5, Float(row) + 0.5))
        greys[place] += (paint - greys[place]) * part
      }
    }
  }

  /// Adds for each pixel how much of the line through it is inside.
  private func addInside(of outline: [Point], along y: Float, to cover: inout [Float]) {
    var crossings: [(x: Float, turn: Int)] = []
    var last = outline[outline.count - 1]
    for corner in outline {
      if (corner.y > y) != (last.y > y) {
        let part = (y - corner.y) / (last.y - corner.y)
        crossings.append((corner.x + part * (last.x - corner.x), corner.y > y ? 1 : -1))
      }
      last = corner
    }
    crossings.sort { $0.x < $1.x }
    var turns = 0
    for (place, crossing) in crossings.enumerated() {
      turns += crossing.turn
      guard turns != 0, place + 1 < crossings.count else { continue }
      addStretch(from: crossing.x, to: crossings[place + 1].x, to: &cover)
    }
  }

  private func addStretch(from left: Float, to right: Float, to cover: inout [Float]) {
    let (left, right) = (max(left, 0), min(right, Float(width)))
    guard left < right else { return }
    for column in Int(left)..<min(Int(right) + 1, width) {
      cover[column] += min(right, Float(column + 1)) - max(left, Float(column))
    }
  }
}

extension AreaCanvas {
  /// The outline of a line with a width: straps, handles and seams.
  static func band(along line: [Point], width: Float) -> [Point] {
    var (there, back): ([Point], [Point]) = ([], [])
    for place in line.indices {
      let (before, after) = (line[max(place - 1, 0)], line[min(place + 1, line.count - 1)])
      let (dx, dy) = (after.x - before.x, after.y - before.y)
      let half = width / 2 / max((dx * dx + dy * dy).squareRoot(), 1e-6)
      there.append(Point(line[place].x - dy * half, line[place].y + dx * half))
      back.append(Point(line[place].x + dy * half, line[place].y - dx * half))
    }
    return there + back.reversed()
  }
}

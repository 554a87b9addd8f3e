import Pictures

/// Red, green and blue from 0 to 255, and how much of it covers what is below, from 0 to 1.
struct Paint: Sendable {
  var color: SIMD3<Float>
  var cover: Float

  init(_ red: Float, _ green: Float, _ blue: Float, cover: Float = 1) {
    self.init(SIMD3(red, green, blue), cover: cover)
  }

  init(_ color: SIMD3<Float>, cover: Float) { (self.color, self.cover) = (color, cover) }

  /// Lighter than it is for factors above 1, darker for factors below.
  func times(_ factor: Float) -> Paint { Paint(color * factor, cover: cover) }

  /// This paint where `part` is 0, the colour of the other where it is 1, and a mixture between.
  func mixed(with other: Paint, _ part: Float) -> Paint {
    let part = min(max(part, 0), 1)
    return Paint(color + (other.color - color) * part, cover: cover)
  }
}

/// Paints that follow each other from place to place, and blend into each other between.
struct Gradient: Sendable {
  private let stops: [(place: Float, paint: Paint)]

  init(_ stops: (place: Float, paint: Paint)...) { self.stops = stops }

  /// Before the first stop it is the first paint, after the last one the last.
  func paint(at place: Float) -> Paint {
    guard let next = stops.firstIndex(where: { $0.place > place }) else {
      return stops[stops.count - 1].paint
    }
    guard next > 0 else { return stops[0].paint }
    let (low, high) = (stops[next - 1], stops[next])
    return low.paint.mixed(with: high.paint, (place - low.place) / (high.place - low.place))
  }
}

/// A shape and its paint, which may be another one at every point.
struct Layer: Sendable {
  let shape: any Shape
  let paint: @Sendable (Point) -> Paint

  init(_ shape: any Shape, _ paint: Paint) { self.init(shape) { _ in paint } }

  init(_ shape: any Shape, paint: @escaping @Sendable (Point) -> Paint) {
    self.shape = shape
    self.paint = paint
  }
}

/// Layers, painted one over the other.
struct Painting: Sendable {
  /// The drawing's own size; all layers are given in it.
  let width: Float
  let height: Float
  let layers: [Layer]

  /// Each pixel is the mean of 4 × 4 points in it, so edges are smooth.
  private static let pointsAcross = 4

  /// The drawing as large as it fits into a picture of the given size, in its middle. What it has
  /// beyond its own size fills the rest.
  func picture(width: Int, height: Int) -> Picture {
    let unit = max(self.width / Float(width), self.height / Float(height))
    let origin = Point(
      (self.width - unit * Float(width)) / 2, (self.height - unit * Float(height)) / 2)
    var pixels: [UInt8] = []
    pixels.reserveCapacity(3 * width * height)
    for row in 0..<height {
      var sums = [SIMD3<Float>](repeating: .zero, count: width)
      for part in 0..<Self.pointsAcross {
        let y = Float(row) + (Float(part) + 0.5) / Float(Self.pointsAcross)
        for (place, paint) in line(y: origin.y + unit * y, from: origin.x, unit, width).enumerated()
        {
          sums[place / Self.pointsAcross] += paint.color
        }
      }
      for sum in sums {
        let mean = sum / Float(Self.pointsAcross * Self.pointsAcross)
        for channel in 0..<3 { pixels.append(UInt8(min(max(mean[channel], 0), 255).rounded())) }
      }
    }
    return Picture(width: width, height: height, channels: 3, pixels: pixels)
  }

  /// The paint of every point of a line across the picture.
  private func line(y: Float, from left: Float, _ unit: Float, _ width: Int) -> [Paint] {
    let step = unit / Float(Self.pointsAcross)
    var paints = [Paint](repeating: Paint(0, 0, 0), count: width * Self.pointsAcross)
    for layer in layers {
      let box = layer.shape.bounds
      guard box.top <= y && y <= box.bottom else { continue }
      // A point more on either side makes up for rounding.
      let first = min(max((box.left - left) / step - 1, 0), Float(paints.count))
      let last = min(max((box.right - left) / step + 1, first), Float(paints.count))
      for place in Int(first)..<Int(last) {
        let point = Point(left + (Float(place) + 0.5) * step, y)
        guard layer.shape.contains(point) else { continue }
        let paint = layer.paint(point)
        paints[place] = paints[place].mixed(with: paint, paint.cover)
      }
    }
    return paints
  }
}

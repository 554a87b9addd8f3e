import Tensors

/// What data sets that the program draws have in common.
enum DrawnPictures {
  /// `count` pictures of classes that are equally frequent, in an order that follows from the seed.
  ///
  /// - Parameter draw: gives the bytes of one picture of a class. It gets a generator of its own for each,
  ///   so a picture doesn't depend on those before it.
  static func make(
    count: Int, size: Int, classes: [String], seed: UInt64,
    draw: (_ label: Int, inout SeededRandom) -> [UInt8]
  ) -> LabelledPictures {
    require(count >= 0, "\(count) pictures can't be drawn")
    var random = SeededRandom(seed: seed)
    let order = random.permutation(of: count)
    let labels = order.map { $0 % classes.count }
    let pictures = Tensor<UInt8>(shape: [count, 1, size, size]) { bytes in
      for (place, number) in order.enumerated() {
        var random = SeededRandom(seed: seed, stream: number)
        let start = place * size * size
        _ = bytes[start..<start + size * size].update(
          fromContentsOf: draw(labels[place], &random))
      }
    }
    return LabelledPictures(checked: pictures, labels: labels, classes: classes)
  }

  /// The middle of the box around points.
  static func middle(of points: [Point]) -> Point {
    var (low, high) = (points[0], points[0])
    for point in points {
      low = Point(min(low.x, point.x), min(low.y, point.y))
      high = Point(max(high.x, point.x), max(high.y, point.y))
    }
    return Point((low.x + high.x) / 2, (low.y + high.y) / 2)
  }

  /// Grey values from 0 to 255 as bytes, with a noise of up to so much added.
  static func bytes(
    _ greys: [Float], noise: Float, _ random: inout SeededRandom
  ) -> [UInt8] {
    var bits: UInt64 = 0
    return greys.indices.map { place in
      // Each number of the generator is enough for four pixels: two bytes each, whose difference is noise.
      if place % 4 == 0 { bits = random.next() }
      let difference = Int(bits & 0xFF) - Int(bits >> 8 & 0xFF)
      bits >>= 16
      let grey = greys[place] + noise * Float(difference) / 255
      return UInt8(min(max(grey, 0), 255) + 0.5)
    }
  }
}

extension SeededRandom {
  /// A number from −1 to 1, more likely near 0: the mean of three even ones.
  mutating func bell() -> Float {
    (uniform(in: -1...1) + uniform(in: -1...1) + uniform(in: -1...1)) / 3
  }
}

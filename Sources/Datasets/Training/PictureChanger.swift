import Tensors

/// Takes the steps of an augmentation with one picture after the other.
struct PictureChanger {
  private let height: Int
  private let width: Int
  /// What is outside, for each channel.
  private let backgrounds: [Float]
  /// A copy of the channel that is being changed.
  private var copy: [Float]

  init(height: Int, width: Int, backgrounds: [Float]) {
    self.height = height
    self.width = width
    self.backgrounds = backgrounds
    copy = Array(repeating: 0, count: height * width)
  }

  /// Changes the picture `[C, H, W]` at this place.
  mutating func change(
    _ picture: UnsafeMutablePointer<Float>, _ steps: [Augmentation.Step],
    _ random: inout SeededRandom
  ) {
    var move = PixelMove(middle: Point(Float(width) / 2, Float(height) / 2))
    for step in steps {
      switch step {
      case .shift(let most):
        move.shift(
          columns: random.whole(in: -most...most), rows: random.whole(in: -most...most))
      case .rotate(let most): move.rotate(byTurns: random.uniform(in: -most...most) / 360)
      case .scale(let most): move.scale(by: 1 + random.uniform(in: -most...most))
      case .flipHorizontally: if random.next() >> 63 == 1 { move.flip() }
      case .noise(let deviation):
        resample(picture, &move)
        addNoise(picture, deviation, &random)
      case .cutOut(let side):
        resample(picture, &move)
        cutOut(picture, side, &random)
      }
    }
    resample(picture, &move)
  }

  private mutating func resample(_ picture: UnsafeMutablePointer<Float>, _ move: inout PixelMove) {
    defer { move = PixelMove(middle: move.middle) }
    if move.isNothing { return }
    let plane = height * width
    for (channel, background) in backgrounds.enumerated() {
      let pixels = picture + channel * plane
      copy.withUnsafeMutableBufferPointer { copy in
        guard let source = copy.baseAddress else { return }
        source.update(from: pixels, count: plane)
        if move.isWhole {
          Sampling.shift(
            source, to: pixels, height: height, width: width, rows: move.rows,
            columns: move.columns, background: background)
        } else {
          Sampling.sample(
            source, to: pixels, height: height, width: width, back: move.back,
            background: background)
        }
      }
    }
  }

  /// The sum of four even numbers of 16 bits, less its mean and by its deviation, is close to normal.
  private func addNoise(
    _ picture: UnsafeMutablePointer<Float>, _ deviation: Float, _ random: inout SeededRandom
  ) {
    let scale = deviation / 37_837.2
    for place in 0..<backgrounds.count * height * width {
      let bits = random.next()
      let sum = (bits & 0xFFFF) + (bits >> 16 & 0xFFFF) + (bits >> 32 & 0xFFFF) + bits >> 48
      picture[place] += (Float(Int(sum)) - 131_070) * scale
    }
  }

  /// The square's middle is at any pixel, so edges are hit as often as the middle.
  private func cutOut(
    _ picture: UnsafeMutablePointer<Float>, _ side: Int, _ random: inout SeededRandom
  ) {
    let (top, left) = (
      random.whole(in: 0...height - 1) - side / 2, random.whole(in: 0...width - 1) - side / 2
    )
    let columns = max(left, 0)..<max(min(left + side, width), max(left, 0))
    for (channel, background) in backgrounds.enumerated() {
      for row in max(top, 0)..<max(min(top + side, height), max(top, 0)) {
        let start = picture + (channel * height + row) * width
        for column in columns { start[column] = background }
      }
    }
  }
}

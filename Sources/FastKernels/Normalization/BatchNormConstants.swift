// The passes of batch norm that write. A line is numbers of one channel, whose constants are in every lane; a
// row has a number of each channel, and their constants lie as the channels do.

import Tensors

/// What each channel is normalised by, in Float.
struct BatchNormConstants {
  let mean: UnsafeMutablePointer<Float>
  let scale: UnsafeMutablePointer<Float>
  let shift: UnsafeMutablePointer<Float>
  let level: UnsafeMutablePointer<Float>
  let tilt: UnsafeMutablePointer<Float>
  private let memory: ScratchMemory

  init(_ channels: Int) {
    memory = ScratchMemory(max(1, 5 * channels))
    memory.start.initialize(repeating: 0, count: memory.count)
    mean = memory.start
    scale = mean + channels
    shift = scale + channels
    level = shift + channels
    tilt = level + channels
  }

  /// y = (x − mean)·scale + shift
  func normalizeLine(
    _ x: UnsafePointer<Float>, to y: UnsafeMutablePointer<Float>, _ count: Int, _ channel: Int
  ) {
    let (mean, scale) = (Floats(repeating: mean[channel]), Floats(repeating: scale[channel]))
    let shift = Floats(repeating: shift[channel])
    Self.forEach(count) { places in
      places.store((places.load(x) - mean) * scale + shift, to: y)
    }
  }

  func normalizeRow(
    _ x: UnsafePointer<Float>, to y: UnsafeMutablePointer<Float>, _ count: Int
  ) {
    Self.forEach(count) { places in
      let deviation = places.load(x) - places.load(mean)
      places.store(deviation * places.load(scale) + places.load(shift), to: y)
    }
  }

  /// dx = scale·(dy − level − (x − mean)·tilt)
  func gradientLine(
    _ x: UnsafePointer<Float>, _ dy: UnsafePointer<Float>, to dx: UnsafeMutablePointer<Float>,
    _ count: Int, _ channel: Int
  ) {
    let (mean, scale) = (Floats(repeating: mean[channel]), Floats(repeating: scale[channel]))
    let (level, tilt) = (Floats(repeating: level[channel]), Floats(repeating: tilt[channel]))
    Self.forEach(count) { places in
      let rest = places.load(dy) - level - (places.load(x) - mean) * tilt
      places.store(scale * rest, to: dx)
    }
  }

  func gradientRow(
    _ x: UnsafePointer<Float>, _ dy: UnsafePointer<Float>, to dx: UnsafeMutablePointer<Float>,
    _ count: Int
  ) {
    Self.forEach(count) { places in
      let deviation = places.load(x) - places.load(mean)
      let rest = places.load(dy) - places.load(level) - deviation * places.load(tilt)
      places.store(places.load(scale) * rest, to: dx)
    }
  }

  /// dx = scale·dy
  func scaleLine(
    _ dy: UnsafePointer<Float>, to dx: UnsafeMutablePointer<Float>, _ count: Int, _ channel: Int
  ) {
    let scale = Floats(repeating: scale[channel])
    Self.forEach(count) { places in places.store(scale * places.load(dy), to: dx) }
  }

  func scaleRow(
    _ dy: UnsafePointer<Float>, to dx: UnsafeMutablePointer<Float>, _ count: Int
  ) {
    Self.forEach(count) { places in places.store(places.load(scale) * places.load(dy), to: dx) }
  }

  /// Calls `body` with all places, sixteen at a time, and then with those that are left: where it is known
  /// that there are sixteen, the loop has no branch.
  @inline(always)
  private static func forEach(_ count: Int, _ body: (Lanes) -> Void) {
    var first = 0
    while first + Floats.scalarCount <= count {
      body(Lanes(first: first, count: Floats.scalarCount))
      first += Floats.scalarCount
    }
    if first < count { body(Lanes(first: first, count: count - first)) }
  }
}

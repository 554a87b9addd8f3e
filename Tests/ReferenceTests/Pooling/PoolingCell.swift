/// What lies at one place under a window along one axis: a place of the input, padding, or what is
/// beyond the padding, where only a window that doesn't fit can reach.
enum PoolingCell: Equatable {
  case input(Int)
  case padding
  case beyond

  var place: Int? { if case .input(let place) = self { place } else { nil } }

  /// The windows that are cut one after the other from a line with its padding written out.
  static func windows(
    size: Int, sides: [Int], kernel: Int, stride: Int, dilation: Int, ceil: Bool
  ) -> [[PoolingCell]] {
    let line =
      Array(repeating: PoolingCell.padding, count: sides[0]) + (0..<size).map { .input($0) }
      + Array(repeating: .padding, count: sides[1])
    func window(at start: Int) -> [PoolingCell] {
      (0..<kernel).map { k in
        let place = start + k * dilation
        return place < line.count ? line[place] : .beyond
      }
    }
    var windows: [[PoolingCell]] = []
    var start = 0
    while !window(at: start).contains(.beyond) {
      windows.append(window(at: start))
      start += stride
    }
    // Where the last window ends before the line does, ceil mode keeps one more, if it begins on the
    // input or before it.
    let end = start - stride + (kernel - 1) * dilation
    let beginsBeforeTheEnd =
      line.indices.contains(start) && line[start...].contains { $0 != .padding }
    if ceil, end < line.count - 1, beginsBeforeTheEnd { windows.append(window(at: start)) }
    return windows
  }

  /// Windows laid out so that `count` of them cover the line: each place of the line, stretched to
  /// `count` steps, lies under the windows that it touches.
  static func windows(size: Int, adaptive count: Int) -> [[PoolingCell]] {
    (0..<count).map { window in
      (0..<size).filter { place in
        // The place covers place·count ..< (place + 1)·count, the window window·size ..<
        // (window + 1)·size of the same fine steps.
        place * count < (window + 1) * size && (place + 1) * count > window * size
      }.map { .input($0) }
    }
  }
}

/// A number under a window: the input's, with where it lies in memory, or none.
enum PooledNumber: Equatable {
  case input(Double, offset: Int)
  case padding
  case beyond

  var place: (value: Double, offset: Int)? {
    if case .input(let value, let offset) = self { (value, offset) } else { nil }
  }
}

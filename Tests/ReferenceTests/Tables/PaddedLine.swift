import Kernels

/// A line of places with its padding written out, and the windows cut from it: what the tests know
/// of padding, stride and dilation. Nothing here is the package's.
struct PaddedLine {
  /// For each place of the padded line the place of the input that it repeats; nil is a zero.
  let sources: [Int?]

  init(size: Int, before: Int = 0, after: Int = 0, mode: PaddingMode = .zeros) {
    let own = Array(0..<size)
    let (left, right): ([Int?], [Int?]) =
      switch mode {
      case .zeros:
        (Array(repeating: nil, count: before), Array(repeating: nil, count: after))
      case .replicate:
        (Array(repeating: own.first, count: before), Array(repeating: own.last, count: after))
      case .circular:
        (Array(own.suffix(before)), Array(own.prefix(after)))
      case .reflect:
        (own.dropFirst().prefix(before).reversed(), own.dropLast().suffix(after).reversed())
      }
    sources = left + own + right
  }

  /// The windows that fit, one after the other: for each its places of the input.
  func windows(kernel: Int, stride: Int, dilation: Int) -> [[Int?]] {
    var windows: [[Int?]] = []
    var start = 0
    while true {
      let places = (0..<kernel).map { start + $0 * dilation }
      guard places.allSatisfy({ $0 < sources.count }) else { return windows }
      windows.append(places.map { sources[$0] })
      start += stride
    }
  }
}

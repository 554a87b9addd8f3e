/// A matrix that can copy out pieces of its lines, from wherever it has their numbers.
///
/// That is all the packing of a matrix product needs to know of its operands. A tensor in memory is
/// one such matrix (`StoredLines`); the im2col matrix of a convolution, which exists nowhere as a
/// whole, is another (`Patches`).
protocol MatrixLines {
  /// Copies the numbers `places` of line `line` to `destination`.
  func copy(line: Int, places: Range<Int>, to destination: UnsafeMutablePointer<Float>)
}

/// Lines that lie in memory, each in runs of equal length:
///
///     line[place] = start[line·lineStride + (place / run)·runStride + place % run]
///
/// A row of a matrix is one run. What one channel of `[N, C, P]` has in all pictures is a line of N
/// runs of P numbers.
struct StoredLines: MatrixLines {
  let start: UnsafePointer<Float>
  let lineStride: Int
  let run: Int
  let runStride: Int

  init(_ start: UnsafePointer<Float>, lineStride: Int, run: Int, runStride: Int) {
    self.start = start
    self.lineStride = lineStride
    self.run = max(1, run)
    self.runStride = runStride
  }

  /// A matrix whose rows lie `lineStride` numbers apart.
  init(_ start: UnsafePointer<Float>, lineStride: Int) {
    self.init(start, lineStride: lineStride, run: .max, runStride: 0)
  }

  @inline(__always)
  func copy(line: Int, places: Range<Int>, to destination: UnsafeMutablePointer<Float>) {
    let first = start + line * lineStride
    if run == .max {
      destination.update(from: first + places.lowerBound, count: places.count)
      return
    }
    var destination = destination
    var place = places.lowerBound
    while place < places.upperBound {
      let (number, within) = place.quotientAndRemainder(dividingBy: run)
      let count = min(run - within, places.upperBound - place)
      destination.update(from: first + number * runStride + within, count: count)
      destination += count
      place += count
    }
  }
}

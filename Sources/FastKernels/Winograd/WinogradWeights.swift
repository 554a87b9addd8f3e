/// The transformed kernels of one group, or of some channels of its result: for each place of the
/// transformed tile a matrix `[result channels, source channels]`.
struct WinogradWeights<Transform: WinogradTransform, V: Vector> {
  private let weight: UnsafePointer<Float>
  /// Whether the input channels, whose kernels lie side by side in memory, are the source's: they are
  /// forward. Backward they are the result's.
  private let isForward: Bool
  private let source: Int
  private let weightStrides: (result: Int, source: Int)
  /// Where in a kernel its nine numbers lie, in the order of the taps.
  private let places: [Int]

  /// How far the matrices lie apart.
  let matrixStride: Int
  /// How far neighbouring channels of the result, of one panel, and of the source lie apart in a matrix.
  let resultStride: Int
  let sourceStride: Int
  /// How many channels of the result a panel has, and how far panels lie apart.
  private let panel: Int
  private let panelStride: Int
  /// How many numbers all matrices have, and those that the microkernel may read past the last row.
  let size: Int

  /// - Parameters:
  ///   - weight: the group's weights.
  ///   - results: how many channels of the result there is room for.
  init(
    _ sum: TapSum, _ weight: UnsafePointer<Float>, rows: WinogradAxis, columns: WinogradAxis,
    results: Int
  ) {
    self.weight = weight
    isForward = sum.weights.sourceStride <= sum.weights.resultStride
    source = sum.sourceChannels
    weightStrides = (sum.weights.resultStride, sum.weights.sourceStride)
    places = rows.kernel.flatMap { row in
      columns.kernel.map { sum.weights.place(0, row, $0) }
    }
    // Forward a row of the matrix is a row of vectors. Backward a vector is a piece of a column, and
    // the matrix is made of panels of such pieces.
    let line = (source + V.count - 1) / V.count * V.count
    let lines = (results + V.count - 1) / V.count * V.count
    resultStride = isForward ? line : 1
    sourceStride = isForward ? 1 : V.count
    panel = isForward ? max(1, results) : V.count
    panelStride = isForward ? 0 : source * V.count
    // Not a multiple of 4096 bytes, or all matrices would want the same lines of the cache.
    matrixStride = (isForward ? results * line : lines * source) + 16
    size = Transform.points * Transform.points * matrixStride + TileShape.tallest * line
  }

  /// Where in a matrix the weights of a channel of the result begin, counted from the first there is.
  func start(ofResult channel: Int) -> Int {
    let (number, within) = channel.quotientAndRemainder(dividingBy: panel)
    return number * panelStride + within * resultStride
  }

  /// How many kernels a vector takes one number of each of.
  static var kernels: Int { V.count }

  /// Transforms the kernels of some channels of the result.
  ///
  /// - Parameters:
  ///   - results: the channels; the first is a multiple of `kernels`.
  ///   - first: the channel that comes first in the matrices.
  ///   - matrices: room for `size` numbers.
  @inline(__always)
  func transform(_ results: Range<Int>, first: Int, into matrices: UnsafeMutablePointer<Float>) {
    withUnsafeTemporaryAllocation(of: V.self, capacity: 9 + 3 * Transform.points) { scratch in
      if isForward {
        for result in results {
          for s in stride(from: 0, to: source, by: V.count) {
            transform(
              result: result, source: s, count: min(V.count, source - s), scratch.baseAddress!,
              to: matrices + (result - first) * resultStride + s)
          }
        }
      } else {
        for s in 0..<source {
          for result in stride(from: results.lowerBound, to: results.upperBound, by: V.count) {
            transform(
              result: result, source: s, count: min(V.count, results.upperBound - result),
              scratch.baseAddress!,
              to: matrices + start(ofResult: result - first) + s * V.count)
          }
        }
      }
    }
  }

  /// Transforms the kernels of one vector: neighbouring input channels.
  @inline(__always)
  private func transform(
    result: Int, source: Int, count: Int, _ kernels: UnsafeMutablePointer<V>,
    to: UnsafeMutablePointer<Float>
  ) {
    let from = weight + result * weightStrides.result + source * weightStrides.source
    let neighbour = isForward ? weightStrides.source : weightStrides.result
    for number in 0..<9 {
      if count == V.count {
        kernels[number] = V(at: from + places[number], stride: neighbour)
      } else {
        var numbers = V(zero: ())
        for lane in 0..<count { numbers[lane] = from[lane * neighbour + places[number]] }
        kernels[number] = numbers
      }
    }
    // Along the columns of the kernel, then along its rows.
    let points = Transform.points
    let halfway = kernels + 9
    for column in 0..<3 {
      let to = halfway + column * points
      Transform.weight({ kernels[column + 3 * $0] }, { to[$0] = $1 })
    }
    for row in 0..<points {
      let line = to + row * points * matrixStride
      Transform.weight({ halfway[row + points * $0] }, { $1.store(to: line + $0 * matrixStride) })
    }
  }
}

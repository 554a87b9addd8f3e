/// The transformed kernels of one group: for each place of the transformed tile a matrix
/// `[result channels, source channels]`.
struct WinogradWeights<Transform: WinogradTransform> {
  /// The matrices, each `matrixStride` after the other.
  let memory: ScratchMemory
  let matrixStride: Int
  /// How far neighbouring channels of the result, of one panel, and of the source lie apart in a matrix.
  let resultStride: Int
  let sourceStride: Int
  /// How many channels of the result a panel has, and how far panels lie apart.
  private let panel: Int
  private let panelStride: Int

  /// Where in a matrix the weights of a channel of the result begin.
  func start(ofResult channel: Int) -> Int {
    let (number, within) = channel.quotientAndRemainder(dividingBy: panel)
    return number * panelStride + within * resultStride
  }

  /// Whether the input channels, whose kernels lie side by side in memory, are the source's: they are
  /// forward. Backward they are the result's, and a matrix is made of panels as wide as a vector.
  static func isForward(_ sum: TapSum) -> Bool {
    sum.weights.sourceStride <= sum.weights.resultStride
  }

  @inline(__always)
  init<V: Vector>(
    _: V.Type, _ sum: TapSum, _ weight: UnsafePointer<Float>, rows: WinogradAxis,
    columns: WinogradAxis
  ) {
    // The kernels of neighbouring input channels lie side by side in memory; a vector takes one
    // number of each.
    let isForward = Self.isForward(sum)
    let inner = isForward ? sum.sourceChannels : sum.resultChannels
    let outer = isForward ? sum.resultChannels : sum.sourceChannels
    let innerStride = isForward ? sum.weights.sourceStride : sum.weights.resultStride
    let outerStride = isForward ? sum.weights.resultStride : sum.weights.sourceStride
    let line = (inner + V.count - 1) / V.count * V.count
    // Not a multiple of 4096 bytes, or all matrices would want the same lines of the cache.
    let matrixStride = outer * line + 16
    resultStride = isForward ? line : 1
    sourceStride = isForward ? 1 : V.count
    panel = isForward ? max(1, sum.resultChannels) : V.count
    panelStride = isForward ? 0 : outer * V.count
    let vectorStride = isForward ? V.count : panelStride
    let outerStep = isForward ? line : V.count
    self.matrixStride = matrixStride
    let points = Transform.points
    // The microkernel may read some rows past the last.
    let memory = ScratchMemory(points * points * matrixStride + 16 * line)
    self.memory = memory
    let places = rows.kernel.flatMap { row in
      columns.kernel.map { sum.weights.place(0, row, $0) }
    }
    Threads.forEach(outer, work: outer * inner * 100) { task in
      withUnsafeTemporaryAllocation(of: V.self, capacity: 9 + 3 * points) { scratch in
        let kernels = scratch.baseAddress!
        let halfway = kernels + 9
        for first in stride(from: 0, to: inner, by: V.count) {
          let count = min(V.count, inner - first)
          let from = weight + task * outerStride + first * innerStride
          let numbers = UnsafeMutableRawPointer(kernels).assumingMemoryBound(to: Float.self)
          for (number, place) in places.enumerated() {
            if count == V.count {
              kernels[number] = V(at: from + place, stride: innerStride)
            } else {
              let lanes = numbers + number * V.count
              for lane in 0..<count { lanes[lane] = from[lane * innerStride + place] }
              for lane in count..<V.count { lanes[lane] = 0 }
            }
          }
          // Along the columns of the kernel, then along its rows.
          for column in 0..<3 {
            let to = halfway + column * points
            Transform.weight({ kernels[column + 3 * $0] }, { to[$0] = $1 })
          }
          let to = memory.start + task * outerStep + first / V.count * vectorStride
          for row in 0..<points {
            let line = to + row * points * matrixStride
            Transform.weight(
              { halfway[row + points * $0] }, { $1.store(to: line + $0 * matrixStride) })
          }
        }
      }
    }
  }
}

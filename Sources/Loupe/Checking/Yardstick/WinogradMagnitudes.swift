import Kernels
import Tensors

/// What `WinogradBound` states, computed in Double over a source, tile by tile, as the algorithm goes
/// about it: the tiles begin at output 0, 0 in steps of m; the last ones may hang over, and what a tile
/// reads beyond the source is zero.
struct WinogradMagnitudes {
  /// One axis of the outputs.
  struct Axis {
    let outputs: Int
    /// The source's place, maybe before its first, at which the first output's window begins.
    let first: Int
  }

  private let tiles: WinogradTiles
  private let pictures: Int
  private let groups: Int
  private let sourceChannels: Int
  private let resultChannels: Int
  private let rows: Axis
  private let columns: Axis

  /// G and Aᵀ without signs, row by row.
  private let weight: [Double]
  private let result: [Double]

  init(
    _ tiles: WinogradTiles, pictures: Int, groups: Int, sourceChannels: Int, resultChannels: Int,
    rows: Axis, columns: Axis
  ) {
    self.tiles = tiles
    self.pictures = pictures
    self.groups = groups
    self.sourceChannels = sourceChannels
    self.resultChannels = resultChannels
    self.rows = rows
    self.columns = columns
    weight = tiles.weight.flatMap { $0.map(\.magnitude) }
    result = tiles.result.flatMap { $0.map(\.magnitude) }
  }

  /// How often a term is rounded, and then `more` times.
  private func roundings(_ more: Int) -> Int {
    let each = tiles.roundings
    return 2 * (each.source + each.weight + each.result) + sourceChannels + 1 + more
  }

  /// |G||g||Gᵀ| of every kernel, `[G, result channels, source channels, (m + 2)²]`.
  ///
  /// - Parameter magnitude: the magnitude of a weight, by its channels in the result and in the
  ///   source, its group, and its place in the order in which the source is read.
  func weights(
    magnitude: (_ r: Int, _ s: Int, _ g: Int, _ kh: Int, _ kw: Int) -> Double
  ) -> [Double] {
    let points = tiles.points
    var weights: [Double] = []
    weights.reserveCapacity(groups * resultChannels * sourceChannels * points * points)
    var kernel = [Double](repeating: 0, count: 9)
    var transform = Sandwich(rows: points, columns: 3)
    for g in 0..<groups {
      for r in 0..<resultChannels {
        for s in 0..<sourceChannels {
          for kh in 0..<3 {
            for kw in 0..<3 { kernel[kh * 3 + kw] = magnitude(r, s, g, kh, kw) }
          }
          weights += transform(weight, kernel)
        }
      }
    }
    return weights
  }

  /// The bound of every number of the result, `[N, G · result channels, rows, columns]`.
  ///
  /// - Parameters:
  ///   - source: the magnitudes of what is read, `[N, G · source channels, H, W]`.
  ///   - weights: what `weights` gave.
  ///   - bias: what is added to each channel, `[G · result channels]`.
  ///   - moreRoundings: how often a result is rounded once it is complete.
  func bound(
    source: Tensor<Double>, weights: [Double], bias: Tensor<Float>?, moreRoundings: Int
  ) -> Tensor<Double> {
    let relative =
      ErrorBound.gamma(roundings(moreRoundings), unit: ErrorBound.floatUnit)
      + ErrorBound.gamma(
        9 * sourceChannels + 1 + moreRoundings, unit: ErrorBound.doubleUnit)
    let step = Double(Float.leastNonzeroMagnitude)
    let (m, places) = (tiles.outputs, tiles.points * tiles.points)
    let magnitudes = TransformedMagnitudes(
      tiles.source, tile: tiles.points, step: m, rows: rows, columns: columns)
    let tilesOfRow = (columns.outputs + m - 1) / m
    let biases = bias?.scalars ?? []
    var back = Sandwich(rows: m, columns: tiles.points)
    var bounds = [Double](repeating: 0, count: places)
    let shape = [pictures, groups * resultChannels, rows.outputs, columns.outputs]
    return Tensor(shape: shape) { all in
      for n in 0..<pictures {
        for g in 0..<groups {
          for top in stride(from: 0, to: rows.outputs, by: m) {
            for left in stride(from: 0, to: columns.outputs, by: m) {
              let number = top / m * tilesOfRow + left / m
              let transformed = magnitudes.tile(
                number, of: source, picture: n, g * sourceChannels, sourceChannels)
              let steps = (0..<places).map { place in
                (0..<sourceChannels).reduce(0) { $0 + 4 * transformed[$1 * places + place] + 1 }
              }
              for r in 0..<resultChannels {
                sum(weights, kernel: g * resultChannels + r, transformed, into: &bounds)
                for place in 0..<places {
                  bounds[place] = relative * bounds[place] + step * steps[place]
                }
                let tile = back(result, bounds)
                let channel = g * resultChannels + r
                let ofBias = biases.isEmpty ? 0 : relative * Double(biases[channel].magnitude)
                let plane = (n * groups * resultChannels + channel) * rows.outputs
                for row in 0..<min(m, rows.outputs - top) {
                  for column in 0..<min(m, columns.outputs - left) {
                    all[(plane + top + row) * columns.outputs + left + column] =
                      tile[row * m + column] + ofBias
                  }
                }
              }
            }
          }
        }
      }
    }
  }

  /// Σ over the source's channels of the products of one kernel with the tile, place by place.
  private func sum(
    _ weights: [Double], kernel: Int, _ transformed: [Double], into sums: inout [Double]
  ) {
    let places = sums.count
    for place in 0..<places { sums[place] = 0 }
    weights.withUnsafeBufferPointer { weights in
      transformed.withUnsafeBufferPointer { transformed in
        sums.withUnsafeMutableBufferPointer { sums in
          for s in 0..<sourceChannels {
            let u = (kernel * sourceChannels + s) * places
            let v = s * places
            for place in 0..<places { sums[place] += weights[u + place] * transformed[v + place] }
          }
        }
      }
    }
  }
}

import Tensors

@testable import FastKernels
@testable import Loupe

/// Winograd's algorithm in Float in its shortest form, by any matrices. Sums of several terms are
/// added in pairs, so that none is rounded more often than in the transforms.
struct SmallWinograd {
  var source: [[Float]]
  var weight: [[Float]]
  var result: [[Float]]
  /// By how many rows and columns the last tile reads beside its place.
  var lastTileMoved = (0, 0)
  var leavesOutLastChannel = false

  init(_ tiles: WinogradTiles) {
    source = tiles.source.floats
    weight = tiles.weight.floats
    result = tiles.result.floats
  }

  func convolve(_ x: Tensor<Float>, _ w: Tensor<Float>, padding: Int) -> Tensor<Float> {
    let (m, points) = (result.count, source.count)
    let (height, width) = (x.shape[2], x.shape[3])
    let outputs = (height + 2 * padding - 2, width + 2 * padding - 2)
    var y = Tensor<Float>.zeros([x.shape[0], w.shape[0], outputs.0, outputs.1])
    for n in 0..<x.shape[0] {
      for oc in 0..<w.shape[0] {
        for top in stride(from: 0, to: outputs.0, by: m) {
          for left in stride(from: 0, to: outputs.1, by: m) {
            let isLast = top + m >= outputs.0 && left + m >= outputs.1
            let moved = isLast ? lastTileMoved : (0, 0)
            var sums = Self.square(points) { _, _ in 0 }
            for ic in 0..<w.shape[1] - (leavesOutLastChannel ? 1 : 0) {
              let d = Self.square(points) { row, column in
                let h = top + row - padding + moved.0
                let v = left + column - padding + moved.1
                return h >= 0 && h < height && v >= 0 && v < width ? x[n, ic, h, v] : 0
              }
              let g = Self.square(3) { w[oc, ic, $0, $1] }
              let (u, v) = (Self.sandwich(weight, g), Self.sandwich(source, d))
              for (row, column) in sums.places {
                sums[row][column] += u[row][column] * v[row][column]
              }
            }
            let tile = Self.sandwich(result, sums)
            for (row, column) in tile.places
            where top + row < outputs.0 && left + column < outputs.1 {
              y[n, oc, top + row, left + column] = tile[row][column]
            }
          }
        }
      }
    }
    return y
  }

  /// The gradient by a 3×3 weight.
  func weightGradient(
    _ dy: Tensor<Float>, _ x: Tensor<Float>, padding: Int
  ) -> Tensor<Float> {
    let (m, points) = (result.count, source.count)
    let (height, width) = (x.shape[2], x.shape[3])
    let (rows, columns) = (dy.shape[2], dy.shape[3])
    let (back, ofOutput) = (weight.turned, result.turned)
    var gradient = Tensor<Float>.zeros([dy.shape[1], x.shape[1], 3, 3])
    for oc in 0..<dy.shape[1] {
      for ic in 0..<x.shape[1] {
        var sums = Self.square(points) { _, _ in 0 }
        for n in 0..<x.shape[0] {
          for top in stride(from: 0, to: rows, by: m) {
            for left in stride(from: 0, to: columns, by: m) {
              let isLast = top + m >= rows && left + m >= columns
              let moved = isLast ? lastTileMoved : (0, 0)
              let d = Self.square(points) { row, column in
                let h = top + row - padding + moved.0
                let v = left + column - padding + moved.1
                return h >= 0 && h < height && v >= 0 && v < width ? x[n, ic, h, v] : 0
              }
              let dY = Self.square(m) { row, column in
                top + row < rows && left + column < columns
                  ? dy[n, oc, top + row, left + column] : 0
              }
              let (u, v) = (Self.sandwich(ofOutput, dY), Self.sandwich(source, d))
              for (row, column) in sums.places {
                sums[row][column] += u[row][column] * v[row][column]
              }
            }
          }
        }
        for (row, column) in Self.square(3, { _, _ in 0 }).places {
          gradient[oc, ic, row, column] = Self.sandwich(back, sums)[row][column]
        }
      }
    }
    return gradient
  }

  private static func square(_ size: Int, _ number: (Int, Int) -> Float) -> [[Float]] {
    (0..<size).map { row in (0..<size).map { number(row, $0) } }
  }

  /// M·X·Mᵀ
  private static func sandwich(_ matrix: [[Float]], _ square: [[Float]]) -> [[Float]] {
    func product(_ matrix: [[Float]], _ columns: [[Float]]) -> [[Float]] {
      matrix.map { row in columns.map { column in inPairs(zip(row, column)) } }
    }
    return product(matrix, product(matrix, square.turned)).turned
  }

  private static func inPairs(_ factors: Zip2Sequence<[Float], [Float]>) -> Float {
    var terms = factors.filter { $0.0 != 0 }.map { $0 * $1 }
    while terms.count > 1 {
      terms = stride(from: 0, to: terms.count, by: 2).map {
        $0 + 1 < terms.count ? terms[$0] + terms[$0 + 1] : terms[$0]
      }
    }
    return terms.first ?? 0
  }
}

extension [[Double]] {
  var floats: [[Float]] { map { $0.map { Float($0) } } }
}

extension Array where Element: Collection, Element.Index == Int {
  /// Its columns as rows.
  var turned: [[Element.Element]] {
    self[0].indices.map { column in map { $0[column] } }
  }
}

extension [[Float]] {
  var places: [(Int, Int)] {
    indices.flatMap { row in self[row].indices.map { (row, $0) } }
  }
}

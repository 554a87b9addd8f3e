import Tensors

/// |M||d||Mᵀ| of the tiles of pictures, for a matrix M.
struct TransformedMagnitudes {
  private let matrix: [Double]
  /// How many places of an axis a tile reads, and how many numbers become of them.
  private let reads: Int
  private let points: Int
  /// How far neighbouring tiles lie apart.
  private let step: Int
  private let rows: WinogradMagnitudes.Axis
  private let columns: WinogradMagnitudes.Axis

  /// - Parameters:
  ///   - matrix: M, `[points, tile]`.
  ///   - tile: how many places of an axis a tile reads.
  ///   - step: how far neighbouring tiles lie apart.
  init(
    _ matrix: [[Double]], tile: Int, step: Int, rows: WinogradMagnitudes.Axis,
    columns: WinogradMagnitudes.Axis
  ) {
    self.matrix = matrix.flatMap { $0.map(\.magnitude) }
    reads = tile
    points = matrix.count
    self.step = step
    self.rows = rows
    self.columns = columns
  }

  private var tilesOfRow: Int { (columns.outputs + step - 1) / step }
  var tilesOfPicture: Int { (rows.outputs + step - 1) / step * tilesOfRow }

  /// One tile of some channels, `[channel][place]`; what it reads beyond the picture is zero.
  ///
  /// - Parameters:
  ///   - number: row of tiles by row of tiles.
  ///   - pictures: their magnitudes, `[N, C, H, W]`.
  func tile(
    _ number: Int, of pictures: Tensor<Double>, picture: Int, _ firstChannel: Int, _ channels: Int
  ) -> [Double] {
    let (height, width) = (pictures.shape[2], pictures.shape[3])
    let (top, left) = (number / tilesOfRow * step, number % tilesOfRow * step)
    var transform = Sandwich(rows: points, columns: reads)
    var tile = [Double](repeating: 0, count: reads * reads)
    var transformed: [Double] = []
    transformed.reserveCapacity(channels * points * points)
    for channel in firstChannel..<firstChannel + channels {
      let plane = (picture * pictures.shape[1] + channel) * height
      pictures.withUnsafeScalars { numbers in
        for row in 0..<reads {
          let h = top + rows.first + row
          for column in 0..<reads {
            let w = left + columns.first + column
            let isInside = h >= 0 && h < height && w >= 0 && w < width
            tile[row * reads + column] = isInside ? numbers[(plane + h) * width + w] : 0
          }
        }
      }
      transformed += transform(matrix, tile)
    }
    return transformed
  }
}

// The columns of a product run over rows of outputs that lie `pitch` apart, with some columns between
// the rows that are no outputs. So a tile holds one or several runs of outputs, and each goes to its
// own place in the result. With few products for each output, writing takes as long as computing:
// which pieces a tile is written in is found out once, and each is one vector.

/// Some outputs side by side in a tile.
struct TilePiece {
  /// The first one's column in the tile.
  let column: Int
  /// How many there are: 16, 8 or 4 in one vector, or any number one by one.
  let count: Int
  /// Where in a channel of the result the first one goes.
  let place: Int

  /// Calls `body` with the pieces of a run of outputs.
  ///
  /// A run that is no multiple of a vector ends with one that overlaps the one before: the same
  /// numbers are written twice.
  ///
  /// - Parameter step: how far neighbours lie apart in the result; only those side by side are written as
  ///   vectors.
  static func forEach(
    ofRun count: Int, column: Int, place: Int, step: Int, _ body: (TilePiece) -> Void
  ) {
    guard step == 1, count >= 4 else {
      return body(TilePiece(column: column, count: count, place: place))
    }
    let width = count >= 16 ? 16 : count >= 8 ? 8 : 4
    for first in stride(from: 0, to: count, by: width) {
      let i = min(first, count - width)
      body(TilePiece(column: column + i, count: width, place: place + i))
    }
  }
}

/// Writes tiles to where they belong.
struct TileWriter {
  /// How far the channels of the result lie apart.
  let channelStride: Int
  /// How far neighbours in a row lie apart.
  let step: Int
  let finish: OutputRows.Finish

  /// - Parameters:
  ///   - tile: the tile's rows, `width` numbers each.
  ///   - rows: those that are written.
  ///   - bias: what is added to each row; its first is row 0's.
  ///   - channel: the channel of row 0.
  @inline(__always)
  func write(
    _ tile: UnsafePointer<Float>, width: Int, rows: Range<Int>,
    pieces: UnsafeBufferPointer<TilePiece>, bias: UnsafePointer<Float>,
    to channel: UnsafeMutablePointer<Float>
  ) {
    for piece in pieces {
      let (from, to) = (tile + piece.column, channel + piece.place)
      if step == 1 && piece.count == 16 {
        write(SIMD16<Float>.self, from, width, rows, bias, to)
      } else if step == 1 && piece.count == 8 {
        write(SIMD8<Float>.self, from, width, rows, bias, to)
      } else if step == 1 && piece.count == 4 {
        write(SIMD4<Float>.self, from, width, rows, bias, to)
      } else {
        for row in rows {
          let (sums, destination) = (from + row * width, to + row * channelStride)
          for i in 0..<piece.count {
            destination[i * step] = finish.applied(to: sums[i] + bias[row])
          }
        }
      }
    }
  }

  @inline(__always)
  private func write<V: Vector>(
    _: V.Type, _ from: UnsafePointer<Float>, _ width: Int, _ rows: Range<Int>,
    _ bias: UnsafePointer<Float>, _ to: UnsafeMutablePointer<Float>
  ) {
    for row in rows {
      let sums = V(at: from + row * width) + V(repeating: bias[row])
      finish.applied(to: sums).store(to: to + row * channelStride)
    }
  }
}

/// Where the columns of a tile go in the result.
///
/// The columns of a product run over rows of outputs that lie `pitch` apart, with some columns between
/// the rows that are no outputs. A tile holds one or several runs of outputs.
struct TileRun {
  /// The run's first column in the tile.
  let column: Int
  /// How many outputs it has.
  let count: Int
  /// Where in a channel of the result the first one goes.
  let place: Int
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
  ///   - channel: the channel of row 0.
  ///   - bias: what is added to each row; its first is row 0's.
  @inline(__always)
  func write(
    _ tile: UnsafePointer<Float>, width: Int, rows: Range<Int>,
    runs: UnsafeBufferPointer<TileRun>, bias: UnsafePointer<Float>?,
    to channel: UnsafeMutablePointer<Float>
  ) {
    for row in rows {
      let line = tile + row * width
      let destination = channel + row * channelStride
      let start = bias.map { $0[row] } ?? 0
      for run in runs {
        write(line + run.column, count: run.count, plus: start, to: destination + run.place)
      }
    }
  }

  @inline(__always)
  private func write(
    _ sums: UnsafePointer<Float>, count: Int, plus start: Float,
    to destination: UnsafeMutablePointer<Float>
  ) {
    if step != 1 {
      for i in 0..<count { destination[i * step] = finish.applied(to: sums[i] + start) }
      return
    }
    typealias Piece = SIMD16<Float>
    if count >= 16 {
      var i = 0
      while i + 16 <= count {
        finish.applied(to: Piece(at: sums + i) + start).store(to: destination + i)
        i += 16
      }
      if i < count {
        finish.applied(to: Piece(at: sums + count - 16) + start).store(to: destination + count - 16)
      }
    } else {
      var i = 0
      if count & 8 != 0 {
        finish.applied(to: SIMD8<Float>(at: sums) + start).store(to: destination)
        i += 8
      }
      if count & 4 != 0 {
        finish.applied(to: SIMD4<Float>(at: sums + i) + start).store(to: destination + i)
        i += 4
      }
      while i < count {
        destination[i] = finish.applied(to: sums[i] + start)
        i += 1
      }
    }
  }
}

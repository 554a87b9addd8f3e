import Kernels

/// A band of the source as the taps want it: with its padding, and in phases, so that a tap is one
/// shift for all outputs of the band.
///
/// The outputs are counted on rows `pitch` apart. Output (row, column) reads, by a tap, the number
/// `row·pitch + column + shift(tap)` of the layout.
struct SourceLayout {
  let sum: TapSum
  private let rows: PhaseAxis
  private let columns: PhaseAxis
  /// How far the rows of outputs lie apart.
  let pitch: Int
  /// For how many rows of outputs there is room.
  var rowsOfBand: Int

  /// - Parameter eachTap: whether every tap along a row gets a copy of the row of its own, so that there
  ///   is nothing between the rows of outputs.
  init(_ sum: TapSum, rowsOfBand: Int, eachTap: Bool = false) {
    self.sum = sum
    rows = PhaseAxis(sum.rows)
    columns = PhaseAxis(sum.columns, eachTap: eachTap)
    pitch = columns.pitch
    self.rowsOfBand = rowsOfBand
  }

  /// How many columns the outputs of so many rows span.
  func columns(rows: Int) -> Int { (rows - 1) * pitch + sum.columns.outputs }

  /// How many rows of a phase are laid out, and how many numbers a phase has.
  private var rowsLaidOut: Int { rows.length(outputs: rowsOfBand) }
  private var sizeOfPhase: Int { rowsLaidOut * pitch }
  private var phases: Int { rows.phases.count * columns.phases.count }

  /// How many numbers the layout of so many channels has, without its margin.
  func size(channels: Int) -> Int { channels * sum.planes.taps.count * phases * sizeOfPhase }

  /// About how long it takes to lay out so many channels, in multiply-adds of vectors: so much for a
  /// number, and for the beginning and the end of a row.
  func cost(channels: Int) -> Double {
    let rows = channels * sum.planes.taps.count * phases * rowsLaidOut
    return 0.15 * Double(size(channels: channels)) + (columns.isOnePiece ? 0 : 4) * Double(rows)
  }

  /// The zeros after the layout, which the last tile may read.
  var margin: Int { lengthOfPhase + TileShape.widest }

  /// How many numbers `layOut` needs for a row of the source.
  var lineSize: Int {
    columns.isOnePiece ? 0 : roomForLine + columns.roomForSplit(count: lengthOfPhase)
  }

  private var lengthOfPhase: Int { columns.length(outputs: sum.columns.outputs) }
  private var roomForLine: Int { columns.roomForLine(count: lengthOfPhase) }

  /// How far from an output's own place a tap reads; `plane` is the number of the plane's tap.
  func shift(channel: Int, plane: Int, row: TapAxis.Tap, column: TapAxis.Tap) -> Int {
    let (rowPhase, rowShift) = rows.place(of: row)
    let (columnPhase, columnShift) = columns.place(of: column)
    let phase =
      ((channel * sum.planes.taps.count + plane) * rows.phases.count + rowPhase)
      * columns.phases.count + columnPhase
    return phase * sizeOfPhase + rowShift * pitch + columnShift
  }

  /// Lays out what a band of outputs reads of some channels of a picture: channel by channel, plane by
  /// plane of the kernel, phase by phase.
  ///
  /// - Parameters:
  ///   - source: the first of the channels.
  ///   - od: the plane of the outputs.
  ///   - line: room for `lineSize` numbers.
  func layOut(
    _ source: UnsafePointer<Float>, channels: Int, plane od: Int, band: Range<Int>,
    into layout: UnsafeMutablePointer<Float>, line: UnsafeMutablePointer<Float>
  ) {
    // Without a tap along some axis there is nothing to lay out.
    guard size(channels: channels) > 0 else {
      return layout.update(repeating: 0, count: margin)
    }
    let sourcePlane = sum.rows.source * sum.columns.source
    let count = lengthOfPhase
    let split = line + (columns.isOnePiece ? 0 : roomForLine)
    let size = sizeOfPhase
    var planes = layout
    for channel in 0..<channels {
      for tap in sum.planes.taps {
        let id = od * sum.planes.stride + tap.shift
        let hasPlane = id >= 0 && id < sum.planes.source
        let plane = source + (channel * sum.planes.source + (hasPlane ? id : 0)) * sourcePlane
        for rowPhase in rows.phases {
          for row in 0..<rowsLaidOut {
            let ih = (band.lowerBound + row) * sum.rows.stride + rowPhase + rows.first
            let destination = planes + row * pitch
            if !hasPlane || ih < 0 || ih >= sum.rows.source {
              for number in columns.phases.indices {
                (destination + number * size).update(repeating: 0, count: pitch)
              }
            } else if columns.isOnePiece {
              // What is longer than the pitch are zeros, which the next row begins with too.
              columns.pad(
                plane + ih * sum.columns.source, count: min(count, pitch), to: destination)
            } else if columns.isInside {
              // What was just stored is slow to load: a row without padding is copied as it lies.
              columns.copyPhases(
                ofRow: plane + ih * sum.columns.source, count: count, to: destination, apart: size)
            } else {
              columns.pad(plane + ih * sum.columns.source, count: count, to: line)
              columns.copyPhases(
                ofLine: line, count: count, to: destination, apart: size, split)
            }
          }
          planes += columns.phases.count * size
        }
      }
    }
    planes.update(repeating: 0, count: margin)
  }
}

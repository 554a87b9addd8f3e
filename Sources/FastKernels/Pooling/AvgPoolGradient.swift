// Every number under a window gets the same share of its gradient. That is the forward pass (`PoolWindows`)
// turned round: a row of shares is spread along the columns first, to the places of the row's windows,
// and each input row then is the sum of the spread rows whose windows it lies under.

import Kernels
import Tensors

struct AvgPoolGradient {
  private let windows: PoolWindows
  private let layout: PhasedRow
  private let divisors: Tensor<Float>
  /// Room for shares of windows that there aren't, before the first: zeros.
  private let margin: Int

  init(_ windows: PoolWindows, countingPadding: Bool) {
    self.windows = windows
    layout = PhasedRow(windows.columns)
    divisors = windows.divisors(countingPadding: countingPadding)
    margin = windows.columns.reach / windows.columns.stride + 1
  }

  func write(_ gradOutput: UnsafePointer<Float>, to gradInput: UnsafeMutablePointer<Float>) {
    divisors.withUnsafeScalars { write(gradOutput, dividedBy: $0.baseAddress!, to: gradInput) }
  }

  private func write(
    _ gradOutput: UnsafePointer<Float>, dividedBy divisors: UnsafePointer<Float>,
    to gradInput: UnsafeMutablePointer<Float>
  ) {
    let (width, output) = (windows.columns.input, windows.columns.output)
    let shares = margin + layout.phaseLength + Floats.scalarCount
    let spread = width + Floats.scalarCount
    let scratch = shares + layout.count + Floats.scalarCount + windows.rows.output * spread
    windows.forEachChannel(scratch: scratch) {
      $0.initialize(repeating: 0, count: scratch)
    } _: { channel, memory in
      let row = memory + shares
      let spreadRows = row + layout.count + Floats.scalarCount
      for oh in 0..<windows.rows.output {
        let start = (channel * windows.rows.output + oh) * output
        for places in Vectors(0..<output) {
          let dy = places.load(gradOutput + start, of: windows.outputCount - start)
          let divisors = places.load(divisors + oh * output)
          places.store(dy / divisors, to: memory + margin)
        }
        spreadShares(memory + margin, into: row)
        let spreadRow = spreadRows + oh * spread
        layout.read(row) { places, numbers in numbers.store(to: spreadRow + places.first) }
      }
      for ih in 0..<windows.rows.input {
        let dx = gradInput + channel * windows.inputPlaces + ih * width
        addRows(of: ih, spreadRows, spread, into: dx)
      }
    }
  }

  /// What each place of the padded row gets, by phases.
  private func spreadShares(
    _ shares: UnsafePointer<Float>, into row: UnsafeMutablePointer<Float>
  ) {
    let axis = windows.columns
    for phase in 0..<layout.stride {
      for j in stride(from: 0, to: layout.phaseLength, by: Floats.scalarCount) {
        var sum = Floats.zero
        for kw in 0..<axis.kernel where kw * axis.dilation % layout.stride == phase {
          sum += Floats(shares + j - kw * axis.dilation / layout.stride)
        }
        sum.store(to: row + phase * layout.phaseLength + j)
      }
    }
  }

  /// Adds up the spread rows of the windows that input row `ih` lies under.
  private func addRows(
    of ih: Int, _ spreadRows: UnsafePointer<Float>, _ spread: Int,
    into dx: UnsafeMutablePointer<Float>
  ) {
    let axis = windows.rows
    // The last window that begins at or above this row, and the first that still reaches it.
    let place = ih + axis.paddingBefore
    let first = max(0, (place - axis.reach + axis.stride) / axis.stride)
    let end = min(axis.output, place / axis.stride + 1)
    for places in Vectors(0..<windows.columns.input) {
      var sum = Floats.zero
      for oh in first..<max(first, end) where (place - oh * axis.stride) % axis.dilation == 0 {
        sum += Floats(spreadRows + oh * spread + places.first)
      }
      places.store(sum, to: dx)
    }
  }
}

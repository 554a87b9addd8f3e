/// How pooling makes one number of a window's.
protocol PoolJoin {
  /// What joined with any number is that number.
  static var nothing: Float { get }
  static func join(_ a: Floats, _ b: Floats) -> Floats
}

/// The largest; a NaN is larger than any.
enum Largest: PoolJoin {
  @inline(always) static var nothing: Float { -.infinity }
  @inline(always) static func join(_ a: Floats, _ b: Floats) -> Floats { a.larger(b) }
}

/// The sum.
enum Sum: PoolJoin {
  @inline(always) static var nothing: Float { 0 }
  @inline(always) static func join(_ a: Floats, _ b: Floats) -> Floats { a + b }
}

extension PoolWindows {
  /// Joins all windows' numbers.
  ///
  /// - Parameter divisors: what each joined number of a channel is divided by; nil for nothing.
  @inline(__always)
  func join<Join: PoolJoin>(
    _ how: Join.Type, _ input: UnsafePointer<Float>, into output: UnsafeMutablePointer<Float>,
    dividedBy divisors: UnsafePointer<Float>? = nil
  ) {
    let layout = PhasedRow(columns)
    forEachChannel(scratch: layout.count) {
      $0.initialize(repeating: Join.nothing, count: layout.count)
    } _: { channel, scratch in
      for oh in 0..<rows.output {
        joinRows(how, input, channel, oh, layout, into: scratch)
        let y = output + (channel * rows.output + oh) * columns.output
        joinColumns(
          how, scratch, layout, into: y, dividedBy: divisors.map { $0 + oh * columns.output })
      }
    }
  }

  /// The rows under the windows of row `oh`, joined place by place.
  @inline(always)
  private func joinRows<Join: PoolJoin>(
    _ how: Join.Type, _ input: UnsafePointer<Float>, _ channel: Int, _ oh: Int,
    _ layout: PhasedRow, into row: UnsafeMutablePointer<Float>
  ) {
    let (start, width) = (channel * inputPlaces, columns.input)
    let (count, inputRows) = (inputCount, inputRows(oh))
    layout.write(to: row, padding: Join.nothing) { iw in
      var joined = Floats(repeating: Join.nothing)
      for ih in inputRows {
        let first = start + ih * width + iw
        joined = Join.join(joined, Floats(input, from: first, of: count))
      }
      return joined
    }
  }

  /// The joined row joined with itself, shifted by each place of the kernel.
  @inline(always)
  private func joinColumns<Join: PoolJoin>(
    _ how: Join.Type, _ row: UnsafePointer<Float>, _ layout: PhasedRow,
    into output: UnsafeMutablePointer<Float>, dividedBy divisors: UnsafePointer<Float>?
  ) {
    layout.offsets.withUnsafeBufferPointer { offsets in
      let last = layout.windows - Floats.scalarCount
      for places in Vectors(0..<layout.windows) {
        // The last windows again, sixteen of them, rather than those that are left.
        let first = last >= 0 ? min(places.first, last) : places.first
        var joined = Floats(row + offsets[0] + first)
        for kw in 1..<max(1, offsets.count) {
          joined = Join.join(joined, Floats(row + offsets[kw] + first))
        }
        let lanes = Lanes(first: first, count: last >= 0 ? Floats.scalarCount : places.count)
        if let divisors { joined /= lanes.load(divisors) }
        lanes.store(joined, to: output)
      }
    }
  }
}

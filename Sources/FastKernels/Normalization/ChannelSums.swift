// What batch norm knows of each channel comes from four sums over the whole batch, in Double, all in one
// pass over memory. Deviations are taken from one of the channel's own numbers, the pivot p: E[x²] − E[x]²
// would cancel where the mean is large, and sums about p don't, for a number of the batch is at most √m
// standard deviations away from the mean of its m numbers.
//
//     mean = p + Σ (x − p) / m        variance = (Σ (x − p)² − (Σ (x − p))² / m) / m
//
// Numbers of a channel that lie side by side, [N, C, S], are summed line by line. In [N, C] neighbours are
// different channels: there a task takes some rows, as they lie in memory, and a lane is a channel; the
// tasks' sums are joined in order.

import Tensors

/// Σ(x − p), Σ(x − p)², Σdy and Σdy·(x − p) of one channel.
struct ChannelSums {
  var deviations = 0.0
  var squares = 0.0
  var gradients = 0.0
  var products = 0.0

  static func + (a: ChannelSums, b: ChannelSums) -> ChannelSums {
    ChannelSums(
      deviations: a.deviations + b.deviations, squares: a.squares + b.squares,
      gradients: a.gradients + b.gradients, products: a.products + b.products)
  }

  /// What deviations are taken from: a number of the channel, or 0 if it isn't finite.
  static func pivot(_ number: Float) -> Double { number.isFinite ? Double(number) : 0 }

  /// The sums over lines of neighbours; those of gradients only if there are any.
  static func ofLines(
    _ x: UnsafePointer<Float>, _ dy: UnsafePointer<Float>?, pivot: Double, count: Int,
    lines: Int, step: Int
  ) -> ChannelSums {
    var (sums, rest) = (LaneSums(), ChannelSums())
    for line in 0..<lines {
      let x = x + line * step
      if let dy {
        sums.addLine(x, dy + line * step, pivot, count, hasGradient: true, &rest)
      } else {
        sums.addLine(x, x, pivot, count, hasGradient: false, &rest)
      }
    }
    return sums.total + rest
  }
}

/// The four sums, lane by lane.
private struct LaneSums {
  var deviations = Doubles.zero
  var squares = Doubles.zero
  var gradients = Doubles.zero
  var products = Doubles.zero

  var total: ChannelSums {
    ChannelSums(
      deviations: deviations.total, squares: squares.total, gradients: gradients.total,
      products: products.total)
  }

  @inline(always)
  mutating func add(
    _ x: UnsafePointer<Float>, _ dy: UnsafePointer<Float>, _ pivot: Doubles, hasGradient: Bool
  ) {
    let deviation = Doubles(widening: Floats(x)) - pivot
    deviations += deviation
    squares += deviation * deviation
    if hasGradient {
      let dy = Doubles(widening: Floats(dy))
      gradients += dy
      products += dy * deviation
    }
  }

  /// The numbers that fill no vector go to `rest`.
  @inline(always)
  mutating func addLine(
    _ x: UnsafePointer<Float>, _ dy: UnsafePointer<Float>, _ pivot: Double, _ count: Int,
    hasGradient: Bool, _ rest: inout ChannelSums
  ) {
    var (sums, i) = (self, 0)
    while i + Floats.scalarCount <= count {
      sums.add(x + i, dy + i, Doubles(repeating: pivot), hasGradient: hasGradient)
      i += Floats.scalarCount
    }
    self = sums
    while i < count {
      rest.add(x[i], dy[i], pivot, hasGradient: hasGradient)
      i += 1
    }
  }
}

extension ChannelSums {
  @inline(always)
  fileprivate mutating func add(_ x: Float, _ dy: Float, _ pivot: Double, hasGradient: Bool) {
    let deviation = Double(x) - pivot
    deviations += deviation
    squares += deviation * deviation
    if hasGradient {
      gradients += Double(dy)
      products += Double(dy) * deviation
    }
  }
}

/// The sums of the columns of a matrix `[N, C]`.
struct ColumnSums {
  private let rows: Int
  private let columns: Int
  /// How many rows and columns a task takes. Its columns' sums stay in the first cache.
  private let rowsOfTask: Int
  private static let columnsOfTask = 512

  init(rows: Int, columns: Int) {
    (self.rows, self.columns) = (rows, columns)
    rowsOfTask = max(64, (rows + 31) / 32)
  }

  /// Calls `body` with the sums of each column.
  func forEach(
    _ x: UnsafePointer<Float>, _ dy: UnsafePointer<Float>?, pivots: UnsafePointer<Double>,
    _ body: (_ column: Int, _ sums: ChannelSums) -> Void
  ) {
    let stretches = (rows + rowsOfTask - 1) / rowsOfTask
    let blocks = (columns + Self.columnsOfTask - 1) / Self.columnsOfTask
    // For each stretch of rows four sums of each column.
    let size = 4 * columns
    let memory = UnsafeMutablePointer<Double>.allocate(capacity: max(1, stretches * size))
    defer { memory.deallocate() }
    memory.initialize(repeating: 0, count: stretches * size)
    Threads.forEach(stretches * blocks, work: rows * columns * 8) { task in
      let (stretch, block) = task.quotientAndRemainder(dividingBy: blocks)
      let first = block * Self.columnsOfTask
      let some = first..<min(columns, first + Self.columnsOfTask)
      let sums = memory + stretch * size
      let end = min(rows, (stretch + 1) * rowsOfTask)
      for row in stride(from: stretch * rowsOfTask, to: end, by: 4) {
        let x = x + row * columns
        if let dy {
          let dy = dy + row * columns
          if row + 4 <= end {
            add(x, dy, pivots, rows: 4, some, hasGradient: true, to: sums)
          } else {
            add(x, dy, pivots, rows: end - row, some, hasGradient: true, to: sums)
          }
        } else if row + 4 <= end {
          add(x, x, pivots, rows: 4, some, hasGradient: false, to: sums)
        } else {
          add(x, x, pivots, rows: end - row, some, hasGradient: false, to: sums)
        }
      }
    }
    for column in 0..<columns {
      var total = ChannelSums()
      for stretch in 0..<stretches {
        total = total + Self.sums(memory + stretch * size + column, columns)
      }
      body(column, total)
    }
  }

  /// A column's sums, which lie `step` apart.
  @inline(always)
  private static func sums(_ memory: UnsafePointer<Double>, _ step: Int) -> ChannelSums {
    ChannelSums(
      deviations: memory[0], squares: memory[step], gradients: memory[2 * step],
      products: memory[3 * step])
  }

  /// Adds some rows to the sums of some columns.
  @inline(always)
  private func add(
    _ x: UnsafePointer<Float>, _ dy: UnsafePointer<Float>, _ pivots: UnsafePointer<Double>,
    rows: Int, _ some: Range<Int>, hasGradient: Bool, to memory: UnsafeMutablePointer<Double>
  ) {
    var c = some.lowerBound
    while c + Floats.scalarCount <= some.upperBound {
      let sums = UnsafeMutableRawPointer(memory + c)
      let step = columns * MemoryLayout<Double>.stride
      var lanes = LaneSums()
      lanes.deviations = sums.loadUnaligned(as: Doubles.self)
      lanes.squares = (sums + step).loadUnaligned(as: Doubles.self)
      if hasGradient {
        lanes.gradients = (sums + 2 * step).loadUnaligned(as: Doubles.self)
        lanes.products = (sums + 3 * step).loadUnaligned(as: Doubles.self)
      }
      let pivot = UnsafeRawPointer(pivots + c).loadUnaligned(as: Doubles.self)
      for row in 0..<rows {
        let place = row * columns + c
        lanes.add(x + place, dy + place, pivot, hasGradient: hasGradient)
      }
      sums.storeBytes(of: lanes.deviations, as: Doubles.self)
      (sums + step).storeBytes(of: lanes.squares, as: Doubles.self)
      if hasGradient {
        (sums + 2 * step).storeBytes(of: lanes.gradients, as: Doubles.self)
        (sums + 3 * step).storeBytes(of: lanes.products, as: Doubles.self)
      }
      c += Floats.scalarCount
    }
    for c in c..<some.upperBound {
      var sums = Self.sums(memory + c, columns)
      for row in 0..<rows {
        let place = row * columns + c
        sums.add(x[place], dy[place], pivots[c], hasGradient: hasGradient)
      }
      memory[c] = sums.deviations
      memory[columns + c] = sums.squares
      memory[2 * columns + c] = sums.gradients
      memory[3 * columns + c] = sums.products
    }
  }
}

// A tile is a small piece of a result matrix that stays in registers while its products are added
// up: rows one above the other, each a few vectors wide. Tiles of every height are made of two
// smaller ones, like the rows of vectors (`VectorRow`), and the compiler again sees single registers.

/// Rows of sums, one above the other.
protocol Tile {
  associatedtype Row: VectorRow

  /// How many rows there are.
  static var height: Int { get }

  init(zero: Void)

  /// The tile whose first number lies at `memory`; its rows lie `stride` numbers apart.
  init(at memory: UnsafePointer<Float>, stride: Int)

  func store(to memory: UnsafeMutablePointer<Float>, stride: Int)

  /// sum[r] += a[r·stride] · b for every row r.
  mutating func add(_ a: UnsafePointer<Float>, stride: Int, times b: Row)

  /// sum[r] += the vector at a + shifts[r] · b for every row r.
  mutating func add(_ a: UnsafePointer<Float>, shifts: UnsafePointer<Int>, times b: Row)

  /// Adds bias[r] to every row r, and then, if asked for, makes negative sums zero.
  mutating func complete(adding bias: UnsafePointer<Float>, withReLU: Bool)
}

/// A tile of one row.
struct OneRow<Row: VectorRow>: Tile {
  private var row: Row

  @inline(__always) static var height: Int { 1 }

  @inline(__always) init(zero: Void) { row = Row(zero: ()) }

  @inline(__always) init(at memory: UnsafePointer<Float>, stride: Int) { row = Row(at: memory) }

  @inline(__always) func store(to memory: UnsafeMutablePointer<Float>, stride: Int) {
    row.store(to: memory)
  }

  @inline(__always)
  mutating func add(_ a: UnsafePointer<Float>, stride: Int, times b: Row) {
    row.add(a.pointee, times: b)
  }

  @inline(__always)
  mutating func add(_ a: UnsafePointer<Float>, shifts: UnsafePointer<Int>, times b: Row) {
    row.add(Row.Piece(at: a + shifts[0]), times: b)
  }

  @inline(__always)
  mutating func complete(adding bias: UnsafePointer<Float>, withReLU: Bool) {
    row.complete(adding: bias.pointee, withReLU: withReLU)
  }
}

/// One tile above another.
struct Above<Top: Tile, Bottom: Tile>: Tile where Top.Row == Bottom.Row {
  typealias Row = Top.Row
  private var top: Top
  private var bottom: Bottom

  @inline(__always) static var height: Int { Top.height + Bottom.height }

  @inline(__always) init(zero: Void) {
    top = Top(zero: ())
    bottom = Bottom(zero: ())
  }

  @inline(__always) init(at memory: UnsafePointer<Float>, stride: Int) {
    top = Top(at: memory, stride: stride)
    bottom = Bottom(at: memory + Top.height * stride, stride: stride)
  }

  @inline(__always) func store(to memory: UnsafeMutablePointer<Float>, stride: Int) {
    top.store(to: memory, stride: stride)
    bottom.store(to: memory + Top.height * stride, stride: stride)
  }

  @inline(__always)
  mutating func add(_ a: UnsafePointer<Float>, stride: Int, times b: Row) {
    top.add(a, stride: stride, times: b)
    bottom.add(a + stride * Top.height, stride: stride, times: b)
  }

  @inline(__always)
  mutating func add(_ a: UnsafePointer<Float>, shifts: UnsafePointer<Int>, times b: Row) {
    top.add(a, shifts: shifts, times: b)
    bottom.add(a, shifts: shifts + Top.height, times: b)
  }

  @inline(__always)
  mutating func complete(adding bias: UnsafePointer<Float>, withReLU: Bool) {
    top.complete(adding: bias, withReLU: withReLU)
    bottom.complete(adding: bias + Top.height, withReLU: withReLU)
  }
}

typealias TwoRows<Row: VectorRow> = Above<OneRow<Row>, OneRow<Row>>
typealias ThreeRows<Row: VectorRow> = Above<TwoRows<Row>, OneRow<Row>>
typealias FourRows<Row: VectorRow> = Above<TwoRows<Row>, TwoRows<Row>>
typealias SixRows<Row: VectorRow> = Above<FourRows<Row>, TwoRows<Row>>
typealias EightRows<Row: VectorRow> = Above<FourRows<Row>, FourRows<Row>>
typealias NineRows<Row: VectorRow> = Above<EightRows<Row>, OneRow<Row>>
typealias TwelveRows<Row: VectorRow> = Above<EightRows<Row>, FourRows<Row>>
typealias SixteenRows<Row: VectorRow> = Above<EightRows<Row>, EightRows<Row>>

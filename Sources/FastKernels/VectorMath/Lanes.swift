// Where in memory the numbers of a vector are. Most often they are sixteen, and a load is one
// instruction. What is left at an end is put together of eight, four, two and one, with zeros after it, and
// goes the same way as all others.

import Tensors

/// Neighbours in memory that are worked on at once: sixteen, or the fewer that are left.
struct Lanes {
  /// The place of the first.
  let first: Int
  /// How many there are, 1 to 16.
  let count: Int

  @inline(always)
  private var areAll: Bool { count == Floats.scalarCount }

  /// The numbers at these places; zeros follow where there are fewer than sixteen.
  @inline(always)
  func load(_ memory: UnsafePointer<Float>) -> Floats {
    areAll ? Floats(memory + first) : Floats(few: count, memory + first)
  }

  /// The same of memory that holds `total` numbers. What follows the few, if it is there at all, may be
  /// loaded and dropped, which is quicker than to gather them.
  @inline(always)
  func load(_ memory: UnsafePointer<Float>, of total: Int) -> Floats {
    if first + Floats.scalarCount <= total { return kept(Floats(memory + first)) }
    return load(memory)
  }

  /// Writes the numbers of these places.
  @inline(always)
  func store(_ numbers: Floats, to memory: UnsafeMutablePointer<Float>) {
    if areAll { return numbers.store(to: memory + first) }
    numbers.store(few: count, to: memory + first)
  }

  /// The numbers, and `rest` in the lanes that have no place.
  @inline(always)
  func kept(_ numbers: Floats, rest: Float = 0) -> Floats {
    if areAll { return numbers }
    return numbers.replacing(with: rest, where: Self.order .>= Float(count))
  }

  /// The same in Double, with zeros.
  @inline(always)
  func kept(_ numbers: Doubles) -> Doubles {
    if areAll { return numbers }
    var few = Doubles.zero
    for lane in 0..<count { few[lane] = numbers[lane] }
    return few
  }

  @inline(always)
  private static var order: Floats {
    Floats(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
  }
}

extension SIMD16<Float> {
  /// The first `count` numbers of `memory`, fewer than sixteen, and zeros.
  @inline(always)
  init(few count: Int, _ memory: UnsafePointer<Float>) {
    if count & 8 != 0 {
      let eight = UnsafeRawPointer(memory).loadUnaligned(as: SIMD8<Float>.self)
      self.init(lowHalf: eight, highHalf: Self.few(count & 7, memory + 8))
    } else {
      self.init(lowHalf: Self.few(count, memory), highHalf: .zero)
    }
  }

  /// The same for fewer than eight.
  @inline(always)
  private static func few(_ count: Int, _ memory: UnsafePointer<Float>) -> SIMD8<Float> {
    let rest = memory + (count & 6)
    let last = count & 1 != 0 ? SIMD4(rest[0], 0, 0, 0) : .zero
    if count & 6 == 6 {
      let four = UnsafeRawPointer(memory).loadUnaligned(as: SIMD4<Float>.self)
      return SIMD8(lowHalf: four, highHalf: SIMD4(memory[4], memory[5], last[0], 0))
    } else if count & 4 != 0 {
      let four = UnsafeRawPointer(memory).loadUnaligned(as: SIMD4<Float>.self)
      return SIMD8(lowHalf: four, highHalf: last)
    } else if count & 2 != 0 {
      return SIMD8(lowHalf: SIMD4(memory[0], memory[1], last[0], 0), highHalf: .zero)
    }
    return SIMD8(lowHalf: last, highHalf: .zero)
  }

  /// Writes the first `count` numbers, fewer than sixteen.
  @inline(always)
  func store(few count: Int, to memory: UnsafeMutablePointer<Float>) {
    var (place, eight) = (UnsafeMutableRawPointer(memory), lowHalf)
    if count & 8 != 0 {
      place.storeBytes(of: eight, as: SIMD8<Float>.self)
      (place, eight) = (place + 32, highHalf)
    }
    var four = eight.lowHalf
    if count & 4 != 0 {
      place.storeBytes(of: four, as: SIMD4<Float>.self)
      (place, four) = (place + 16, eight.highHalf)
    }
    var two = four.lowHalf
    if count & 2 != 0 {
      place.storeBytes(of: two, as: SIMD2<Float>.self)
      (place, two) = (place + 8, four.highHalf)
    }
    if count & 1 != 0 { place.storeBytes(of: two[0], as: Float.self) }
  }

  /// Sixteen numbers of `memory` from place `first` on, with anything for those beyond its `total`.
  @inline(always)
  init(_ memory: UnsafePointer<Float>, from first: Int, of total: Int) {
    if first + Floats.scalarCount <= total {
      self.init(memory + first)
    } else {
      self = Lanes(first: first, count: Swift.max(0, total - first)).load(memory)
    }
  }
}

/// Numbers that belong together, vector by vector: one line of neighbours, or up to sixteen lines
/// side by side, one in each lane.
///
/// What is written for it fits both: a sum over a line of neighbours is joined over its lanes at the
/// end (`joined`), and of sixteen lines it is already there in each lane.
struct Vectors: Sequence, IteratorProtocol {
  private var first: Int
  private let end: Int
  private let step: Int
  private let width: Int
  /// Whether there is one line of neighbours only.
  let isOneLine: Bool

  /// The neighbours at these places.
  @inline(always)
  init(_ places: Range<Int>) {
    (first, end, step) = (places.lowerBound, places.upperBound, Floats.scalarCount)
    (width, isOneLine) = (Floats.scalarCount, true)
  }

  /// `abreast` lines of `count` numbers that lie `step` apart; the first line begins at `first`.
  @inline(always)
  init(first: Int, count: Int, step: Int, abreast: Int) {
    (self.first, end, self.step) = (first, first + count * step, step)
    (width, isOneLine) = (abreast, false)
  }

  @inline(always)
  mutating func next() -> Lanes? {
    guard first < end else { return nil }
    let places = Lanes(first: first, count: Swift.min(width, end - first))
    first += step
    return places
  }

  /// How many numbers further in its line each vector is than the one before.
  @inline(always)
  var numbersEach: Int { isOneLine ? Floats.scalarCount : 1 }

  /// What `constants` has for the numbers of a line from `number` on, lane by lane.
  @inline(always)
  func constants(_ constants: UnsafePointer<Float>, _ number: Int, _ places: Lanes) -> Floats {
    isOneLine
      ? Lanes(first: number, count: places.count).load(constants)
      : Floats(repeating: constants[number])
  }

  /// What belongs to the lines, given lane by lane, in every lane of the line.
  @inline(always)
  func eachOfItsLine(_ numbers: Floats) -> Floats {
    isOneLine ? Floats(repeating: numbers[0]) : numbers
  }

  /// Sums of the lanes as sums of the lines, in every lane of the line.
  @inline(always)
  func joined(_ sums: Doubles) -> Doubles {
    isOneLine ? Doubles(repeating: sums.total) : sums
  }

  /// The largest number of each line, in every lane of the line; a NaN is passed over.
  @inline(always)
  func largest(_ x: UnsafePointer<Float>) -> Floats {
    var largest = Floats(repeating: -.infinity)
    for places in self {
      largest = largest.largerNumber(places.kept(places.load(x), rest: -.infinity))
    }
    return isOneLine ? Floats(repeating: largest.largestNumber) : largest
  }
}

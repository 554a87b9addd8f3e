// Sixteen numbers at a time. That is one register of the widest processors, and two or four of the
// others, whose operations then don't wait for each other. So the code is the same everywhere, and
// so are its results, but for processors that round a product before they add it.
//
// A choice between two vectors is made by one instruction where the condition is a comparison that stands
// right beside it, and of vectors of the same kind; a condition that is kept, or joined with another, may be
// taken apart lane by lane.
//
// The last numbers of a stretch may be fewer than sixteen. They are put into a vector of their own and
// go through the same code, so no result depends on where a number lies.

import Tensors

/// Sixteen numbers.
typealias Floats = SIMD16<Float>

/// Sixteen numbers for sums, which would lose digits in Float.
typealias Doubles = SIMD16<Double>

extension SIMD16<Float> {
  /// The sixteen numbers from `memory` on.
  @inline(always)
  init(_ memory: UnsafePointer<Float>) {
    self = UnsafeRawPointer(memory).loadUnaligned(as: Floats.self)
  }

  /// Writes all sixteen.
  @inline(always)
  func store(to memory: UnsafeMutablePointer<Float>) {
    UnsafeMutableRawPointer(memory).storeBytes(of: self, as: Floats.self)
  }

  /// The numbers rounded to Float.
  @inline(always)
  init(rounding doubles: Doubles) {
    self.init(lowHalf: Self.half(doubles.lowHalf), highHalf: Self.half(doubles.highHalf))
  }

  @inline(always)
  private static func half(_ x: SIMD8<Double>) -> SIMD8<Float> {
    SIMD8(
      Float(x[0]), Float(x[1]), Float(x[2]), Float(x[3]), Float(x[4]), Float(x[5]), Float(x[6]),
      Float(x[7]))
  }

  /// self + a·b, rounded once where the processor can.
  ///
  /// Swift does this lane by lane, and the compiler makes one instruction of sixteen where it sees
  /// that they are alike: in a polynomial it does, but not where `a` or `self` is itself the outcome
  /// of such a product. There a product and a sum of vectors are faster.
  @inline(always)
  func adding(_ a: Floats, times b: Floats) -> Floats {
    if Processor.hasFusedMultiplyAdd {
      return addingProduct(a, b)
    } else {
      return self + a * b
    }
  }

  /// Each number, or the one of `other` where that is larger; a NaN is larger than any.
  @inline(always)
  func larger(_ other: Floats) -> Floats {
    replacing(with: other, where: other .> self).replacing(with: .nan, where: other .!= other)
  }

  /// Each number, or the one of `other` where that is larger; a NaN of `other` isn't.
  @inline(always)
  func largerNumber(_ other: Floats) -> Floats {
    replacing(with: other, where: other .> self)
  }

  /// The largest of the sixteen, found as `largerNumber` does.
  @inline(always)
  var largestNumber: Float {
    let eight = lowHalf.replacing(with: highHalf, where: highHalf .> lowHalf)
    let (a, b) = (eight.lowHalf, eight.highHalf)
    let four = a.replacing(with: b, where: b .> a)
    return Swift.max(Swift.max(four[0], four[1]), Swift.max(four[2], four[3]))
  }

  /// The numbers without their signs.
  @inline(always)
  var magnitudes: Floats { Floats(bits: bits & 0x7FFF_FFFF) }

  /// The numbers' bits as whole numbers, and back.
  @inline(always)
  var bits: SIMD16<Int32> { unsafeBitCast(self, to: SIMD16<Int32>.self) }

  @inline(always)
  init(bits: SIMD16<Int32>) { self = unsafeBitCast(bits, to: Floats.self) }
}

extension SIMD16<Double> {
  /// The same numbers. Written lane by lane, they are made in one instruction of each half.
  @inline(always)
  init(widening x: Floats) {
    self.init(lowHalf: Self.half(x.lowHalf), highHalf: Self.half(x.highHalf))
  }

  @inline(always)
  private static func half(_ x: SIMD8<Float>) -> SIMD8<Double> {
    SIMD8(
      Double(x[0]), Double(x[1]), Double(x[2]), Double(x[3]), Double(x[4]), Double(x[5]),
      Double(x[6]), Double(x[7]))
  }

  /// The sum of the sixteen, in a fixed order.
  @inline(always)
  var total: Double {
    let eight = lowHalf + highHalf
    let four = eight.lowHalf + eight.highHalf
    return (four[0] + four[1]) + (four[2] + four[3])
  }
}

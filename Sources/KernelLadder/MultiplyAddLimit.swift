extension Ladder {
  /// What a core can do at most: the speed of multiply-adds that read no memory and don't wait for
  /// each other, in floating-point operations per second (a multiply-add counts as two).
  ///
  /// It takes about a millisecond. Ask several times, in between what is measured, and take the most:
  /// a processor's clock goes up and down.
  public static func multiplyAddLimit() -> Double {
    if Processor.lanes == 16 { return limit(SIMD16<Float>.self) }
    if Processor.lanes == 8 { return limit(SIMD8<Float>.self) }
    return limit(SIMD4<Float>.self)
  }

  @inline(__always)
  private static func limit<Vector: SIMD<Float>>(_ vector: Vector.Type) -> Double {
    let rounds = 200_000
    // Twelve sums that begin differently, or the compiler would find that one is enough.
    var sums = (0..<12).map { Vector(repeating: Float($0)) }
    let time = ContinuousClock().measure {
      var (s0, s1, s2, s3, s4, s5) = (sums[0], sums[1], sums[2], sums[3], sums[4], sums[5])
      var (s6, s7, s8, s9, s10, s11) = (sums[6], sums[7], sums[8], sums[9], sums[10], sums[11])
      for _ in 0..<rounds {
        s0.add(0.5, times: s0)
        s1.add(0.5, times: s1)
        s2.add(0.5, times: s2)
        s3.add(0.5, times: s3)
        s4.add(0.5, times: s4)
        s5.add(0.5, times: s5)
        s6.add(0.5, times: s6)
        s7.add(0.5, times: s7)
        s8.add(0.5, times: s8)
        s9.add(0.5, times: s9)
        s10.add(0.5, times: s10)
        s11.add(0.5, times: s11)
      }
      sums = [s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10, s11]
    }
    // Read, so that the compiler can't leave them out.
    precondition(sums.reduce(.zero, +) != .zero)
    return Double(rounds * 12 * Vector.scalarCount * 2) / (time / .seconds(1))
  }
}

// How many multiply-adds the processor does if nothing else holds it up: no memory, no packing, no
// waiting for a sum. Twelve sums that don't wait for each other lie in registers, and each step adds
// the same product to each of them. A processor that takes four or five cycles for a multiply-add and
// begins two in each is busy with ten. Twelve sums and the two factors are 14 registers; the smallest
// processors that have vectors of eight have 16.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

enum MultiplyAddLimit {
  /// Multiply-adds of Floats a second on so many threads, and how much of the time of their cores
  /// these had, from 0 to 1.
  static func measure(threads: Int) -> (perSecond: Double, coreShare: Double) {
    let steps = 2_000_000
    let numbersOfThread = 16 * Processor.vectorFloats
    let numbers = UnsafeMutableBufferPointer<Float>.allocate(capacity: threads * numbersOfThread)
    defer { numbers.deallocate() }
    numbers.initialize(repeating: 1)
    var best = Double.infinity
    let (start, startOfCores) = (ContinuousClock.now, coreSeconds)
    for _ in 0..<30 {
      let time = ContinuousClock().measure {
        Threads.$limit.withValue(threads) {
          Threads.forEach(threads, work: .max) { thread in
            run(steps: steps, numbers.baseAddress! + thread * numbersOfThread)
          }
        }
      }
      best = min(best, time / .seconds(1))
    }
    let multiplyAdds = steps * RegisterSums<SIMD4<Float>>.count * Processor.vectorFloats * threads
    let seconds = start.duration(to: .now) / .seconds(1)
    let cores = min(threads, ThreadCount.ofThisMachine)
    let coreShare = (coreSeconds - startOfCores) / (seconds * Double(cores))
    return (Double(multiplyAdds) / best, min(1, coreShare))
  }

  /// For how many seconds this process has had a core, all its threads together.
  private static var coreSeconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  /// The loop for the processor's widest vector.
  private static func run(steps: Int, _ numbers: UnsafeMutablePointer<Float>) {
    if Processor.vectorFloats == 16 {
      run(steps: steps, numbers, SIMD16<Float>.self)
    } else if Processor.vectorFloats == 8 {
      run(steps: steps, numbers, SIMD8<Float>.self)
    } else {
      run(steps: steps, numbers, SIMD4<Float>.self)
    }
  }

  /// - Parameter numbers: sixteen vectors: the sums, and then the two factors.
  @inline(__always)
  private static func run<Vector: SIMD<Float>>(
    steps: Int, _ numbers: UnsafeMutablePointer<Float>, _ vector: Vector.Type
  ) {
    var sums = RegisterSums<Vector>(numbers)
    let factors = UnsafeRawPointer(numbers + RegisterSums<Vector>.count * Vector.scalarCount)
    let a = factors.loadUnaligned(as: Vector.self)
    let b = (factors + MemoryLayout<Vector>.stride).loadUnaligned(as: Vector.self)
    for _ in 0..<steps { sums.add(a, times: b) }
    sums.store(to: numbers)
  }
}

/// Twelve vectors, each a variable of its own, so that each has a register of its own.
private struct RegisterSums<Vector: SIMD<Float>> {
  static var count: Int { 12 }

  private var c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11: Vector

  @inline(__always)
  init(_ numbers: UnsafePointer<Float>) {
    @inline(__always)
    func vector(_ place: Int) -> Vector {
      UnsafeRawPointer(numbers + place * Vector.scalarCount).loadUnaligned(as: Vector.self)
    }
    (c0, c1, c2, c3) = (vector(0), vector(1), vector(2), vector(3))
    (c4, c5, c6, c7) = (vector(4), vector(5), vector(6), vector(7))
    (c8, c9, c10, c11) = (vector(8), vector(9), vector(10), vector(11))
  }

  @inline(__always)
  mutating func add(_ a: Vector, times b: Vector) {
    c0 = Self.sum(c0, a, b)
    c1 = Self.sum(c1, a, b)
    c2 = Self.sum(c2, a, b)
    c3 = Self.sum(c3, a, b)
    c4 = Self.sum(c4, a, b)
    c5 = Self.sum(c5, a, b)
    c6 = Self.sum(c6, a, b)
    c7 = Self.sum(c7, a, b)
    c8 = Self.sum(c8, a, b)
    c9 = Self.sum(c9, a, b)
    c10 = Self.sum(c10, a, b)
    c11 = Self.sum(c11, a, b)
  }

  /// c + a·b, in one instruction where the processor has it.
  @inline(__always)
  private static func sum(_ c: Vector, _ a: Vector, _ b: Vector) -> Vector {
    Processor.hasFusedMultiplyAdd ? c.addingProduct(a, b) : c + a * b
  }

  @inline(__always)
  func store(to numbers: UnsafeMutablePointer<Float>) {
    for (place, sum) in [c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11].enumerated() {
      UnsafeMutableRawPointer(numbers + place * Vector.scalarCount)
        .storeBytes(of: sum, as: Vector.self)
    }
  }
}

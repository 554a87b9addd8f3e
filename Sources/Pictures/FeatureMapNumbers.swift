import Dispatch
import Tensors

/// What has to be known of a map's numbers before they can be drawn, found in one pass over them.
struct FeatureMapNumbers {
  /// The smallest and the largest of the finite numbers; nil where there are none.
  var range: ClosedRange<Float>? { low <= high ? low...high : nil }

  /// The largest magnitude of the finite numbers, or 0.
  var largestMagnitude: Float { low <= high ? max(low.magnitude, high.magnitude) : 0 }

  /// How many are NaN or infinite.
  private(set) var notFiniteCount = 0

  private var low = Float.infinity
  private var high = -Float.infinity

  /// Looks at all numbers, on all cores.
  init(of values: Tensor<Float>) {
    let stretches = (values.count + Self.stretch - 1) / Self.stretch
    let parts = values.withUnsafeScalars { numbers in
      [FeatureMapNumbers](unsafeUninitializedCapacity: stretches) { parts, count in
        // Each part is written by one thread alone.
        nonisolated(unsafe) let (numbers, parts) = (numbers, parts)
        Self.forEachStretch(of: numbers.count) { stretch in
          parts.initializeElement(
            at: stretch.lowerBound / Self.stretch,
            to: FeatureMapNumbers(UnsafeBufferPointer(rebasing: numbers[stretch])))
        }
        count = stretches
      }
    }
    for part in parts {
      low = min(low, part.low)
      high = max(high, part.high)
      notFiniteCount += part.notFiniteCount
    }
  }

  /// Looks at eight numbers at a time: one at a time waits for the last comparison.
  private init(_ numbers: UnsafeBufferPointer<Float>) {
    var (lows, highs) = (SIMD8(repeating: low), SIMD8(repeating: high))
    var counts = SIMD8<Int32>(repeating: 0)
    let whole = numbers.count / 8 * 8
    let bytes = UnsafeRawBufferPointer(numbers)
    for place in stride(from: 0, to: whole, by: 8) {
      let eight = bytes.loadUnaligned(fromByteOffset: 4 * place, as: SIMD8<Float>.self)
      // NaN is less than nothing, so it isn't finite either.
      let areFinite =
        (eight .<= .greatestFiniteMagnitude) .& (eight .>= -.greatestFiniteMagnitude)
      lows.replace(with: eight, where: areFinite .& (eight .< lows))
      highs.replace(with: eight, where: areFinite .& (eight .> highs))
      counts &+= SIMD8<Int32>(repeating: 1).replacing(with: 0, where: areFinite)
    }
    low = lows.min()
    high = highs.max()
    notFiniteCount = Int(counts.wrappedSum())
    for number in numbers[whole...] {
      if number.isFinite {
        low = min(low, number)
        high = max(high, number)
      } else {
        notFiniteCount += 1
      }
    }
  }

  /// How many numbers a core takes at a time.
  private static let stretch = 1 << 18

  /// Calls `body` on all cores with stretches of numbers that together cover `count`.
  static func forEachStretch(of count: Int, _ body: @Sendable (Range<Int>) -> Void) {
    DispatchQueue.concurrentPerform(iterations: (count + stretch - 1) / stretch) { number in
      body(number * stretch..<min(count, (number + 1) * stretch))
    }
  }
}

extension ColorMap {
  /// The greys of a stretch of finite numbers: those that `.grey` has for x/scale, eight at a time.
  ///
  /// - Precondition: the numbers are finite, the scale is positive.
  static func paintGrey(
    _ numbers: UnsafeBufferPointer<Float>, scale: Float,
    into pixels: UnsafeMutableBufferPointer<UInt8>, _ stretch: Range<Int>
  ) {
    let whole = stretch.lowerBound + stretch.count / 8 * 8
    let bytes = UnsafeRawBufferPointer(numbers)
    let target = UnsafeMutableRawBufferPointer(pixels)
    // Added to a number, it leaves no room behind the point: the sum is rounded, ties to even, and its
    // last bits are the whole number.
    let rounding = SIMD8<Float>(repeating: 8_388_608)
    for place in stride(from: stretch.lowerBound, to: whole, by: 8) {
      let eight = bytes.loadUnaligned(fromByteOffset: 4 * place, as: SIMD8<Float>.self)
      let clamped = (eight / scale).clamped(
        lowerBound: SIMD8(repeating: -1), upperBound: SIMD8(repeating: 1))
      let grey = 128 + 127 * clamped
      var rounded = (grey + rounding) - rounding
      // Ties go up, as `.rounded()` has it for what is above 0.
      rounded.replace(with: rounded + 1, where: grey - rounded .== 0.5)
      let whole = unsafeBitCast(rounded + rounding, to: SIMD8<UInt32>.self)
      target.storeBytes(
        of: SIMD8<UInt8>(truncatingIfNeeded: whole), toByteOffset: place, as: SIMD8<UInt8>.self)
    }
    for place in whole..<stretch.upperBound {
      pixels[place] = ColorMap.grey.color(numbers[place] / scale).red
    }
  }
}

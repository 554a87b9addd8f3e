import Kernels

/// How a padded row of pooling's input is laid out by phases (`PoolWindows`).
struct PhasedRow {
  /// W, and how much padding comes before.
  let input: Int
  let before: Int
  let stride: Int
  /// OW, how many windows there are.
  let windows: Int
  /// How far the numbers of one phase lie from those of the next: as many as any of its windows has,
  /// and room for a vector more, so that loads and stores need not end at the last.
  let phaseLength: Int
  /// For each place of the kernel where its number for window 0 is.
  let offsets: [Int]

  init(_ axis: WindowAxis) {
    (input, before, stride, windows) = (axis.input, axis.paddingBefore, axis.stride, axis.output)
    let last = max(before + input, (axis.output - 1) * stride + axis.reach) / stride
    phaseLength = last + 1 + 2 * Floats.scalarCount
    var offsets: [Int] = []
    for k in 0..<axis.kernel {
      let place = k * axis.dilation
      offsets.append(place % stride * phaseLength + place / stride)
    }
    self.offsets = offsets
  }

  /// How many numbers the row takes, all phases together.
  var count: Int { stride * phaseLength }

  /// Where input place `iw` is.
  @inline(always)
  func place(_ iw: Int) -> Int {
    let p = iw + before
    return p % stride * phaseLength + p / stride
  }

  /// Writes a row by phases.
  ///
  /// - Parameters:
  ///   - row: the memory that it goes to, which holds the padding already.
  ///   - padding: what the padding is: some of it behind the row is written over and put back.
  ///   - numbers: gives sixteen numbers from input place `iw` on; what is beyond the row doesn't matter.
  @inline(always)
  func write(
    to row: UnsafeMutablePointer<Float>, padding: Float, _ numbers: (_ iw: Int) -> Floats
  ) {
    let (even, odd) = (row + place(0), row + place(1))
    // `numbers` is called at one place only, so that the compiler puts it there.
    for iw in Swift.stride(from: 0, to: input, by: Floats.scalarCount) {
      let some = numbers(iw)
      if stride == 1 {
        some.store(to: even + iw)
      } else if stride == 2 {
        UnsafeMutableRawPointer(even + iw / 2).storeBytes(of: some.evenHalf, as: SIMD8<Float>.self)
        UnsafeMutableRawPointer(odd + iw / 2).storeBytes(of: some.oddHalf, as: SIMD8<Float>.self)
      } else {
        for lane in 0..<min(Floats.scalarCount, input - iw) { row[place(iw + lane)] = some[lane] }
      }
    }
    guard stride <= 2 else { return }
    Floats(repeating: padding).store(to: even + (input + stride - 1) / stride)
    if stride == 2 { Floats(repeating: padding).store(to: odd + input / 2) }
  }

  /// The other way: gives the numbers of a row in order, sixteen at a time.
  ///
  /// - Parameter body: gets numbers and the input place of the first, and writes as many as there are.
  @inline(always)
  func read(_ row: UnsafePointer<Float>, _ body: (_ places: Lanes, _ numbers: Floats) -> Void) {
    let (even, odd) = (UnsafeRawPointer(row + place(0)), UnsafeRawPointer(row + place(1)))
    for places in Vectors(0..<input) {
      var numbers = Floats.zero
      if stride == 1 {
        numbers = Floats(row + before + places.first)
      } else if stride == 2 {
        let offset = places.first / 2 * MemoryLayout<Float>.stride
        numbers.evenHalf = (even + offset).loadUnaligned(as: SIMD8<Float>.self)
        numbers.oddHalf = (odd + offset).loadUnaligned(as: SIMD8<Float>.self)
      } else {
        for lane in 0..<places.count { numbers[lane] = row[place(places.first + lane)] }
      }
      body(places, numbers)
    }
  }
}

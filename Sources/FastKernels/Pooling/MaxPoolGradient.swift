// Where the gradient of a maximum goes: to the first number of the window that equals it. Which one that
// is isn't remembered from the forward pass, which gives no such thing; it is found again. Sixteen windows
// are looked at side by side: first the largest of their numbers, place by place of the window, then once
// more place by place, and the first that equals it takes the gradient, of which nothing is left for those
// after it.
//
// The numbers are compared as whole numbers in the same order: a Float's bits are one, but for negative
// numbers, where all bits below the sign are turned. That way a NaN can be the largest of all, equal to
// itself, and the padding smaller than −∞. Numbers and gradients of a whole channel are laid out by
// phases (`PhasedRow`), with the padding around them, so no window is a special case.
//
// What each place of the windows takes is written down by itself first, and then added up for each number:
// adding it at once would load what was stored only just before, at places that overlap, and wait for it.

import Kernels
import Tensors

struct MaxPoolGradient {
  private let windows: PoolWindows
  private let layout: PhasedRow
  /// How many rows a channel has with its padding.
  private let rows: Int
  /// For each place of the window where its number for window 0 of row 0 is.
  private let offsets: [Int]

  /// For each column of the window the phase that it is in, and how far into that it begins.
  private let phases: [Int]
  private let shifts: [Int]
  /// How many numbers of a phase lie under windows, and how long a row of what one place takes is, with
  /// zeros before and after it.
  private let usedLength: Int
  private let takenLength: Int
  private let margin: Int

  init(_ windows: PoolWindows) {
    self.windows = windows
    layout = PhasedRow(windows.columns)
    let (stride, dilation) = (windows.columns.stride, windows.columns.dilation)
    phases = (0..<windows.columns.kernel).map { $0 * dilation % stride }
    shifts = (0..<windows.columns.kernel).map { $0 * dilation / stride }
    margin = (windows.columns.reach - 1) / stride
    usedLength = windows.columns.output + margin
    takenLength = margin + usedLength + 2 * Floats.scalarCount
    let axis = windows.rows
    rows = max((axis.output - 1) * axis.stride + axis.reach, axis.paddingBefore + axis.input)
    var offsets: [Int] = []
    for kh in 0..<axis.kernel {
      for offset in layout.offsets { offsets.append(kh * axis.dilation * layout.count + offset) }
    }
    self.offsets = offsets
  }

  func write(
    _ gradOutput: UnsafePointer<Float>, input: UnsafePointer<Float>,
    to gradInput: UnsafeMutablePointer<Float>
  ) {
    if let pairs = MaxPoolPairs(windows) {
      return pairs.write(gradOutput, input: input, to: gradInput)
    }
    let size = rows * layout.count
    let padding = Float(bitPattern: UInt32(bitPattern: Int32.min))
    let room = offsets.count * takenLength
    windows.forEachChannel(scratch: 2 * size + room) {
      $0.initialize(repeating: padding, count: size)
      ($0 + 2 * size).initialize(repeating: 0, count: room)
    } _: { channel, keys in
      let gradients = keys + size
      gradients.initialize(repeating: 0, count: size)
      lay(input, channel, into: keys, padding: padding)
      let taken = gradients + size
      for oh in 0..<windows.rows.output {
        takeRow(gradOutput, channel, oh, keys, into: taken)
        addRow(taken, oh, to: gradients)
      }
      collect(gradients, channel, into: gradInput)
    }
  }

  /// Writes a channel's numbers as whole numbers in the same order.
  private func lay(
    _ input: UnsafePointer<Float>, _ channel: Int, into keys: UnsafeMutablePointer<Float>,
    padding: Float
  ) {
    let (width, count) = (windows.columns.input, windows.inputCount)
    for ih in 0..<windows.rows.input {
      let start = channel * windows.inputPlaces + ih * width
      let row = keys + (windows.rows.paddingBefore + ih) * layout.count
      layout.write(to: row, padding: padding) { iw in
        Floats(bits: Floats(input, from: start + iw, of: count).inOrder)
      }
    }
  }

  /// Finds out what each place of the windows of row `oh` takes: a row for each place.
  private func takeRow(
    _ gradOutput: UnsafePointer<Float>, _ channel: Int, _ oh: Int, _ keys: UnsafePointer<Float>,
    into taken: UnsafeMutablePointer<Float>
  ) {
    let width = windows.columns.output
    let dy = gradOutput + (channel * windows.rows.output + oh) * width
    let left = windows.outputCount - (channel * windows.rows.output + oh) * width
    let row = oh * windows.rows.stride * layout.count
    offsets.withUnsafeBufferPointer { offsets in
      for places in Vectors(0..<width) {
        let keys = keys + row + places.first
        var largest = Floats(keys + offsets[0]).bits
        for place in 1..<max(1, offsets.count) {
          let key = Floats(keys + offsets[place]).bits
          largest.replace(with: key, where: key .> largest)
        }
        var rest = places.load(dy, of: left).bits
        var row = taken + margin + places.first
        for offset in offsets {
          let key = Floats(keys + offset).bits
          Floats(bits: Self.take(&rest, key, largest)).store(to: row)
          row += takenLength
        }
      }
    }
  }

  /// Takes the gradients, given as bits, where a number is the largest, and leaves the rest.
  ///
  /// The comparison becomes bits at once, all or none: a condition that is used twice would be taken
  /// apart lane by lane.
  @inline(always)
  static func take(
    _ rest: inout SIMD16<Int32>, _ key: SIMD16<Int32>, _ largest: SIMD16<Int32>
  ) -> SIMD16<Int32> {
    let isLargest = SIMD16<Int32>.zero.replacing(with: -1, where: key .== largest)
    let taken = rest & isLargest
    rest &= ~isLargest
    return taken
  }

  /// Adds what the places of the windows of row `oh` took to the gradients there.
  private func addRow(
    _ taken: UnsafePointer<Float>, _ oh: Int, to gradients: UnsafeMutablePointer<Float>
  ) {
    let (rows, columns) = (windows.rows, windows.columns)
    for kh in 0..<rows.kernel {
      let row = gradients + (oh * rows.stride + kh * rows.dilation) * layout.count
      let first = taken + kh * columns.kernel * takenLength + margin
      for phase in 0..<min(columns.stride, columns.reach) {
        for j in stride(from: 0, to: usedLength, by: Floats.scalarCount) {
          let place = row + phase * layout.phaseLength + j
          var sum = Floats(place)
          for kw in 0..<columns.kernel where phases[kw] == phase {
            sum += Floats(first + kw * takenLength + j - shifts[kw])
          }
          sum.store(to: place)
        }
      }
    }
  }

  /// Writes a channel's gradients in the order of the input.
  private func collect(
    _ gradients: UnsafePointer<Float>, _ channel: Int, into gradInput: UnsafeMutablePointer<Float>
  ) {
    for ih in 0..<windows.rows.input {
      let dx = gradInput + channel * windows.inputPlaces + ih * windows.columns.input
      let row = gradients + (windows.rows.paddingBefore + ih) * layout.count
      layout.read(row) { places, numbers in places.store(numbers, to: dx) }
    }
  }
}

extension SIMD16<Float> {
  /// Whole numbers in the same order; −0 counts as 0, and every NaN is the largest.
  @inline(always)
  var inOrder: SIMD16<Int32> {
    let numbers = self + 0
    let largest = Float(bitPattern: UInt32(bitPattern: Int32.max))
    let bits = numbers.replacing(with: largest, where: numbers .!= numbers).bits
    return bits ^ ((bits &>> 31) & Int32.max)
  }
}

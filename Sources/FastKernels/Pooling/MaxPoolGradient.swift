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

import Kernels
import Tensors

struct MaxPoolGradient {
  private let windows: PoolWindows
  private let layout: PhasedRow
  /// How many rows a channel has with its padding.
  private let rows: Int
  /// For each place of the window where its number for window 0 of row 0 is.
  private let offsets: [Int]

  init(_ windows: PoolWindows) {
    self.windows = windows
    layout = PhasedRow(windows.columns)
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
    let size = rows * layout.count
    let padding = Float(bitPattern: UInt32(bitPattern: Int32.min))
    windows.forEachChannel(scratch: 2 * size) {
      $0.initialize(repeating: padding, count: size)
    } _: { channel, keys in
      let gradients = keys + size
      gradients.initialize(repeating: 0, count: size)
      lay(input, channel, into: keys, padding: padding)
      for oh in 0..<windows.rows.output { giveRow(gradOutput, channel, oh, keys, to: gradients) }
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
        let first = start + iw
        guard first < count else { return .zero }
        let places = Lanes(first: first, count: min(Floats.scalarCount, count - first))
        // −0 becomes 0, and every NaN the one with all bits set.
        let numbers = places.load(input) + 0
        let largest = Float(bitPattern: UInt32(bitPattern: Int32.max))
        let bits = numbers.replacing(with: largest, where: numbers .!= numbers).bits
        return Floats(bits: bits ^ ((bits &>> 31) & Int32.max))
      }
    }
  }

  /// Gives the gradients of a row of windows to the numbers that are the largest.
  private func giveRow(
    _ gradOutput: UnsafePointer<Float>, _ channel: Int, _ oh: Int, _ keys: UnsafePointer<Float>,
    to gradients: UnsafeMutablePointer<Float>
  ) {
    let width = windows.columns.output
    let dy = gradOutput + (channel * windows.rows.output + oh) * width
    let left = windows.outputCount - (channel * windows.rows.output + oh) * width
    let row = oh * windows.rows.stride * layout.count
    offsets.withUnsafeBufferPointer { offsets in
      for places in Vectors(0..<width) {
        let (keys, gradients) = (keys + row + places.first, gradients + row + places.first)
        var largest = Floats(keys + offsets[0]).bits
        for place in 1..<max(1, offsets.count) {
          let key = Floats(keys + offsets[place]).bits
          largest.replace(with: key, where: key .> largest)
        }
        var rest = places.load(dy, of: left)
        for offset in offsets {
          let key = Floats(keys + offset).bits
          let given = rest.replacing(with: 0, where: key .!= largest)
          (Floats(gradients + offset) + given).store(to: gradients + offset)
          rest.replace(with: 0, where: key .== largest)
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

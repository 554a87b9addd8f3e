import Kernels

/// Makes blocks of the im2col matrix B, in the order in which the microkernel reads them.
///
/// Row k = (ic, kh, kw) of B and column j = (oh, ow) hold the input under kernel place (kh, kw) in
/// the window of output (oh, ow), or zero where that is padding. A block is written as panels of
/// `nr` columns, `[panel][k][nr]`; columns past the last are zero.
struct PatchPacker {
  private let geometry: Conv2dGeometry
  private let channels: UnsafePointer<Float>

  init(
    _ geometry: Conv2dGeometry, input: UnsafePointer<Float>, picture n: Int, group g: Int
  ) {
    self.geometry = geometry
    let firstChannel = n * geometry.inputChannels + g * geometry.inputChannelsPerGroup
    channels = input + firstChannel * geometry.rows.input * geometry.columns.input
  }

  func pack(
    k kRange: Range<Int>, columns: Range<Int>, nr: Int, into block: UnsafeMutablePointer<Float>
  ) {
    var panel = block
    for first in stride(from: columns.lowerBound, to: columns.upperBound, by: nr) {
      let last = min(columns.upperBound, first + nr)
      var row = panel
      for k in kRange {
        packRow(k, columns: first..<last, into: row)
        (row + (last - first)).update(repeating: 0, count: nr - (last - first))
        row += nr
      }
      panel += kRange.count * nr
    }
  }

  /// Row k of B over some columns: one run for each output row that they touch.
  @inline(__always)
  private func packRow(
    _ k: Int, columns: Range<Int>, into row: UnsafeMutablePointer<Float>
  ) {
    let (rows, cols) = (geometry.rows, geometry.columns)
    let kw = k % cols.kernel
    let kh = k / cols.kernel % rows.kernel
    let ic = k / (cols.kernel * rows.kernel)
    let channel = channels + ic * rows.input * cols.input
    var row = row
    var oh = columns.lowerBound / cols.output
    var ow = columns.lowerBound % cols.output
    var left = columns.count
    while left > 0 {
      let count = min(left, cols.output - ow)
      if let ih = rows.input(output: oh, kernel: kh) {
        packRun(channel + ih * cols.input, kernel: kw, outputs: ow..<ow + count, into: row)
      } else {
        row.update(repeating: 0, count: count)
      }
      row += count
      left -= count
      oh += 1
      ow = 0
    }
  }

  /// The inputs of one input row under kernel column kw, for a run of outputs in one row.
  @inline(__always)
  private func packRun(
    _ line: UnsafePointer<Float>, kernel kw: Int, outputs: Range<Int>,
    into row: UnsafeMutablePointer<Float>
  ) {
    let axis = geometry.columns
    // The outputs whose input lies in the row: 0 ≤ ow·stride + shift < W.
    let shift = kw * axis.dilation - axis.paddingBefore
    let firstInside = shift >= 0 ? 0 : (-shift + axis.stride - 1) / axis.stride
    let firstAfter = axis.input <= shift ? 0 : (axis.input - shift + axis.stride - 1) / axis.stride
    let start = min(max(outputs.lowerBound, firstInside), outputs.upperBound)
    let end = max(start, min(outputs.upperBound, firstAfter))
    row.update(repeating: 0, count: start - outputs.lowerBound)
    let inside = row + (start - outputs.lowerBound)
    if axis.stride == 1 {
      inside.update(from: line + start + shift, count: end - start)
    } else {
      for step in 0..<end - start {
        inside[step] = line[(start + step) * axis.stride + shift]
      }
    }
    (inside + (end - start)).update(repeating: 0, count: outputs.upperBound - end)
  }
}

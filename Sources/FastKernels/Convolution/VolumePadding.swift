// Padding moves rows: a row of the output is a row of the input, which the padding mode names, with
// its own two ends to be filled. The middle of it is one copy of memory. Backwards, every row of the
// gradient is added to the row that it came from. Forward a task is a plane of the output, backward
// a channel, because planes of the padding share theirs.

import Kernels
import Tensors

struct VolumePadding {
  private let channels: Int
  /// Windows of one place each, one for every place of the padded input.
  private let planes: WindowAxis
  private let rows: WindowAxis
  private let columns: WindowAxis

  init(_ geometry: PadGeometry) {
    channels = geometry.channels
    planes = geometry.planes
    rows = geometry.rows
    columns = geometry.columns
  }

  /// The padding of a convolution along its axes.
  init(_ windows: [WindowAxis], channels: ConvolutionChannels) {
    self.init(
      PadGeometry(
        stoppingUnlessFits: [channels.pictures, channels.input] + windows.map(\.input),
        padding: Padding(windows.map(\.paddingBefore) + windows.map(\.paddingAfter)),
        mode: windows[0].paddingMode))
  }

  private var inputPlane: Int { rows.input * columns.input }
  private var outputPlane: Int { rows.output * columns.output }

  func pad<Number>(
    _ input: Tensor<Number>, value: Number, into output: UnsafeMutablePointer<Number>
  ) {
    let tasks = channels * planes.output
    input.withUnsafeScalars { input in
      Threads.forEach(tasks, work: tasks * outputPlane * 4) { task in
        let (channel, od) = task.quotientAndRemainder(dividingBy: planes.output)
        for oh in 0..<rows.output {
          let line = output + task * outputPlane + oh * columns.output
          if let id = planes.input(output: od, kernel: 0),
            let ih = rows.input(output: oh, kernel: 0)
          {
            let start = (channel * planes.input + id) * inputPlane + ih * columns.input
            padRow(input.baseAddress! + start, value: value, into: line)
          } else {
            line.update(repeating: value, count: columns.output)
          }
        }
      }
    }
  }

  private func padRow<Number>(
    _ row: UnsafePointer<Number>, value: Number, into line: UnsafeMutablePointer<Number>
  ) {
    let middle = columns.paddingBefore..<columns.paddingBefore + columns.input
    func pad(_ ow: Int) {
      if let iw = columns.input(output: ow, kernel: 0) {
        line[ow] = row[iw]
      } else {
        line[ow] = value
      }
    }
    for ow in 0..<middle.lowerBound { pad(ow) }
    (line + middle.lowerBound).update(from: row, count: middle.count)
    for ow in middle.upperBound..<columns.output { pad(ow) }
  }

  func unpad(_ gradOutput: Tensor<Float>, into gradInput: UnsafeMutablePointer<Float>) {
    let inputSize = planes.input * inputPlane
    gradOutput.withUnsafeScalars { gradOutput in
      Threads.forEach(channels, work: gradOutput.count * 4) { channel in
        let sums = gradInput + channel * inputSize
        sums.update(repeating: 0, count: inputSize)
        for od in 0..<planes.output {
          guard let id = planes.input(output: od, kernel: 0) else { continue }
          for oh in 0..<rows.output {
            guard let ih = rows.input(output: oh, kernel: 0) else { continue }
            let start = (channel * planes.output + od) * outputPlane + oh * columns.output
            addRow(
              gradOutput.baseAddress! + start,
              to: sums + (id * rows.input + ih) * columns.input)
          }
        }
      }
    }
  }

  private func addRow(_ line: UnsafePointer<Float>, to row: UnsafeMutablePointer<Float>) {
    let middle = columns.paddingBefore..<columns.paddingBefore + columns.input
    for ow in 0..<middle.lowerBound {
      if let iw = columns.input(output: ow, kernel: 0) { row[iw] += line[ow] }
    }
    for iw in 0..<columns.input { row[iw] += line[middle.lowerBound + iw] }
    for ow in middle.upperBound..<columns.output {
      if let iw = columns.input(output: ow, kernel: 0) { row[iw] += line[ow] }
    }
  }
}

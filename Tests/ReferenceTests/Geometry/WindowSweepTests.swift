import Kernels
import Testing

/// The arithmetic of one axis over all small sizes, held against windows that are counted one by one.
@Suite struct WindowSweepTests {
  struct Sizes: CustomTestStringConvertible, Sendable {
    let input: Int
    let before: Int
    let after: Int
    var testDescription: String { "input \(input), padding \(before) and \(after)" }
  }

  static let all = (1...7).flatMap { input in
    [(0, 0), (1, 0), (0, 2), (2, 2), (3, 1)].map {
      Sizes(input: input, before: $0.0, after: $0.1)
    }
  }

  private func sweep(_ body: (_ kernel: Int, _ stride: Int, _ dilation: Int) throws -> Void)
    rethrows
  {
    for kernel in 1...4 {
      for stride in 1...4 {
        for dilation in 1...3 { try body(kernel, stride, dilation) }
      }
    }
  }

  @Test("Windows are as many as fit, and lie where they were cut", arguments: all)
  func convolution(_ sizes: Sizes) {
    sweep { kernel, stride, dilation in
      for mode in PaddingMode.allCases {
        let widest = max(sizes.before, sizes.after)
        let hasRoom =
          mode == .reflect ? widest < sizes.input : mode == .circular ? widest <= sizes.input : true
        let cut =
          hasRoom
          ? PaddedLine(
            size: sizes.input, before: sizes.before, after: sizes.after, mode: mode
          ).windows(kernel: kernel, stride: stride, dilation: dilation) : []
        let axis = try? WindowAxis(
          name: "width", input: sizes.input, kernel: kernel, stride: stride, dilation: dilation,
          paddingBefore: sizes.before, paddingAfter: sizes.after, paddingMode: mode)
        let windows = axis.map { axis in
          (0..<axis.output).map { o in (0..<kernel).map { axis.input(output: o, kernel: $0) } }
        }
        #expect((windows ?? []) == cut)
      }
    }
  }

  @Test("Ceil mode keeps the window that it should, and counts its places", arguments: all)
  func ceilMode(_ sizes: Sizes) {
    sweep { kernel, stride, dilation in
      guard
        let axis = try? WindowAxis(
          name: "width", input: sizes.input, kernel: kernel, stride: stride, dilation: dilation,
          paddingBefore: sizes.before, paddingAfter: sizes.after, lastWindow: .kept)
      else { return }
      let cut = PoolingCell.windows(
        size: sizes.input, sides: [sizes.before, sizes.after], kernel: kernel, stride: stride,
        dilation: dilation, ceil: true)
      #expect(axis.output == cut.count)
      guard axis.output == cut.count else { return }
      for (o, window) in cut.enumerated() {
        let onInput = window.filter { $0.place != nil }.count
        let onPadding = window.filter { $0 == .padding }.count
        #expect(axis.places(output: o, countingPadding: false) == onInput)
        #expect(axis.places(output: o, countingPadding: true) == onInput + onPadding)
      }
    }
  }

  @Test("Turned round, a transposed axis has the size that it came from", arguments: 1...6)
  func transposed(_ size: Int) throws {
    try sweep { kernel, stride, dilation in
      for outputPadding in 0..<max(stride, dilation) {
        let turned = try WindowAxis(
          transposedName: "width", output: size, kernel: kernel, stride: stride,
          dilation: dilation, paddingBefore: 0, paddingAfter: 0, outputPadding: outputPadding)
        #expect(turned.output == size)
        let reach = (kernel - 1) * dilation + 1
        #expect(turned.input == (size - 1) * stride + reach + outputPadding)
      }
    }
  }

  @Test("Adaptive windows cover all, in order, and differ in size by one at most")
  func adaptive() throws {
    for input in 1...12 {
      for output in 1...12 {
        let axis = try AdaptiveAxis(name: "width", input: input, output: output)
        let windows = (0..<output).map { axis.places(output: $0) }
        let cut = PoolingCell.windows(size: input, adaptive: output)
        #expect(windows.map { Array($0) } == cut.map { $0.compactMap(\.place) })
        #expect(Set(windows.flatMap { $0 }) == Set(0..<input))
        let counts = windows.map(\.count)
        #expect(counts.max()! - counts.min()! <= 1)
      }
    }
  }

  @Test("SAME gives input / stride, rounded up, wherever the odd place goes", arguments: 1...9)
  func same(_ input: Int) throws {
    try sweep { kernel, stride, dilation in
      for padding in [Padding.same, .sameLower] {
        let sides = try padding.sides(
          axis: 0, of: 1, input: input, kernel: kernel, stride: stride, dilation: dilation)
        let axis = try WindowAxis(
          name: "width", input: input, kernel: kernel, stride: stride, dilation: dilation,
          paddingBefore: sides.before, paddingAfter: sides.after)
        #expect(axis.output == (input + stride - 1) / stride)
        let extra = sides.after - sides.before
        #expect(padding == .same ? (0...1).contains(extra) : (-1...0).contains(extra))
      }
    }
  }
}

import Kernels
import ReferenceKernels
import Tensors
import Testing

@testable import Walkthroughs

/// Every step of every operation, on shapes and options of all kinds. A step that arrives at another number
/// than the reference stops the program, so looking at each step is the test; what it adds up is compared
/// once more here.
@Suite("Every operation's walkthrough arrives at the reference's numbers")
struct EveryOperationTests {
  /// Numbers that are not whole, and different everywhere.
  static func numbers(_ shape: Int..., seed: UInt64 = 1) -> Tensor<Float> {
    numbers(shape, seed: seed)
  }

  static func numbers(_ shape: [Int], seed: UInt64 = 1) -> Tensor<Float> {
    var random = SeededRandom(seed: seed)
    return Tensor(
      shape: shape, (0..<shape.reduce(1, *)).map { _ in Float.random(in: -2...2, using: &random) })
  }

  /// A convolution, what is special in it, and its options.
  struct Case: CustomTestStringConvertible {
    let testDescription: String
    var input = [1, 1, 5, 6]
    var weight = [1, 1, 3, 2]
    var hasBias = false
    var options = ConvolutionOptions()
  }

  static let cases = [
    Case(testDescription: "plain"),
    Case(
      testDescription: "channels and bias", input: [1, 3, 5, 6], weight: [2, 3, 3, 2], hasBias: true
    ),
    Case(testDescription: "pictures", input: [2, 2, 4, 4], weight: [2, 2, 2, 2]),
    Case(testDescription: "stride", options: ConvolutionOptions(stride: 2)),
    Case(testDescription: "padding", options: ConvolutionOptions(padding: 1)),
    Case(
      testDescription: "padding, stride and dilation",
      options: ConvolutionOptions(stride: 2, padding: 2, dilation: 2)),
    Case(
      testDescription: "reflected padding",
      options: ConvolutionOptions(padding: 2, paddingMode: .reflect)),
    Case(
      testDescription: "replicated padding",
      options: ConvolutionOptions(padding: 2, paddingMode: .replicate)),
    Case(
      testDescription: "circular padding",
      options: ConvolutionOptions(padding: 2, paddingMode: .circular)),
    Case(
      testDescription: "groups", input: [1, 4, 4, 4], weight: [6, 2, 2, 2], hasBias: true,
      options: ConvolutionOptions(groups: 2)),
    Case(
      testDescription: "depthwise", input: [1, 3, 4, 4], weight: [3, 1, 3, 3],
      options: ConvolutionOptions(padding: 1, groups: 3)),
  ]

  /// Looks at every step; where a step is about a number of the result, its last sum is that number.
  private func requireAll(_ walk: Walkthrough, _ expected: Tensor<Float>) {
    let divides = walk.title.hasPrefix("avgPool")
    let scatters = walk.title.hasSuffix("by the input")
    #expect(walk.count > 0)
    #expect(walk.result.values.scalars == expected.scalars)
    for step in walk.steps {
      #expect(!step.page.text().isEmpty)
      if !divides, !scatters, step.terms.allSatisfy({ $0.destination == step.place }),
        let last = step.partialSums.last
      {
        #expect(last == walk.result.values[at: step.place])
      }
    }
  }

  @Test("conv2d", arguments: cases)
  func conv2d(_ it: Case) {
    let (x, w) = (Self.numbers(it.input), Self.numbers(it.weight, seed: 2))
    let b = it.hasBias ? Self.numbers(it.weight[0], seed: 3) : nil
    requireAll(
      .conv2d(x, weight: w, bias: b, options: it.options),
      Reference.conv2d(x, weight: w, bias: b, options: it.options))
  }

  @Test("the gradients of conv2d", arguments: cases)
  func conv2dBackward(_ it: Case) {
    let (x, w) = (Self.numbers(it.input), Self.numbers(it.weight, seed: 2))
    let shape = Conv2dGeometry(x, weight: w, options: it.options).outputShape
    let dy = Self.numbers(shape, seed: 4)
    let gradients = Reference.conv2dBackward(dy, input: x, weight: w, options: it.options)
    requireAll(
      .conv2dBackward(dy, input: x, weight: w, by: .input, options: it.options), gradients.gradInput
    )
    requireAll(
      .conv2dBackward(dy, input: x, weight: w, by: .weight, options: it.options),
      gradients.gradWeight)
    requireAll(
      .conv2dBackward(dy, input: x, weight: w, by: .bias, options: it.options), gradients.gradBias)
  }

  @Test("conv1d and conv3d, forward and backward")
  func otherDimensions() {
    let (x1, w1) = (Self.numbers(1, 2, 7), Self.numbers(3, 2, 3, seed: 2))
    let rows = ConvolutionOptions(stride: 2, padding: 1)
    let y1 = Reference.conv1d(x1, weight: w1, bias: nil, options: rows)
    requireAll(.conv1d(x1, weight: w1, bias: nil, options: rows), y1)
    let g1 = Reference.conv1dBackward(y1, input: x1, weight: w1, options: rows)
    requireAll(.conv1dBackward(y1, input: x1, weight: w1, by: .input, options: rows), g1.gradInput)
    requireAll(
      .conv1dBackward(y1, input: x1, weight: w1, by: .weight, options: rows), g1.gradWeight)
    let (x3, w3) = (Self.numbers(1, 1, 3, 4, 3), Self.numbers(2, 1, 2, 2, 3, seed: 2))
    let volumes = ConvolutionOptions(padding: 1)
    let y3 = Reference.conv3d(x3, weight: w3, bias: nil, options: volumes)
    requireAll(.conv3d(x3, weight: w3, bias: nil, options: volumes), y3)
    let g3 = Reference.conv3dBackward(y3, input: x3, weight: w3, options: volumes)
    requireAll(
      .conv3dBackward(y3, input: x3, weight: w3, by: .input, options: volumes), g3.gradInput)
    requireAll(
      .conv3dBackward(y3, input: x3, weight: w3, by: .weight, options: volumes), g3.gradWeight)
  }

  @Test("transposed convolutions, with stride, padding, groups and bias")
  func transposed() {
    let x = Self.numbers(2, 4, 3, 3)
    let w = Self.numbers(4, 3, 3, 2, seed: 2)
    let b = Self.numbers(6, seed: 3)
    for options in [
      TransposedConvolutionOptions(groups: 2),
      TransposedConvolutionOptions(
        stride: 2, padding: 1, outputPadding: 1, dilation: 2, groups: 2),
    ] {
      requireAll(
        .convTranspose2d(x, weight: w, bias: b, options: options),
        Reference.convTranspose2d(x, weight: w, bias: b, options: options))
    }
    let (x1, w1) = (Self.numbers(1, 1, 4), Self.numbers(1, 2, 3, seed: 2))
    requireAll(
      .convTranspose1d(x1, weight: w1, stride: 2),
      Reference.convTranspose1d(x1, weight: w1, stride: 2))
  }

  @Test("poolings, with overlap, padding, ceil mode, ties and NaN")
  func poolings() {
    var x = Self.numbers(1, 2, 5, 5)
    x[0, 0, 1, 1] = x[0, 0, 1, 2]
    x[0, 1, 3, 3] = .nan
    for options in [
      PoolingOptions(kernelSize: 2), PoolingOptions(kernelSize: 3, stride: 1),
      PoolingOptions(kernelSize: 3, stride: 2, padding: 1, ceilMode: true),
    ] {
      let y = Reference.maxPool2d(x, options: options)
      let walk = Walkthrough.maxPool2d(x, options: options)
      for (number, step) in walk.steps.enumerated() {
        let last = step.partialSums.last ?? 0
        #expect(last == y.scalars[number] || last.isNaN && y.scalars[number].isNaN)
      }
      let dy = Tensor(shape: y.shape, (0..<y.count).map(Float.init))
      requireAll(
        .maxPool2dBackward(dy, input: x, options: options),
        Reference.maxPool2dBackward(dy, input: x, options: options))
      let finite = Self.numbers(1, 2, 5, 5)
      for counts in [true, false] {
        requireAll(
          .avgPool2d(finite, options: options, countIncludePad: counts),
          Reference.avgPool2d(finite, options: options, countIncludePad: counts))
        requireAll(
          .avgPool2dBackward(
            dy, inputShape: x.shape, options: options, countIncludePad: counts),
          Reference.avgPool2dBackward(
            dy, inputShape: x.shape, options: options, countIncludePad: counts))
      }
    }
    let row = Self.numbers(1, 1, 7)
    requireAll(
      .maxPool1d(row, kernelSize: 3, stride: 2), Reference.maxPool1d(row, kernelSize: 3, stride: 2))
    requireAll(
      .avgPool1d(row, kernelSize: 3, stride: 2), Reference.avgPool1d(row, kernelSize: 3, stride: 2))
  }

  @Test("linear, relu and softmax")
  func others() {
    let (x, w, b) = (
      Self.numbers(3, 4), Self.numbers(2, 4, seed: 2), Self.numbers(2, seed: 3)
    )
    requireAll(.linear(x, weight: w, bias: b), Reference.linear(x, weight: w, bias: b))
    requireAll(.relu(x), Reference.relu(x))
    requireAll(.reluBackward(x + 1, input: x), Reference.reluBackward(x + 1, input: x))
    for axis in [0, 1, -1] {
      requireAll(.softmax(x, axis: axis), Reference.softmax(x, axis: axis))
    }
  }

  @Test("im2col and Winograd, the latter with tiles beyond the rim")
  func otherWays() {
    let (x, w) = (Self.numbers(1, 2, 4, 5), Self.numbers(3, 2, 2, 3, seed: 2))
    let walk = Walkthrough.im2col(x, weight: w, stride: 2, padding: 1)
    #expect(walk.count == 3 * 3)
    for step in walk.steps { #expect(!step.page.text().isEmpty) }
    for size in 3...7 {
      let rows = Walkthrough.winograd1d(Self.numbers(size), weight: Self.numbers(3, seed: 2))
      #expect(rows.count == (size - 1) / 2)
      for (number, step) in rows.steps.enumerated() {
        let isWhole = 2 * number + 2 <= size - 2
        #expect(step.page.text().contains(isWhole ? "4 for 2 outputs" : "4 for 1 output,"))
      }
      let pictures = Walkthrough.winograd2d(
        Self.numbers(size, 8 - size / 2), weight: Self.numbers(3, 3, seed: 2))
      for step in pictures.steps {
        let outputs = step.page.rows[3].last?.cells.joined().count { $0.mark == .current } ?? 0
        #expect(step.page.text().contains("16 for \(outputs) output"))
        #expect(step.page.text().contains("take \(9 * outputs) (\(outputs)·9)"))
      }
    }
  }
}

import Kernels
import ReferenceKernels
import Tensors
import Testing

@testable import Comparisons

/// On whole numbers every sum is exact, so a sample's numbers must equal the whole's.
@Suite("Some channels of a convolution")
struct ChannelSampleTests {
  /// A convolution, and how many multiply-adds its sample may have.
  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let input: [Int]
    let weight: [Int]
    var options = ConvolutionOptions()
    let budget: Int
  }

  static let cases = [
    Case(
      testDescription: "all of a small one", input: [2, 3, 5, 4], weight: [4, 3, 3, 2],
      budget: .max),
    Case(
      testDescription: "one channel", input: [2, 3, 5, 4], weight: [4, 3, 3, 2], budget: 0),
    Case(
      testDescription: "three channels of seven, with stride and padding", input: [1, 7, 9, 6],
      weight: [7, 7, 3, 2], options: ConvolutionOptions(stride: [2, 1], padding: [1, 0, 2, 1]),
      budget: 3 * 1 * 5 * 6 * 7 * 6),
    Case(
      testDescription: "two groups of five", input: [2, 10, 4, 5], weight: [15, 2, 2, 3],
      options: ConvolutionOptions(dilation: [1, 2], groups: 5), budget: 1200),
    Case(
      testDescription: "one channel of one group", input: [1, 6, 4, 5], weight: [8, 3, 2, 3],
      options: ConvolutionOptions(groups: 2), budget: 1),
    Case(
      testDescription: "one group of a depthwise one", input: [1, 6, 4, 5], weight: [6, 1, 3, 3],
      options: ConvolutionOptions(padding: 1, groups: 6), budget: 1),
  ]

  @Test("forward, a sample's outputs are the whole's", arguments: cases)
  func forward(_ row: Case) throws {
    let (x, w) = tensors(row)
    let whole = Reference.conv2d(x, weight: w, bias: nil, options: row.options)
    let sample = try sample(row, .outputs)
    let part = Reference.conv2d(
      sample.ofInput(x), weight: sample.ofWeight(w), bias: nil, options: sample.options(row.options)
    )
    #expect(part == sample.ofOutput(whole))
    #expect(Double(whole.count) / Double(part.count) == sample.factor)
  }

  @Test("backward, a sample's gradients are the whole's", arguments: cases)
  func backward(_ row: Case) throws {
    let (x, w) = tensors(row)
    let geometry = Conv2dGeometry(x, weight: w, options: row.options)
    let dy = Tensor<Float>.randomWhole(geometry.outputShape, seed: 3)
    let whole = Reference.conv2dBackward(dy, input: x, weight: w, options: row.options)
    let sample = try sample(row, .inputs)
    let part = Reference.conv2dBackward(
      sample.ofOutput(dy), input: sample.ofInput(x), weight: sample.ofWeight(w),
      options: sample.options(row.options))
    #expect(part.gradInput == sample.ofInput(whole.gradInput))
    #expect(part.gradWeight == sample.ofWeight(whole.gradWeight))
    #expect(part.gradBias == sample.ofBias(whole.gradBias))
    #expect(
      Double(whole.gradWeight.count) / Double(part.gradWeight.count) == sample.factor)
  }

  @Test("the budget is kept where more than one channel is taken")
  func budget() throws {
    let geometry = try Conv2dGeometry(
      input: [1, 16, 8, 8], weight: [32, 16, 3, 3], bias: nil, options: ConvolutionOptions())
    for budget in [10_000, 50_000, 100_000] {
      let sample = ChannelSample(geometry, leavingOut: .outputs, budget: budget)
      #expect(Double(geometry.multiplyAdds) / sample.factor <= Double(budget))
      #expect(sample.factor > 1)
    }
  }

  @Test("channels are taken in their order along any axis")
  func selecting() {
    let x = Tensor<Float>(shape: [2, 3, 2], Array(stride(from: Float(0), to: 12, by: 1)))
    #expect(x.selecting([0, 2], along: 1).scalars == [0, 1, 4, 5, 6, 7, 10, 11])
    #expect(x.selecting([1], along: 0).scalars == [6, 7, 8, 9, 10, 11])
    #expect(x.selecting([1], along: 2).shape == [2, 3, 1])
  }

  private func tensors(_ row: Case) -> (Tensor<Float>, Tensor<Float>) {
    (.randomWhole(row.input, seed: 1), .randomWhole(row.weight, seed: 2))
  }

  private func sample(_ row: Case, _ axis: ChannelSample.Axis) throws -> ChannelSample {
    let geometry = try Conv2dGeometry(
      input: row.input, weight: row.weight, bias: nil, options: row.options)
    return ChannelSample(geometry, leavingOut: axis, budget: row.budget)
  }
}

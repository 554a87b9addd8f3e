import Kernels
import Tensors
import Testing

/// A convolution that is there for a reason. One table for every implementation and algorithm.
struct ConvolutionCase: CustomTestStringConvertible, Sendable {
  let reason: String
  let input: [Int]
  let weight: [Int]
  /// Height, width.
  let stride: [Int]
  /// Top, left, bottom, right.
  let padding: [Int]
  /// Height, width.
  let dilation: [Int]
  let groups: Int
  let hasBias: Bool

  init(
    _ reason: String, _ input: [Int], _ weight: [Int], stride: [Int] = [1, 1],
    padding: [Int] = [0, 0], dilation: [Int] = [1, 1], groups: Int = 1, bias: Bool = true
  ) {
    self.reason = reason
    self.input = input
    self.weight = weight
    self.stride = stride
    self.padding = padding.count == 2 ? padding + padding : padding
    self.dilation = dilation
    self.groups = groups
    hasBias = bias
  }

  var options: ConvolutionOptions {
    ConvolutionOptions(
      stride: PerAxis(stride), padding: Padding(padding), dilation: PerAxis(dilation),
      groups: groups)
  }

  var testDescription: String { reason }

  /// Input, weight and bias with whole numbers from −4 to 4.
  var wholeNumbers: [Tensor<Float>] {
    [.randomWhole(input, seed: 1), .randomWhole(weight, seed: 2)]
      + (hasBias ? [.randomWhole([weight[0]], seed: 3)] : [])
  }

  /// Input, weight and bias with real numbers from −1 to 1.
  var realNumbers: [Tensor<Float>] {
    [.random(input, seed: 4), .random(weight, seed: 5)]
      + (hasBias ? [.random([weight[0]], seed: 6)] : [])
  }

  func apply(_ kernels: any Kernels<Float>.Type, _ tensors: [Tensor<Float>]) -> Tensor<Float> {
    kernels.conv2d(
      tensors[0], weight: tensors[1], bias: hasBias ? tensors[2] : nil, options: options)
  }

  static let all = [
    ConvolutionCase("nothing but one product", [1, 1, 1, 1], [1, 1, 1, 1]),
    ConvolutionCase("the course's example", [1, 1, 3, 3], [1, 1, 2, 2], bias: false),
    ConvolutionCase("several pictures, channels and kernels", [2, 3, 7, 5], [4, 3, 3, 2]),
    ConvolutionCase("no bias", [2, 3, 7, 5], [4, 3, 3, 2], bias: false),
    ConvolutionCase(
      "the kernel covers the picture: one output pixel", [2, 3, 5, 4], [3, 3, 5, 4]),
    ConvolutionCase("stride divides evenly", [1, 2, 9, 7], [3, 2, 3, 3], stride: [2, 2]),
    ConvolutionCase("stride leaves a remainder", [1, 2, 10, 8], [3, 2, 3, 3], stride: [3, 2]),
    ConvolutionCase("stride beyond the kernel", [1, 2, 11, 13], [3, 2, 2, 1], stride: [4, 5]),
    ConvolutionCase(
      "two strides that fit equally often", [1, 2, 6, 5], [3, 2, 3, 2], stride: [2, 3]),
    ConvolutionCase(
      "a dilation that doesn't change the size", [1, 2, 5, 7], [3, 2, 2, 2], stride: [2, 2],
      dilation: [2, 2]),
    ConvolutionCase(
      "padding that differs by axis, on an even field", [1, 2, 5, 5], [3, 2, 4, 4],
      stride: [4, 4], padding: [1, 2]),
    ConvolutionCase("padding on every side", [1, 2, 5, 7], [3, 2, 3, 3], padding: [1, 1]),
    ConvolutionCase(
      "padding wider than the kernel", [1, 2, 4, 3], [2, 2, 2, 3], padding: [4, 5]),
    ConvolutionCase(
      "padding different on each side", [1, 2, 6, 5], [3, 2, 3, 4], padding: [2, 0, 1, 3]),
    ConvolutionCase(
      "padding and a stride that skips some of it", [1, 1, 7, 9], [2, 1, 3, 5], stride: [2, 3],
      padding: [1, 4]),
    ConvolutionCase("dilation differs by axis", [1, 2, 11, 13], [3, 2, 3, 3], dilation: [2, 4]),
    ConvolutionCase(
      "stride, padding and dilation at once", [2, 3, 13, 11], [5, 3, 3, 2], stride: [2, 3],
      padding: [3, 2], dilation: [3, 2]),
    ConvolutionCase("two groups", [2, 4, 6, 5], [6, 2, 3, 2], padding: [1, 1], groups: 2),
    ConvolutionCase(
      "three groups of unequal width in and out", [1, 6, 5, 7], [3, 2, 2, 3], groups: 3),
    ConvolutionCase(
      "depthwise: as many groups as channels", [1, 7, 9, 5], [7, 1, 3, 3], padding: [1, 1],
      groups: 7),
    ConvolutionCase("one by one kernel", [2, 5, 6, 7], [9, 5, 1, 1]),
    ConvolutionCase("one row", [1, 3, 1, 17], [2, 3, 1, 5]),
    ConvolutionCase("one column", [1, 3, 17, 1], [2, 3, 5, 1]),
    ConvolutionCase(
      "more outputs than a panel of columns, with a tail", [1, 3, 19, 23], [7, 3, 3, 3],
      padding: [1, 1]),
    ConvolutionCase("channels just past a panel of rows", [1, 2, 5, 5], [13, 2, 3, 3]),
    ConvolutionCase("more rows than one task takes", [1, 2, 5, 5], [101, 2, 3, 3]),
    ConvolutionCase(
      "more products than one stretch of k", [1, 29, 6, 5], [5, 29, 3, 3], padding: [1, 1]),
    ConvolutionCase(
      "enough work for several threads", [2, 11, 37, 41], [13, 11, 3, 3], padding: [1, 1]),
    ConvolutionCase("no pictures at all", [0, 3, 5, 5], [2, 3, 3, 3]),
  ]
}

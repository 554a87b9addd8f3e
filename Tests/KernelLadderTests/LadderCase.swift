import Kernels
import ReferenceKernels
import Tensors
import Testing

@testable import KernelLadder

/// A convolution that is there for a reason. One table for every rung.
struct LadderCase: CustomTestStringConvertible, Sendable {
  let reason: String
  let input: [Int]
  let weight: [Int]
  let stride: Int
  let padding: Int

  init(
    _ reason: String, _ input: [Int], _ weight: [Int], stride: Int = 1, padding: Int = 0
  ) {
    self.reason = reason
    self.input = input
    self.weight = weight
    self.stride = stride
    self.padding = padding
  }

  var testDescription: String { reason }

  /// Input and weight with whole numbers from −4 to 4: every sum of theirs is exact in Float.
  var wholeNumbers: (x: Tensor<Float>, w: Tensor<Float>) {
    (.randomWhole(input, seed: 1), .randomWhole(weight, seed: 2))
  }

  /// Input and weight with real numbers from −1 to 1.
  var realNumbers: (x: Tensor<Float>, w: Tensor<Float>) {
    (.random(input, seed: 3), .random(weight, seed: 4))
  }

  func reference<Number>(_ x: Tensor<Number>, _ w: Tensor<Number>) -> Tensor<Number>
  where Number: RealNumber {
    Reference.conv2d(
      x, weight: w, bias: nil,
      options: ConvolutionOptions(stride: PerAxis([stride]), padding: Padding([padding])))
  }

  func isSupported(by rung: Rung) -> Bool { rung.refusal(weight: weight, stride: stride) == nil }

  static let all: [LadderCase] =
    plain + strides + (1...5).map(vectors) + [15, 16, 17, 31, 32, 33, 63, 64, 65].map(width)

  private static let plain = [
    LadderCase("nothing but one product", [1, 1, 1, 1], [1, 1, 1, 1]),
    LadderCase("the course's example", [1, 1, 3, 3], [1, 1, 2, 2]),
    LadderCase("one output pixel", [1, 2, 3, 3], [3, 2, 3, 3]),
    LadderCase("the kernel covers the picture", [2, 3, 5, 4], [3, 3, 5, 4]),
    LadderCase("several pictures, channels and kernels", [2, 3, 7, 5], [4, 3, 3, 3], padding: 1),
    LadderCase("height and width differ, of picture and kernel", [2, 3, 7, 11], [4, 3, 3, 2]),
    LadderCase("padding wider than the kernel", [1, 2, 4, 3], [2, 2, 2, 3], padding: 4),
    LadderCase("padding wider than a 3×3 kernel", [2, 2, 4, 3], [3, 2, 3, 3], padding: 5),
    LadderCase("one pixel in much padding", [1, 1, 1, 1], [1, 1, 3, 3], padding: 3),
    LadderCase(
      "one channel and one kernel, with tails", [1, 1, 19, 37], [1, 1, 3, 3], padding: 1),
    LadderCase("outputs of an even number of rows and columns", [1, 2, 6, 8], [3, 2, 3, 3]),
    LadderCase("outputs of an odd number", [1, 2, 7, 9], [3, 2, 3, 3]),
    LadderCase("odd rows, even columns", [2, 2, 5, 6], [3, 2, 3, 3]),
    LadderCase("a tile's rows exactly", [1, 2, 5, 5], [6, 2, 3, 3], padding: 1),
    LadderCase("a tile's rows and one", [1, 2, 5, 5], [7, 2, 3, 3], padding: 1),
    LadderCase("two tiles' rows and one", [1, 2, 5, 7], [13, 2, 3, 3], padding: 1),
    LadderCase("a block of k exactly", [1, 192, 3, 4], [2, 192, 1, 1]),
    LadderCase("a block of k and one step", [1, 193, 3, 4], [2, 193, 1, 1]),
    LadderCase("two blocks of k, with 3×3", [1, 29, 6, 5], [5, 29, 3, 3], padding: 1),
    LadderCase("three blocks of k", [2, 50, 4, 5], [3, 50, 3, 3], padding: 1),
    LadderCase("more columns than a block", [2, 3, 19, 23], [7, 3, 3, 3], padding: 1),
    LadderCase("many blocks, several pictures", [3, 5, 23, 37], [7, 5, 3, 3], padding: 1),
    LadderCase("one by one kernel", [2, 5, 6, 7], [9, 5, 1, 1]),
    LadderCase("one by one kernel in padding", [1, 2, 6, 7], [3, 2, 1, 1], padding: 1),
    LadderCase("one row", [1, 3, 1, 40], [2, 3, 1, 5]),
    LadderCase("one column", [1, 3, 17, 1], [2, 3, 5, 1]),
    LadderCase("a large kernel", [1, 2, 9, 11], [3, 2, 7, 7], padding: 3),
    LadderCase("no pictures at all", [0, 3, 5, 5], [2, 3, 3, 3]),
    LadderCase("no output channels", [1, 3, 5, 5], [0, 3, 3, 3]),
    LadderCase("no input channels", [1, 0, 5, 5], [2, 0, 3, 3]),
  ]

  private static let strides = [
    LadderCase("stride divides evenly", [1, 2, 9, 7], [3, 2, 3, 3], stride: 2),
    LadderCase("stride leaves a remainder", [1, 2, 10, 8], [3, 2, 3, 3], stride: 3),
    LadderCase("stride beyond the kernel", [1, 2, 11, 13], [3, 2, 2, 1], stride: 4),
    LadderCase("stride and padding", [2, 3, 12, 19], [5, 3, 3, 3], stride: 2, padding: 2),
    LadderCase(
      "stride skips some of the padding", [1, 1, 7, 9], [2, 1, 3, 5], stride: 3, padding: 4),
    LadderCase(
      "stride, and rows longer than a panel", [1, 2, 5, 141], [3, 2, 3, 3], stride: 2, padding: 1),
    LadderCase("stride of one by one", [1, 3, 9, 12], [4, 3, 1, 1], stride: 2),
  ]

  /// As many outputs as fill that many vectors, and one.
  private static func vectors(_ count: Int) -> LadderCase {
    let width = count * Processor.lanes + 1
    return LadderCase("\(count) vectors and one", [1, 2, 3, width + 2], [2, 2, 3, 3])
  }

  private static func width(_ width: Int) -> LadderCase {
    LadderCase("rows of \(width)", [2, 2, 4, width], [2, 2, 3, 3], padding: 1)
  }
}

extension Rung: CustomTestStringConvertible {
  public var testDescription: String { name }

  static var all: [Rung] { Ladder.rungs + Ladder.beside }
}

import Kernels
import Tensors
import Testing

@Suite struct GeometryTests {
  func axis(
    _ input: Int, _ kernel: Int, stride: Int = 1, dilation: Int = 1, padding: (Int, Int) = (0, 0)
  ) throws -> WindowAxis {
    try WindowAxis(
      name: "height", input: input, kernel: kernel, stride: stride, dilation: dilation,
      paddingBefore: padding.0, paddingAfter: padding.1)
  }

  @Test("The output size is how often the window fits, counted one by one")
  func outputSizeIsCounted() throws {
    for input in 1...9 {
      for kernel in 1...4 {
        for stride in 1...4 {
          for dilation in 1...3 {
            for padding in [(0, 0), (1, 0), (0, 2), (3, 3)] {
              let room = input + padding.0 + padding.1
              let reach = dilation * (kernel - 1) + 1
              let starts = Swift.stride(from: 0, through: room - reach, by: stride)
              let axis = try? axis(
                input, kernel, stride: stride, dilation: dilation, padding: padding)
              #expect((axis?.output ?? 0) == Array(starts).count)
            }
          }
        }
      }
    }
  }

  @Test("A place in the padding has no input")
  func paddingHasNoInput() throws {
    let axis = try axis(5, 3, stride: 2, dilation: 2, padding: (2, 1))
    #expect(axis.output == 2)
    #expect((0..<3).map { axis.input(output: 0, kernel: $0) } == [nil, 0, 2])
    #expect((0..<3).map { axis.input(output: 1, kernel: $0) } == [0, 2, 4])
  }

  struct Misfit: CustomTestStringConvertible, Sendable {
    let testDescription: String
    var input = [1, 4, 5, 5]
    var weight = [6, 4, 3, 3]
    var bias: [Int]? = nil
    var options = ConvolutionOptions()
    let words: [String]
  }

  @Test(
    "Shapes that don't fit are refused in words that name them and the rule",
    arguments: [
      Misfit(
        testDescription: "input with 3 axes", input: [4, 5, 5],
        words: ["[4, 5, 5]", "[N, IC, H, W]"]),
      Misfit(
        testDescription: "weight with 2 axes", weight: [3, 3],
        words: ["[3, 3]", "[OC, IC/G, KH, KW]"]),
      Misfit(
        testDescription: "channels differ", weight: [6, 3, 3, 3],
        words: ["[1, 4, 5, 5]", "[6, 3, 3, 3]", "must be 4, not 3"]),
      Misfit(testDescription: "bias too short", bias: [5], words: ["[6]", "[5]"]),
      Misfit(
        testDescription: "kernel taller than the picture", weight: [6, 4, 7, 3],
        words: ["7 places along the height", "only 5"]),
      Misfit(
        testDescription: "dilated kernel wider than the picture",
        options: ConvolutionOptions(dilation: [1, 3]),
        words: ["7 places along the width", "dilation 3"]),
      Misfit(
        testDescription: "stride 0", options: ConvolutionOptions(stride: 0),
        words: ["stride", "at least 1"]),
      Misfit(
        testDescription: "dilation 0", options: ConvolutionOptions(dilation: 0),
        words: ["dilation", "at least 1"]),
      Misfit(
        testDescription: "negative padding", options: ConvolutionOptions(padding: -1),
        words: ["negative", "-1"]),
      Misfit(
        testDescription: "groups don't divide", options: ConvolutionOptions(groups: 3),
        words: ["3 groups must divide"]),
      Misfit(
        testDescription: "no groups", options: ConvolutionOptions(groups: 0),
        words: ["at least 1 group"]),
      Misfit(
        testDescription: "an empty kernel", weight: [6, 4, 0, 3],
        words: ["kernel's height", "at least 1"]),
    ])
  func misfits(_ misfit: Misfit) {
    let error = #expect(throws: ShapeError.self) {
      try Conv2dGeometry(
        input: misfit.input, weight: misfit.weight, bias: misfit.bias, options: misfit.options)
    }
    for words in misfit.words {
      #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
    }
  }

  @Test("The taps come in the order of the formula and leave padding out")
  func tapsOfTheCoursesExample() throws {
    let geometry = try Conv2dGeometry(
      input: [1, 1, 3, 3], weight: [1, 1, 2, 2], bias: nil,
      options: ConvolutionOptions(padding: [1, 0, 0, 0]))
    var taps: [Tap<Place>] = []
    geometry.forEachTap { taps.append($0) }
    #expect(taps.count == 2 * 2 + 4 * 4)
    #expect(taps.first?.weight == Place(0, 0, 1, 0))
    #expect(taps.first?.input == Place(0, 0, 0, 0))
    #expect(taps.last?.output == Place(0, 0, 2, 1))
    #expect(taps.last?.input == Place(0, 0, 2, 2))
  }
}

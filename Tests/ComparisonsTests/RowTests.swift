@testable import Comparisons
import Kernels
import Operations
import Testing

@Suite("Rows of convolutions")
struct RowTests {
  @Test("the standard rows have names of their own, and the quick ones are among them")
  func names() {
    let names = ConvolutionRow.standard.map(\.name)
    #expect(Set(names).count == names.count)
    #expect(!ConvolutionRow.quick.isEmpty)
    #expect(ConvolutionRow.quick.allSatisfy { ConvolutionRow.standard.contains($0) })
  }

  @Test("a standard row has the sizes that its network has")
  func sizes() throws {
    let stem = try #require(ConvolutionRow.standard.first { $0.name == "stem-7x7" })
    #expect(stem.geometry.outputShape == [1, 64, 112, 112])
    let depthwise = try #require(ConvolutionRow.standard.first { $0.name == "depthwise" })
    #expect(depthwise.geometry.weightShape == [32, 1, 3, 3])
    #expect(depthwise.geometry.outputShape == [1, 32, 112, 112])
  }

  @Test("a row of one's own is read from words")
  func ownRow() throws {
    let row = try ConvolutionRow(
      name: "own", input: "2,6,9,7", weight: "4,3,3,2",
      words: ["stride": "2,1", "padding": "1,0,2,1", "dilation": "1,2", "groups": "2"])
    #expect(row.geometry.inputShape == [2, 6, 9, 7])
    #expect(row.geometry.outputShape == [2, 4, 5, 6])
    #expect(
      row.options
        == ConvolutionOptions(
          stride: [2, 1], padding: [1, 0, 2, 1], dilation: [1, 2], groups: 2))
    let same = try ConvolutionRow(
      name: "own", input: "1, 1, 5, 5", weight: "1,1,3,3", words: ["padding": "same"])
    #expect(same.geometry.outputShape == [1, 1, 5, 5])
  }

  @Test(
    "words that say no shape are refused with the option's name",
    arguments: [
      ("1,x,5,5", "1,1,3,3", [:], "the input"), ("1,1,5,5", "", [:], "the weight"),
      ("1,1,5,5", "1,1,3,3", ["stride": "1.5"], "the stride"),
      ("1,1,5,5", "1,1,3,3", ["groups": "two"], "the groups"),
    ])
  func wordsWithoutMeaning(
    input: String, weight: String, words: [String: String], name: String
  ) throws {
    let error = #expect(throws: OperationError.self) {
      try ConvolutionRow(name: "own", input: input, weight: weight, words: words)
    }
    #expect(try #require(error).description.hasPrefix("\(name) must be"))
  }

  @Test(
    "sizes that don't fit are refused with the rule",
    arguments: [
      ("1,2,5,5", "1,1,3,3", "must be 2, not 1"), ("1,1,5,5", "1,1,7,7", "conv2d of input"),
      ("1,1,5", "1,1,3,3", "4 axes"), ("0,1,5,5", "1,1,3,3", "nothing to measure"),
      ("1,1,100000,100000", "1,1,3,3", "at most"),
    ])
  func sizesThatDontFit(input: String, weight: String, words: String) throws {
    let error = #expect(throws: ShapeError.self) {
      try ConvolutionRow(name: "own", input: input, weight: weight, words: [:])
    }
    #expect(try #require(error).description.contains(words))
  }

  @Test("a pass has to read and write each tensor once, and multiplies for each gradient")
  func work() throws {
    let row = try ConvolutionRow(name: "own", input: "1,2,4,4", weight: "3,2,1,1", words: [:])
    let (x, w, y) = (32, 6, 48)
    #expect(row.work(of: .forward) == Work(multiplyAdds: 96, bytes: 4 * (x + w + y)))
    #expect(row.work(of: .inputGradient) == row.work(of: .forward))
    #expect(row.work(of: .backward) == Work(multiplyAdds: 192, bytes: 4 * (2 * (x + w) + y)))
  }
}

@Suite("Names of rows, operations and networks")
struct SelectionTests {
  @Test("names choose from the three tables, whatever their case")
  func names() throws {
    let selection = try Selection(named: ["Relu", "vgg-64", "crossentropy", "MNIST-CNN"])
    #expect(selection.rows.map(\.name) == ["vgg-64"])
    #expect(selection.operations.map(\.name) == ["relu", "crossEntropy"])
    #expect(selection.networks.map(\.name) == ["mnist-cnn"])
  }

  @Test("a word means a whole table")
  func tables() throws {
    #expect(try Selection(named: ["convolutions"]).rows == ConvolutionRow.standard)
    #expect(try Selection(named: ["conv2d"]).operations.isEmpty)
    #expect(try Selection(named: ["operations"]).operations.count == OperationSample.all.count)
    #expect(try Selection(named: ["networks"]).networks.count == NetworkRow.standard.count)
    #expect(try Selection(named: ["operations"]).networks.isEmpty)
  }

  @Test("a word that means nothing is refused")
  func unknown() {
    #expect(throws: Selection.UnknownName(name: "vgg64")) {
      try Selection(named: ["res-64", "vgg64"])
    }
  }
}

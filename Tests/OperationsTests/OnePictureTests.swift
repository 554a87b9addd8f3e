import Kernels
import Operations
import ReferenceKernels
import TensorFiles
import Tensors
import Testing

/// A single picture gives what a batch of one gives, without the axes that it doesn't have.
@Suite("Operations on one picture")
struct OnePictureTests {
  static let names = [
    "conv1d", "conv2d", "conv3d", "conv2dReLU", "convolve1d", "convolve2d", "convTranspose1d",
    "convTranspose2d", "maxPool1d", "maxPool2d", "avgPool1d", "avgPool2d", "globalMaxPool2d",
    "globalAvgPool2d", "adaptiveAvgPool2d",
  ]

  @Test(
    "an input without N counts as one picture, and its gradient has no N either", arguments: names)
  func picture(name: String) throws {
    let sample = try #require(samples[name])
    let words = examples(try OperationTable.operation(named: name))
    let picture = try #require(sample.tensors["input"]).slice(0)
    var tensors = sample.tensors
    tensors["input"] = picture
    let single = try Call(name, tensors, words)
    tensors["input"] = picture.reshaped([1] + picture.shape)
    try expectSame(single, try Call(name, tensors, words), without: ["input": 1])
  }

  @Test(
    "a bare kernel and an input of as many axes count as one channel",
    arguments: names.filter { $0.hasPrefix("conv") })
  func bare(name: String) throws {
    let sizes = name.contains("1d") ? [7] : name.contains("3d") ? [3, 4, 5] : [5, 7]
    let (x, w) = (numbers(sizes), numbers(sizes.map { $0 / 2 }, 2))
    let batch = try Call(
      name, ["input": x.reshaped([1, 1] + x.shape), "weight": w.reshaped([1, 1] + w.shape)])
    try expectSame(
      try Call(name, ["input": x, "weight": w]), batch, without: ["input": 2, "weight": 2])
  }

  @Test("rows and matrices are pooled and padded as they are")
  func matrices() throws {
    for (name, words, shape) in [
      ("maxPool1d", ["kernel-size": "2"], [7]), ("avgPool2d", ["kernel-size": "2,3"], [5, 7]),
      ("globalAvgPool2d", [:], [5, 7]), ("pad", ["padding": "2"], [5]),
      ("pad", ["padding": "1,2", "mode": "reflect"], [3, 4]), ("pad", ["pad": "1,2"], [3, 4]),
    ] {
      let x = numbers(shape)
      let batch = try Call(name, ["input": x.reshaped([1, 1] + shape)], words)
      try expectSame(try Call(name, ["input": x], words), batch, without: ["input": 2])
    }
  }

  @Test("pairs for one axis more than rows have make a picture of three axes")
  func padPairs() throws {
    let x = numbers([2, 3, 4])
    let words = ["pad": "1,2,0,1"]
    let batch = try Call("pad", ["input": x.reshaped([1, 2, 3, 4])], words)
    try expectSame(try Call("pad", ["input": x], words), batch, without: ["input": 1])
    #expect(try Call("pad", ["input": x], ["pad": "1,2"]).output().shape == [2, 3, 7])
  }

  @Test("sums in whole numbers")
  func wholeNumbers() throws {
    let (x, w) = (smallUnsigned([3, 5, 4]), small([4, 3, 2, 3]))
    let single = try Call(
      "conv2dInteger", [:], whole: ["input": StoredTensor(x), "weight": StoredTensor(w)])
    let batch = try Call(
      "conv2dInteger", [:],
      whole: ["input": StoredTensor(x.reshaped([1, 3, 5, 4])), "weight": StoredTensor(w)])
    try expectSame(single, batch, without: [:])
  }

  /// - Parameter axes: how many axes tensors and their gradients are without.
  private func expectSame(_ single: Call, _ batch: Call, without axes: [String: Int]) throws {
    let (ours, theirs) = (try single.output(), try batch.output())
    #expect(ours.scalars == theirs.scalars)
    #expect(ours.shape == Array(theirs.shape.dropFirst(theirs.rank - ours.rank)))
    #expect(theirs.rank - ours.rank == axes["input"] ?? 1)
    guard single.operation is any DifferentiableOperation.Type else { return }
    let gradOutput = numbers(theirs.shape, 9)
    let gradients = try single.gradients(gradOutput.reshaped(ours.shape))
    for (name, gradient) in try batch.gradients(gradOutput) {
      #expect(gradients[name]?.scalars == gradient.scalars)
      #expect(gradients[name]?.shape == Array(gradient.shape.dropFirst(axes[name] ?? 0)), "\(name)")
    }
    #expect(throws: ShapeError.self) { try single.gradients(gradOutput) }
  }
}

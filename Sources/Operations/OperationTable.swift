/// Every operation of the contract, in its chapters.
public enum OperationTable {
  /// The operations of one chapter of `Kernels`.
  public struct Chapter: Sendable {
    /// What the chapter is about, in a word or two: "pooling".
    public let name: String
    /// Its operations, in the order of the contract.
    public let operations: [any KernelOperation.Type]
  }

  /// All chapters, in the order of the contract.
  public static let chapters = [
    Chapter(
      name: "convolution",
      operations: [
        Conv1d.self, Conv2d.self, Conv3d.self, Conv2dReLU.self, Convolve1d.self, Convolve2d.self,
      ]),
    Chapter(
      name: "transposed convolution", operations: [ConvTranspose1d.self, ConvTranspose2d.self]),
    Chapter(
      name: "pooling",
      operations: [
        MaxPool1d.self, MaxPool2d.self, AvgPool1d.self, AvgPool2d.self, GlobalMaxPool2d.self,
        GlobalAvgPool2d.self, AdaptiveAvgPool2d.self,
      ]),
    Chapter(name: "linear", operations: [Linear.self, Flatten.self, Pad.self]),
    Chapter(
      name: "activation",
      operations: [
        Relu.self, LeakyRelu.self, Elu.self, Sigmoid.self, Tanh.self, Softmax.self,
        LogSoftmax.self,
      ]),
    Chapter(name: "normalisation", operations: [BatchNorm.self, Dropout.self]),
    Chapter(
      name: "loss",
      operations: [
        MSE.self, CrossEntropy.self, BinaryCrossEntropy.self, BinaryCrossEntropyWithLogits.self,
        L1Penalty.self, L2Penalty.self,
      ]),
    Chapter(
      name: "quantisation",
      operations: [Quantize.self, Dequantize.self, Conv2dInteger.self, Requantize.self]),
    Chapter(name: "optimiser", operations: [SGD.self, RMSprop.self, Adam.self, AdamW.self]),
  ]

  /// All operations, chapter after chapter.
  public static let all = chapters.flatMap(\.operations)

  /// The words that a name without its dimensions, or the beginning of one, may mean: conv1d, conv2d
  /// and conv3d for `Conv`, which the ONNX format tells apart by the weight's axes.
  ///
  /// - Returns: names and aliases; none if there are several beginnings and no dimensions.
  public static func words(meantBy word: String) -> [String] {
    let plain = Names.plain(word)
    let words = all.flatMap { [$0.name] + $0.aliases }
    let ends = ["1d", "2d", "3d"].map { plain + $0 }
    let dimensions = words.filter { ends.contains(Names.plain($0)) }
    if !dimensions.isEmpty { return dimensions }
    let longer = all.map { $0.name }.filter { Names.plain($0).hasPrefix(plain) }
    return longer.count == 1 ? longer : []
  }

  private static let names = Names(all.map { ($0.name, $0.aliases) })
  private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

  /// The operation of this name or alias, whatever its case, `_` and `-`.
  ///
  /// - Throws: `OperationError` if there is none.
  public static func operation(
    named word: String
  ) throws(OperationError) -> any KernelOperation.Type {
    guard let name = names.name(for: word), let operation = byName[name] else {
      throw OperationError(.call, "there is no operation '\(word)'")
    }
    return operation
  }
}

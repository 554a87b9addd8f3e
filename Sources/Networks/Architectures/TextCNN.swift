extension Architecture {
  /// Convolutions over the words of a sentence, three widths side by side: embeddings 300×L → 100 maps each of widths
  /// 3, 4 and 5 → the largest of each map (300) → dropout 0.5 → 2; 360,902 numbers. Each of an embedding's 300
  /// numbers is a channel. Any L from 5 will do; 56 words are the longest sentence of the paper's first data.
  ///
  /// Source: Y. Kim, *Convolutional Neural Networks for Sentence Classification*, 2014,
  /// https://arxiv.org/abs/1408.5882.
  public static let textCNN = Architecture(
    "textcnn", "convolutions of three widths over a sentence's words, by Kim", input: [300, 56],
    classes: 2
  ) { classes in
    Sequential([
      "widths": Parallel([
        "conv3": largestOfMaps(width: 3),
        "conv4": largestOfMaps(width: 4),
        "conv5": largestOfMaps(width: 5),
      ]),
      "flatten": Flatten(),
      "dropout": Dropout(0.5),
      "fc": Linear(inputs: 3 * 100, outputs: classes),
    ])
  }

  private static func largestOfMaps(width: Int) -> Sequential {
    [Conv1d(inputChannels: 300, outputChannels: 100, kernelSize: width), ReLU(), GlobalMaxPool()]
  }
}

extension Architecture {
  /// A network that tells two kinds of small pictures apart: 1×14×14 → conv 32 3×3 (12) → 6 → 128 → dropout 0.5 → 2;
  /// 148,162 numbers.
  public static let twoClass = Architecture(
    "two-class", "one convolution and dropout, for two kinds of small pictures",
    input: [1, 14, 14],
    classes: 2
  ) { classes in
    Sequential([
      "conv1": Conv2d(inputChannels: 1, outputChannels: 32, kernelSize: 3),
      "relu1": ReLU(),
      "pool1": MaxPool2d(2),
      "flatten": Flatten(),
      "fc1": Linear(inputs: 32 * 6 * 6, outputs: 128),
      "relu2": ReLU(),
      "dropout": Dropout(0.5),
      "fc2": Linear(inputs: 128, outputs: classes),
    ])
  }
}

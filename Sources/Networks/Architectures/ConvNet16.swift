extension Architecture {
  /// One convolution before linear layers: 1×28×28 → conv 16 3×3, padding 1 → 14 → 120 → 84 → 10; 387,614 numbers,
  /// of which the convolution has 160.
  public static let convnet16 = Architecture(
    "convnet-16", "one convolution of 16 channels before three linear layers, for digits",
    input: [1, 28, 28], classes: 10
  ) { classes in
    Sequential([
      "conv1": Conv2d(inputChannels: 1, outputChannels: 16, kernelSize: 3, padding: 1),
      "relu1": ReLU(),
      "pool1": MaxPool2d(2),
      "flatten": Flatten(),
      "fc1": Linear(inputs: 16 * 14 * 14, outputs: 120),
      "relu2": ReLU(),
      "fc2": Linear(inputs: 120, outputs: 84),
      "relu3": ReLU(),
      "fc3": Linear(inputs: 84, outputs: classes),
    ])
  }
}

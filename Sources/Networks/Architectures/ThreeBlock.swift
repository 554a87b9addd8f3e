extension Architecture {
  /// Three blocks of convolution, ReLU and pooling: 3×32×32 → conv 32 3×3 → 16 → conv 64 3×3 → 8 → conv 128 3×3 → 4
  /// → 1024 → 10; 2,201,674 numbers. The padding of 1 keeps the sizes, so that only pooling halves them.
  public static let threeBlock = Architecture(
    "three-block", "three blocks of convolution, ReLU and pooling, for small colour pictures",
    input: [3, 32, 32], classes: 10
  ) { classes in
    Sequential([
      "conv1": Conv2d(inputChannels: 3, outputChannels: 32, kernelSize: 3, padding: 1),
      "relu1": ReLU(),
      "pool1": MaxPool2d(2),
      "conv2": Conv2d(inputChannels: 32, outputChannels: 64, kernelSize: 3, padding: 1),
      "relu2": ReLU(),
      "pool2": MaxPool2d(2),
      "conv3": Conv2d(inputChannels: 64, outputChannels: 128, kernelSize: 3, padding: 1),
      "relu3": ReLU(),
      "pool3": MaxPool2d(2),
      "flatten": Flatten(),
      "fc1": Linear(inputs: 128 * 4 * 4, outputs: 1024),
      "relu4": ReLU(),
      "fc2": Linear(inputs: 1024, outputs: classes),
    ])
  }
}

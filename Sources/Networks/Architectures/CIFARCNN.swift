extension Architecture {
  /// Two convolutions and two linear layers, for colours: 3×32×32 → conv 32 3×3 (30) → 15 → conv 64 3×3 (13) → 6 →
  /// 64 → 10; 167,562 numbers. No padding: each convolution loses a place on every side.
  public static let cifarCNN = Architecture(
    "cifar-cnn", "two convolutions and two linear layers, for small colour pictures",
    input: [3, 32, 32], classes: 10
  ) { classes in
    Sequential([
      "conv1": Conv2d(inputChannels: 3, outputChannels: 32, kernelSize: 3),
      "relu1": ReLU(),
      "pool1": MaxPool2d(2),
      "conv2": Conv2d(inputChannels: 32, outputChannels: 64, kernelSize: 3),
      "relu2": ReLU(),
      "pool2": MaxPool2d(2),
      "flatten": Flatten(),
      "fc1": Linear(inputs: 64 * 6 * 6, outputs: 64),
      "relu3": ReLU(),
      "fc2": Linear(inputs: 64, outputs: classes),
    ])
  }
}

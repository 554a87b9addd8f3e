extension Architecture {
  /// LeNet-5 as it is taught now, with ReLU and the largest number of each window: 1×28×28 → conv 6 5×5 (24) → 12
  /// → conv 16 5×5 (8) → 4 → 120 → 84 → 10; 44,426 numbers.
  ///
  /// Source: Y. LeCun and others, *Gradient-Based Learning Applied to Document Recognition*, 1998,
  /// https://doi.org/10.1109/5.726791.
  public static let lenet5 = Architecture(
    "lenet5", "LeNet-5 of 1998 for digits, with ReLU and max pooling", input: [1, 28, 28],
    classes: 10
  ) { classes in
    Sequential([
      "conv1": Conv2d(inputChannels: 1, outputChannels: 6, kernelSize: 5),
      "relu1": ReLU(),
      "pool1": MaxPool2d(2),
      "conv2": Conv2d(inputChannels: 6, outputChannels: 16, kernelSize: 5),
      "relu2": ReLU(),
      "pool2": MaxPool2d(2),
      "flatten": Flatten(),
      "fc1": Linear(inputs: 16 * 4 * 4, outputs: 120),
      "relu3": ReLU(),
      "fc2": Linear(inputs: 120, outputs: 84),
      "relu4": ReLU(),
      "fc3": Linear(inputs: 84, outputs: classes),
    ])
  }
}

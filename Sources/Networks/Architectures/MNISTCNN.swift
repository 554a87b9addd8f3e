extension Architecture {
  /// Two convolutions and one linear layer: 1×28×28 → conv 32 3×3 (26) → 13 → conv 64 3×3 (11) → 5 → 10; 34,826
  /// numbers.
  ///
  /// Source: F. Chollet, *Simple MNIST convnet*, https://keras.io/examples/vision/mnist_convnet, without its
  /// dropout.
  public static let mnistCNN = Architecture(
    "mnist-cnn", "two convolutions and a linear layer, for digits", input: [1, 28, 28], classes: 10
  ) { classes in
    Sequential([
      "conv1": Conv2d(inputChannels: 1, outputChannels: 32, kernelSize: 3),
      "relu1": ReLU(),
      "pool1": MaxPool2d(2),
      "conv2": Conv2d(inputChannels: 32, outputChannels: 64, kernelSize: 3),
      "relu2": ReLU(),
      "pool2": MaxPool2d(2),
      "flatten": Flatten(),
      "fc": Linear(inputs: 64 * 5 * 5, outputs: classes),
    ])
  }
}

extension Architecture {
  /// AlexNet as torchvision has it, on one processor and without normalisation across channels: 3×224×224 → conv 64
  /// 11×11 stride 4 (55) → 27 → conv 192 5×5 → 13 → conv 384, 256, 256 3×3 → 6 → 4096 → 4096 → 1000;
  /// 61,100,840 numbers.
  ///
  /// Source: A. Krizhevsky, *One weird trick for parallelizing convolutional neural networks*, 2014,
  /// https://arxiv.org/abs/1404.5997.
  public static let alexnet = Architecture(
    "alexnet", "AlexNet, its later form of 2014", input: [3, 224, 224], classes: 1000
  ) { classes in
    Sequential([
      "features": [
        Conv2d(inputChannels: 3, outputChannels: 64, kernelSize: 11, stride: 4, padding: 2),
        ReLU(),
        MaxPool2d(3, stride: 2),
        Conv2d(inputChannels: 64, outputChannels: 192, kernelSize: 5, padding: 2),
        ReLU(),
        MaxPool2d(3, stride: 2),
        Conv2d(inputChannels: 192, outputChannels: 384, kernelSize: 3, padding: 1),
        ReLU(),
        Conv2d(inputChannels: 384, outputChannels: 256, kernelSize: 3, padding: 1),
        ReLU(),
        Conv2d(inputChannels: 256, outputChannels: 256, kernelSize: 3, padding: 1),
        ReLU(),
        MaxPool2d(3, stride: 2),
      ] as Sequential,
      "avgpool": AdaptiveAvgPool2d(6),
      "flatten": Flatten(),
      "classifier": [
        Dropout(0.5),
        Linear(inputs: 256 * 6 * 6, outputs: 4096),
        ReLU(),
        Dropout(0.5),
        Linear(inputs: 4096, outputs: 4096),
        ReLU(),
        Linear(inputs: 4096, outputs: classes),
      ] as Sequential,
    ])
  }
}

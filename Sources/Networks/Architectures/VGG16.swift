extension Architecture {
  /// VGG-16, the paper's configuration D: 3×224×224 → 2 × conv 64 → 112 → 2 × conv 128 → 56 → 3 × conv 256 → 28 →
  /// 3 × conv 512 → 14 → 3 × conv 512 → 7 → 4096 → 4096 → 1000; 138,357,544 numbers. All kernels are 3×3 with a
  /// padding of 1.
  ///
  /// Source: K. Simonyan, A. Zisserman, *Very Deep Convolutional Networks for Large-Scale Image Recognition*, 2014,
  /// https://arxiv.org/abs/1409.1556.
  public static let vgg16 = Architecture(
    "vgg16", "VGG-16: thirteen convolutions of 3×3 and three linear layers", input: [3, 224, 224],
    classes: 1000
  ) { classes in
    Sequential([
      "features": Sequential(features),
      "avgpool": AdaptiveAvgPool2d(7),
      "flatten": Flatten(),
      "classifier": [
        Linear(inputs: 512 * 7 * 7, outputs: 4096),
        ReLU(),
        Dropout(0.5),
        Linear(inputs: 4096, outputs: 4096),
        ReLU(),
        Dropout(0.5),
        Linear(inputs: 4096, outputs: classes),
      ] as Sequential,
    ])
  }

  private static var features: [any Layer] {
    var layers: [any Layer] = []
    var channels = 3
    for (wide, convolutions) in [(64, 2), (128, 2), (256, 3), (512, 3), (512, 3)] {
      for _ in 0..<convolutions {
        layers.append(
          Conv2d(
            inputChannels: channels, outputChannels: wide, kernelSize: 3, padding: 1,
            initializer: .he))
        layers.append(ReLU())
        channels = wide
      }
      layers.append(MaxPool2d(2))
    }
    return layers
  }
}

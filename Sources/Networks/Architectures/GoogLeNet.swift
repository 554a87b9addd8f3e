import Kernels

extension Architecture {
  /// GoogLeNet, the first Inception network, without the two heads that only training had: 3×224×224 → conv 64 7×7
  /// stride 2 (112) → 56 → conv 64 1×1, conv 192 3×3 → 28 → 2 modules (256, 480) → 14 → 5 modules (512, 512, 512,
  /// 528, 832) → 7 → 2 modules (832, 1024) → mean → dropout 0.2 → 1000; 6,624,904 numbers.
  ///
  /// As torchvision has it: each convolution has batch norm after it, and the modules' third branch has 3×3 where the
  /// paper has 5×5.
  ///
  /// Source: C. Szegedy and others, *Going Deeper with Convolutions*, 2014, https://arxiv.org/abs/1409.4842.
  public static let googlenet = Architecture(
    "googlenet", "GoogLeNet: nine modules of four branches side by side", input: [3, 224, 224],
    classes: 1000
  ) { classes in
    Sequential([
      "conv1": normalized(3, 64, kernel: 7, stride: 2, padding: 3),
      "maxpool1": MaxPool2d(3, stride: 2, ceilMode: true),
      "conv2": normalized(64, 64),
      "conv3": normalized(64, 192, kernel: 3, padding: 1),
      "maxpool2": MaxPool2d(3, stride: 2, ceilMode: true),
      "inception3a": inception(192, 64, (96, 128), (16, 32), 32),
      "inception3b": inception(256, 128, (128, 192), (32, 96), 64),
      "maxpool3": MaxPool2d(3, stride: 2, ceilMode: true),
      "inception4a": inception(480, 192, (96, 208), (16, 48), 64),
      "inception4b": inception(512, 160, (112, 224), (24, 64), 64),
      "inception4c": inception(512, 128, (128, 256), (24, 64), 64),
      "inception4d": inception(512, 112, (144, 288), (32, 64), 64),
      "inception4e": inception(528, 256, (160, 320), (32, 128), 128),
      "maxpool4": MaxPool2d(2, stride: 2, ceilMode: true),
      "inception5a": inception(832, 256, (160, 320), (32, 128), 128),
      "inception5b": inception(832, 384, (192, 384), (48, 128), 128),
      "avgpool": GlobalAvgPool2d(),
      "flatten": Flatten(),
      "dropout": Dropout(0.2),
      "fc": Linear(inputs: 1024, outputs: classes),
    ])
  }

  /// One module: 1×1; 1×1 and 3×3; the same with fewer channels; the largest of 3×3 and 1×1. All see the same x, and
  /// what they give is joined.
  private static func inception(
    _ inputs: Int, _ one: Int, _ two: (reduced: Int, outputs: Int),
    _ three: (reduced: Int, outputs: Int), _ pooled: Int
  ) -> Parallel {
    Parallel([
      "branch1": normalized(inputs, one),
      "branch2": [
        normalized(inputs, two.reduced),
        normalized(two.reduced, two.outputs, kernel: 3, padding: 1),
      ] as Sequential,
      "branch3": [
        normalized(inputs, three.reduced),
        normalized(three.reduced, three.outputs, kernel: 3, padding: 1),
      ] as Sequential,
      "branch4": [
        MaxPool2d(3, stride: 1, padding: 1, ceilMode: true), normalized(inputs, pooled),
      ] as Sequential,
    ])
  }

  /// A convolution, batch norm and a ReLU.
  private static func normalized(
    _ inputs: Int, _ outputs: Int, kernel: PerAxis = 1, stride: PerAxis = 1, padding: Padding = 0
  ) -> Sequential {
    Sequential([
      "conv": Conv2d(
        inputChannels: inputs, outputChannels: outputs, kernelSize: kernel, stride: stride,
        padding: padding, hasBias: false, initializer: .he),
      "bn": BatchNorm(channels: outputs, eps: 0.001),
      "relu": ReLU(),
    ])
  }
}

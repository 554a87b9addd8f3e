// The residual networks: four groups of blocks, each block with a shortcut past it. From one group to the next the
// pictures are halved and the channels doubled, in the group's first block.
//
// Source: K. He and others, *Deep Residual Learning for Image Recognition*, 2015, https://arxiv.org/abs/1512.03385.

import Kernels

extension Architecture {
  /// ResNet-18: 3×224×224 → conv 64 7×7 stride 2 (112) → 56 → 2 blocks each of 64 (56), 128 (28), 256 (14), 512 (7)
  /// channels, of two convolutions 3×3 → mean → 1000; 11,689,512 numbers.
  ///
  /// Source: https://arxiv.org/abs/1512.03385.
  public static let resnet18 = Architecture(
    "resnet18", "ResNet-18: eight blocks of two convolutions, with shortcuts",
    input: [3, 224, 224], classes: 1000
  ) { resnet([2, 2, 2, 2], of: .basic, classes: $0) }

  /// ResNet-34: as ResNet-18, with 3, 4, 6 and 3 blocks; 21,797,672 numbers.
  ///
  /// Source: https://arxiv.org/abs/1512.03385.
  public static let resnet34 = Architecture(
    "resnet34", "ResNet-34: sixteen blocks of two convolutions, with shortcuts",
    input: [3, 224, 224], classes: 1000
  ) { resnet([3, 4, 6, 3], of: .basic, classes: $0) }

  /// ResNet-50: as ResNet-34, its blocks of three convolutions, 1×1, 3×3 and 1×1, the last with four times the
  /// channels; 25,557,032 numbers. As torchvision has it, it is the 3×3 that halves the picture.
  ///
  /// Source: https://arxiv.org/abs/1512.03385.
  public static let resnet50 = Architecture(
    "resnet50", "ResNet-50: sixteen blocks of three convolutions, with shortcuts",
    input: [3, 224, 224], classes: 1000
  ) { resnet([3, 4, 6, 3], of: .bottleneck, classes: $0) }

  private enum Block {
    /// Two convolutions 3×3.
    case basic
    /// 1×1 to fewer channels, 3×3 there, and 1×1 back to four times as many.
    case bottleneck

    /// How many channels come out for each inside.
    var expansion: Int { self == .basic ? 1 : 4 }
  }

  private static func resnet(_ depths: [Int], of block: Block, classes: Int) -> Sequential {
    var channels = 64
    func group(_ number: Int) -> Sequential {
      let width = 64 << number
      return Sequential(
        (0..<depths[number]).map { place -> any Layer in
          let stride = number > 0 && place == 0 ? 2 : 1
          defer { channels = width * block.expansion }
          return residual(block, channels, width: width, stride: stride)
        })
    }
    return Sequential([
      "conv1": convolution(3, 64, 7, stride: 2),
      "bn1": BatchNorm(channels: 64),
      "relu": ReLU(),
      "maxpool": MaxPool2d(3, stride: 2, padding: 1),
      "layer1": group(0),
      "layer2": group(1),
      "layer3": group(2),
      "layer4": group(3),
      "avgpool": GlobalAvgPool2d(),
      "flatten": Flatten(),
      "fc": Linear(inputs: channels, outputs: classes),
    ])
  }

  private static func residual(
    _ block: Block, _ channels: Int, width: Int, stride: Int
  ) -> Residual {
    let out = width * block.expansion
    // x must get the main path's shape before it can be added.
    let shortcut: Sequential? =
      channels == out && stride == 1
      ? nil : [convolution(channels, out, 1, stride: stride), BatchNorm(channels: out)]
    switch block {
    case .basic:
      return Residual(
        [
          "conv1": convolution(channels, width, 3, stride: stride),
          "bn1": BatchNorm(channels: width),
          "relu": ReLU(),
          "conv2": convolution(width, width, 3),
          "bn2": BatchNorm(channels: width),
        ], shortcut: shortcut)
    case .bottleneck:
      return Residual(
        [
          "conv1": convolution(channels, width, 1),
          "bn1": BatchNorm(channels: width),
          "relu1": ReLU(),
          "conv2": convolution(width, width, 3, stride: stride),
          "bn2": BatchNorm(channels: width),
          "relu2": ReLU(),
          "conv3": convolution(width, out, 1),
          "bn3": BatchNorm(channels: out),
        ], shortcut: shortcut)
    }
  }

  /// A convolution whose padding keeps the size, without the bias, which batch norm would take away.
  private static func convolution(
    _ inputs: Int, _ outputs: Int, _ kernel: Int, stride: Int = 1
  ) -> Conv2d {
    Conv2d(
      inputChannels: inputs, outputChannels: outputs, kernelSize: PerAxis([kernel]),
      stride: PerAxis([stride]), padding: Padding([kernel / 2]), hasBias: false, initializer: .he)
  }
}

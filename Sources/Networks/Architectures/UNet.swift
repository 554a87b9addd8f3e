extension Architecture {
  /// U-Net, which gives each place of a picture its class: down through 64, 128, 256, 512 to 1024 channels, each level
  /// with half the size, and up again; on its way up each level is joined with what was there on the way down.
  /// 31,030,658 numbers. Here convolutions have a padding of 1, so that sizes stay and need only be multiples of
  /// 16; the paper's have none and it cuts to size.
  ///
  /// Source: O. Ronneberger, P. Fischer, T. Brox, *U-Net*, 2015, https://arxiv.org/abs/1505.04597.
  public static let unet = Architecture(
    "unet", "U-Net: a class for each place of a picture", input: [1, 256, 256], classes: 2
  ) { classes in
    Sequential(
      parts: level(channels: 1, width: 64) + [
        ("head", Conv2d(inputChannels: 64, outputChannels: classes, kernelSize: 1))
      ])
  }

  /// Two convolutions; on the last level nothing more. Otherwise the next level is joined to what the two gave: at
  /// half the size with twice the channels, and brought back to size. Then come two convolutions again.
  private static func level(channels: Int, width: Int) -> [(name: String, layer: any Layer)] {
    let down = pair(channels, width, first: 1)
    if width == 1024 { return down }
    let deeper: [(name: String, layer: any Layer)] =
      [("pool", MaxPool2d(2))] + level(channels: width, width: 2 * width) + [
        (
          "up",
          ConvTranspose2d(
            inputChannels: 2 * width, outputChannels: width, kernelSize: 2, stride: 2,
            initializer: .he)
        )
      ]
    let skip = Parallel(["same": Identity(), "deep": Sequential(parts: deeper)])
    return down + [("skip", skip)] + pair(2 * width, width, first: 3)
  }

  /// Two convolutions 3×3 with a ReLU after each, numbered from `first`.
  private static func pair(
    _ inputs: Int, _ outputs: Int, first: Int
  ) -> [(name: String, layer: any Layer)] {
    func convolution(_ inputs: Int) -> Conv2d {
      Conv2d(
        inputChannels: inputs, outputChannels: outputs, kernelSize: 3, padding: 1,
        initializer: .he)
    }
    return [
      ("conv\(first)", convolution(inputs)), ("relu\(first)", ReLU()),
      ("conv\(first + 1)", convolution(outputs)), ("relu\(first + 1)", ReLU()),
    ]
  }
}

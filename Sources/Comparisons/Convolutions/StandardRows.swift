import Kernels

extension ConvolutionRow {
  /// Layers that people meet: small ones of the first networks for digits, a photograph under a few
  /// kernels, and the layers that the time of large networks goes into.
  public static let standard = [
    row("digits-5x5", [64, 1, 28, 28], to: 6, kernel: 5),
    row("lenet-c2", [64, 6, 12, 12], to: 16, kernel: 5),
    row("seed-32x32x3", [1, 3, 32, 32], to: 16, kernel: 3, padding: 1),
    row("mnist-c1", [32, 1, 28, 28], to: 32, kernel: 3),
    row("mnist-c2", [32, 32, 13, 13], to: 64, kernel: 3),
    row("photo-edge", [1, 1, 512, 512], to: 1, kernel: 3, padding: 1),
    row("photo-bank", [1, 3, 512, 512], to: 8, kernel: 3, padding: 1),
    row("alexnet-c1", [1, 3, 227, 227], to: 96, kernel: 11, stride: 4),
    row("stem-7x7", [1, 3, 224, 224], to: 64, kernel: 7, stride: 2, padding: 3),
    row("vgg-64", [1, 64, 224, 224], to: 64, kernel: 3, padding: 1),
    row("vgg-256", [1, 256, 56, 56], to: 256, kernel: 3, padding: 1),
    row("res-64", [1, 64, 56, 56], to: 64, kernel: 3, padding: 1),
    row("res-128", [1, 128, 28, 28], to: 128, kernel: 3, padding: 1),
    row("res-256", [1, 256, 14, 14], to: 256, kernel: 3, padding: 1),
    row("res-512", [1, 512, 7, 7], to: 512, kernel: 3, padding: 1),
    row("pointwise", [1, 256, 56, 56], to: 64, kernel: 1),
    row("depthwise", [1, 32, 112, 112], to: 32, kernel: 3, padding: 1, groups: 32),
  ]

  /// Those of them that say most in little time.
  public static let quick = standard.filter {
    ["digits-5x5", "seed-32x32x3", "photo-edge", "res-64", "pointwise", "depthwise"]
      .contains($0.name)
  }

  private static func row(
    _ name: String, _ input: [Int], to outputs: Int, kernel: Int, stride: Int = 1,
    padding: Int = 0, groups: Int = 1
  ) -> ConvolutionRow {
    ShapeError.orStop { () throws(ShapeError) in
      try ConvolutionRow(
        name: name, input: input, weight: [outputs, input[1] / groups, kernel, kernel],
        options: ConvolutionOptions(
          stride: PerAxis([stride]), padding: Padding([padding]), groups: groups))
    }
  }
}

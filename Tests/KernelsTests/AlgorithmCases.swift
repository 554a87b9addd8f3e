import Kernels
import Tensors

extension ConvolutionCase {
  /// Cases at which the algorithms of the fast kernels have their edges: tiles that hang over, panels
  /// and bands that aren't full, sums in several stretches. Together with `all` they are for every
  /// algorithm.
  static let ofAlgorithms = tails + panels + shapes + depthwise + strides + large

  /// Every number of outputs from 1 to 20 in both axes, in pairs that aren't equal.
  private static let tails = (1...20).map { height in
    let width = (height * 7 + 3) % 20 + 1
    return ConvolutionCase(
      "\(height) by \(width) outputs", [2, 3, height, width], [5, 3, 3, 3], padding: [1, 1])
  }

  /// Channels around the heights of tiles, in and out.
  private static let panels =
    [1, 2, 3, 5, 7, 13, 17, 31, 47, 49, 97].map { channels in
      ConvolutionCase(
        "\(channels) output channels", [1, 5, 9, 11], [channels, 5, 3, 3], padding: [1, 0])
    } + [
      ConvolutionCase("33 input channels", [2, 33, 7, 9], [6, 33, 3, 3], padding: [1, 1]),
      ConvolutionCase("100 input channels", [1, 100, 6, 5], [3, 100, 3, 3], padding: [1, 1]),
      ConvolutionCase("1×1 on 17 channels", [2, 17, 9, 7], [19, 17, 1, 1]),
      ConvolutionCase("1×1 on 3 channels, one kernel", [1, 3, 31, 5], [1, 3, 1, 1]),
      ConvolutionCase("1×1 on 331 channels", [1, 331, 5, 3], [33, 331, 1, 1]),
      ConvolutionCase("1×1 with padding", [1, 7, 4, 6], [9, 7, 1, 1], padding: [2, 1, 0, 3]),
    ]

  private static let shapes = [
    ConvolutionCase("3×3 without padding, two tiles and a rest", [3, 4, 11, 8], [5, 4, 3, 3]),
    ConvolutionCase("3×3 on a picture of its size", [2, 5, 3, 3], [7, 5, 3, 3]),
    ConvolutionCase("3×3 over one pixel", [2, 5, 1, 1], [4, 5, 3, 3], padding: [1, 1]),
    ConvolutionCase(
      "3×3 with padding on three sides", [1, 3, 7, 6], [4, 3, 3, 3], padding: [2, 0, 1, 1]),
    ConvolutionCase(
      "3×3 with padding far beyond it", [1, 3, 5, 4], [4, 3, 3, 3], padding: [7, 9, 8, 5]),
    ConvolutionCase(
      "3×3 with more padding than a tile, none on the picture's other side", [1, 2, 3, 4],
      [3, 2, 3, 3], padding: [13, 0, 0, 11]),
    ConvolutionCase("kernels as wide as the picture", [2, 3, 9, 5], [4, 3, 3, 5]),
    ConvolutionCase("kernels as high as the picture", [2, 3, 5, 9], [4, 3, 5, 3]),
    ConvolutionCase(
      "kernels nearly as wide as the picture, padded", [1, 4, 6, 7], [5, 4, 6, 7], padding: [2, 3]),
    ConvolutionCase(
      "3×3 in three groups", [2, 6, 9, 7], [9, 2, 3, 3], padding: [1, 1], groups: 3),
    ConvolutionCase(
      "3×3 in groups of many channels", [2, 38, 9, 10], [34, 19, 3, 3], padding: [1, 1], groups: 2),
    ConvolutionCase(
      "3×3 depthwise, two kernels a channel", [2, 5, 10, 13], [10, 1, 3, 3], padding: [1, 1],
      groups: 5),
    ConvolutionCase("3×3 without pictures", [0, 3, 6, 5], [4, 3, 3, 3], padding: [1, 1]),
    ConvolutionCase(
      "one channel in and out", [1, 1, 8, 9], [1, 1, 3, 3]),
    ConvolutionCase("even kernels", [2, 3, 9, 10], [5, 3, 4, 2], padding: [2, 1, 1, 0]),
    ConvolutionCase(
      "3×3 dilated", [1, 4, 12, 11], [5, 4, 3, 3], padding: [2, 2], dilation: [2, 2]),
    ConvolutionCase(
      "3×3 dilated along one axis", [1, 4, 12, 11], [5, 4, 3, 3], padding: [1, 3],
      dilation: [1, 3]),
    ConvolutionCase(
      "dilated until the window is as wide as the picture", [1, 2, 9, 13], [3, 2, 3, 4],
      dilation: [4, 4]),
  ]

  /// One channel to one channel: rows of outputs by fours and their rests, columns by one or two vectors
  /// and theirs, with padding and read in place.
  private static let depthwise =
    (4...9).map { height in
      ConvolutionCase(
        "depthwise, \(height) by \(9 * height - 20) outputs", [2, 3, height, 9 * height - 20],
        [3, 1, 3, 3], padding: [1, 1], groups: 3)
    } + [
      ConvolutionCase("depthwise without padding", [2, 5, 11, 37], [5, 1, 3, 3], groups: 5),
      ConvolutionCase("one channel without padding, 5×4", [3, 1, 12, 23], [1, 1, 5, 4]),
      ConvolutionCase(
        "depthwise 7×7, padded on three sides", [1, 2, 10, 18], [2, 1, 7, 7],
        padding: [3, 6, 0, 5], groups: 2),
      ConvolutionCase(
        "depthwise of two rows, which it can't", [1, 2, 9, 33], [2, 1, 2, 3], groups: 2),
      ConvolutionCase(
        "depthwise in several bands", [1, 2, 150, 140], [2, 1, 3, 3],
        padding: [1, 1], groups: 2),
      ConvolutionCase(
        "one wide row of the kernel", [2, 1, 6, 70], [1, 1, 3, 9], padding: [1, 4]),
    ]

  private static let strides = [
    ConvolutionCase(
      "stride 2, padded", [2, 5, 13, 12], [7, 5, 3, 3], stride: [2, 2], padding: [1, 1]),
    ConvolutionCase(
      "stride 3, padded", [2, 5, 13, 11], [7, 5, 5, 4], stride: [3, 3], padding: [2, 1]),
    ConvolutionCase(
      "stride 2 of 7×7", [1, 3, 21, 23], [8, 3, 7, 7], stride: [2, 2], padding: [3, 3]),
    ConvolutionCase("stride 4 of 11×11", [1, 3, 35, 39], [5, 3, 11, 11], stride: [4, 4]),
    ConvolutionCase(
      "stride beyond 1×1: inputs without taps", [1, 5, 8, 9], [6, 5, 1, 1], stride: [3, 2]),
    ConvolutionCase(
      "stride beyond the kernel, padded", [2, 3, 14, 11], [4, 3, 2, 2], stride: [5, 3],
      padding: [3, 2]),
    ConvolutionCase(
      "stride and dilation with a common factor: half the places have no taps", [1, 3, 13, 14],
      [4, 3, 3, 3], stride: [2, 4], padding: [2, 1], dilation: [2, 2]),
    ConvolutionCase(
      "no taps for most of a wide picture", [1, 5, 9, 200], [6, 5, 1, 1], stride: [4, 5]),
    ConvolutionCase(
      "stride beyond the whole picture", [2, 3, 4, 5], [4, 3, 3, 2], stride: [9, 8]),
    ConvolutionCase(
      "stride down only, kernels of one column", [1, 3, 9, 40], [4, 3, 3, 1], stride: [2, 1]),
    ConvolutionCase(
      "stride down only, kernels of one column, many channels", [2, 16, 9, 50], [17, 16, 3, 1],
      stride: [3, 1], padding: [1, 0]),
    ConvolutionCase(
      "stride 2 in groups of many channels", [1, 26, 9, 8], [38, 13, 3, 3], stride: [2, 1],
      padding: [1, 1], groups: 2),
  ]

  private static let large = [
    ConvolutionCase(
      "pictures and channels enough for Winograd", [2, 32, 13, 18], [40, 32, 3, 3],
      padding: [1, 1]),
    ConvolutionCase("many channels in and out", [1, 64, 9, 10], [67, 64, 3, 3], padding: [1, 1]),
    ConvolutionCase(
      "many channels, pictures of 7×7", [5, 32, 7, 7], [33, 32, 3, 3], padding: [1, 1]),
    ConvolutionCase(
      "many tiles of many channels", [1, 64, 75, 79], [2, 64, 3, 3], padding: [1, 1]),
    ConvolutionCase("a wide picture", [1, 2, 3, 1501], [3, 2, 3, 3], padding: [1, 1]),
    ConvolutionCase("a high picture", [1, 2, 1501, 3], [3, 2, 3, 3], padding: [1, 1]),
    ConvolutionCase("wide pictures of one row", [3, 2, 1, 701], [3, 2, 1, 3], padding: [0, 1]),
    ConvolutionCase("wide pictures, 5×5", [2, 3, 9, 403], [4, 3, 5, 5], padding: [2, 2]),
    ConvolutionCase("many pictures", [33, 3, 6, 5], [5, 3, 3, 3], padding: [1, 1]),
  ]
}

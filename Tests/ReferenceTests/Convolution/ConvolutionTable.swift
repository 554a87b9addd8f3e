import Kernels

// Sizes are odd or prime and differ from axis to axis, so that none can stand in for another.

extension ConvolutionCall {
  static let all = rows + pictures + volumes + (rows + pictures).map(\.turned)

  /// The mathematician's convolution of the same.
  var turned: ConvolutionCall {
    var turned = self
    turned.operation = .convolve
    return turned
  }

  static let rows = [
    ConvolutionCall("nothing but one product", [1, 1, 1], [1, 1, 1]),
    ConvolutionCall("several rows, channels and kernels", [2, 3, 11], [4, 3, 5]),
    ConvolutionCall("no bias", [2, 3, 7], [4, 3, 2], bias: false),
    ConvolutionCall("stride leaves a remainder", [1, 2, 11], [3, 2, 4], stride: [3]),
    ConvolutionCall("stride beyond the kernel", [1, 2, 13], [3, 2, 2], stride: [5]),
    ConvolutionCall(
      "padding different on each side", [2, 2, 7], [3, 2, 3], padding: [2, 1], sides: [[2, 1]]),
    ConvolutionCall(
      "dilation beyond the stride", [1, 2, 13], [3, 2, 3], stride: [2], padding: 1,
      sides: [[1, 1]], dilation: [4]),
    ConvolutionCall(
      "SAME with an odd rest", [1, 2, 7], [3, 2, 4], padding: .same, sides: [[1, 2]]),
    ConvolutionCall("FULL", [1, 2, 5], [3, 2, 3], padding: .full, sides: [[2, 2]]),
    ConvolutionCall("two groups", [1, 4, 7], [6, 2, 3], groups: 2),
    ConvolutionCall(
      "reflected", [1, 2, 5], [3, 2, 4], padding: [4, 3], sides: [[4, 3]], mode: .reflect),
    ConvolutionCall(
      "replicated beyond the input's size", [1, 2, 3], [3, 2, 4], padding: [4, 5],
      sides: [[4, 5]], mode: .replicate),
    ConvolutionCall(
      "once round", [1, 2, 3], [3, 2, 4], padding: [3, 2], sides: [[3, 2]], mode: .circular),
    ConvolutionCall("no rows at all", [0, 3, 5], [2, 3, 3]),
    ConvolutionCall("no output channels", [2, 3, 5], [0, 3, 3]),
  ]

  static let pictures = [
    ConvolutionCall("nothing but one product", [1, 1, 1, 1], [1, 1, 1, 1]),
    ConvolutionCall("the course's example", [1, 1, 3, 3], [1, 1, 2, 2], bias: false),
    ConvolutionCall("several pictures, channels and kernels", [2, 3, 7, 5], [4, 3, 3, 2]),
    ConvolutionCall("no bias", [2, 3, 5, 7], [4, 3, 2, 3], bias: false),
    ConvolutionCall("the kernel covers the picture", [2, 3, 5, 4], [3, 3, 5, 4]),
    ConvolutionCall("stride divides evenly", [1, 2, 9, 7], [3, 2, 3, 3], stride: [2]),
    ConvolutionCall("stride leaves a remainder", [1, 2, 10, 8], [3, 2, 3, 3], stride: [3, 2]),
    ConvolutionCall("stride beyond the kernel", [1, 2, 11, 13], [3, 2, 2, 1], stride: [4, 5]),
    ConvolutionCall(
      "two strides that fit equally often", [1, 2, 6, 5], [3, 2, 3, 2], stride: [2, 3]),
    ConvolutionCall(
      "a dilation that doesn't change the size", [1, 2, 5, 7], [3, 2, 2, 2], stride: [2],
      dilation: [2]),
    ConvolutionCall(
      "two dilations that span equally far", [1, 2, 9, 9], [3, 2, 3, 4], dilation: [3, 2]),
    ConvolutionCall(
      "padding on every side", [1, 2, 5, 7], [3, 2, 3, 3], padding: 1, sides: [[1, 1], [1, 1]]),
    ConvolutionCall(
      "padding that differs by axis, on an even field", [1, 2, 5, 5], [3, 2, 4, 4],
      stride: [4, 4], padding: [1, 2], sides: [[1, 1], [2, 2]]),
    ConvolutionCall(
      "padding wider than the kernel", [1, 2, 4, 3], [2, 2, 2, 3], padding: [4, 5],
      sides: [[4, 4], [5, 5]]),
    ConvolutionCall(
      "padding different on each side", [1, 2, 6, 5], [3, 2, 3, 4], padding: [2, 0, 1, 3],
      sides: [[2, 1], [0, 3]]),
    ConvolutionCall(
      "padding named by its sides", [1, 2, 5, 5], [3, 2, 3, 3],
      padding: Padding(top: 1, left: 2, bottom: 3, right: 0), sides: [[1, 3], [2, 0]]),
    ConvolutionCall(
      "padding that the stride skips in part", [1, 1, 7, 9], [2, 1, 3, 5], stride: [2, 3],
      padding: [1, 4], sides: [[1, 1], [4, 4]]),
    ConvolutionCall(
      "stride, padding and dilation at once", [2, 3, 13, 11], [5, 3, 3, 2], stride: [2, 3],
      padding: [3, 2], sides: [[3, 3], [2, 2]], dilation: [3, 2]),
    ConvolutionCall("VALID", [1, 2, 5, 7], [3, 2, 2, 4], padding: .valid),
    ConvolutionCall(
      "SAME puts the odd place at the end", [1, 2, 5, 7], [3, 2, 2, 4], padding: .same,
      sides: [[0, 1], [1, 2]]),
    ConvolutionCall(
      "SAME_LOWER puts it at the beginning", [1, 2, 5, 7], [3, 2, 2, 4], padding: .sameLower,
      sides: [[1, 0], [2, 1]]),
    ConvolutionCall(
      "SAME with stride and dilation", [1, 2, 8, 7], [3, 2, 3, 2], stride: [3, 2], padding: .same,
      sides: [[1, 2], [1, 2]], dilation: [2, 3]),
    ConvolutionCall(
      "SAME with a stride beyond the kernel needs none", [1, 2, 7, 5], [3, 2, 1, 2],
      stride: [3, 4], padding: .same, sides: [[0, 0], [0, 1]]),
    ConvolutionCall(
      "FULL, dilated", [1, 2, 3, 5], [3, 2, 3, 2], padding: .full, sides: [[4, 4], [3, 3]],
      dilation: [2, 3]),
    ConvolutionCall(
      "two groups", [2, 4, 6, 5], [6, 2, 3, 2], padding: 1, sides: [[1, 1], [1, 1]], groups: 2),
    ConvolutionCall(
      "three groups of unequal width in and out", [1, 6, 5, 7], [9, 2, 2, 3], groups: 3),
    ConvolutionCall(
      "depthwise, one kernel for each channel", [1, 5, 7, 5], [5, 1, 3, 3], padding: 1,
      sides: [[1, 1], [1, 1]], groups: 5),
    ConvolutionCall(
      "depthwise, two kernels for each channel", [1, 3, 5, 7], [6, 1, 3, 2], groups: 3),
    ConvolutionCall("one by one kernel", [2, 5, 6, 7], [7, 5, 1, 1]),
    ConvolutionCall("one row", [1, 3, 1, 17], [2, 3, 1, 5]),
    ConvolutionCall("one column", [1, 3, 17, 1], [2, 3, 5, 1]),
    ConvolutionCall(
      "reflected, differently on each side", [1, 2, 5, 4], [3, 2, 3, 3], padding: [2, 1, 4, 3],
      sides: [[2, 4], [1, 3]], mode: .reflect),
    ConvolutionCall(
      "replicated beyond the input's size", [1, 2, 2, 3], [3, 2, 3, 3], padding: [3, 1, 2, 4],
      sides: [[3, 2], [1, 4]], mode: .replicate),
    ConvolutionCall(
      "once round, by as much as there is", [1, 2, 4, 3], [3, 2, 3, 2], stride: [2, 1],
      padding: [4, 1, 1, 3], sides: [[4, 1], [1, 3]], mode: .circular),
    ConvolutionCall(
      "SAME, reflected and in groups", [1, 4, 5, 7], [2, 2, 3, 4], padding: .same,
      sides: [[1, 1], [1, 2]], mode: .reflect, groups: 2),
    ConvolutionCall("no pictures at all", [0, 3, 5, 5], [2, 3, 3, 3]),
    ConvolutionCall(
      "no input channels: nothing but the bias", [2, 0, 3, 5], [2, 0, 2, 3]),
  ]

  static let volumes = [
    ConvolutionCall("nothing but one product", [1, 1, 1, 1, 1], [1, 1, 1, 1, 1]),
    ConvolutionCall("several volumes and channels", [2, 2, 3, 4, 5], [3, 2, 2, 3, 2]),
    ConvolutionCall(
      "three strides that fit equally often", [1, 2, 5, 7, 6], [2, 2, 2, 2, 3],
      stride: [2, 4, 3]),
    ConvolutionCall(
      "dilations that don't change the size", [1, 2, 5, 4, 7], [2, 2, 2, 2, 2], stride: [2],
      dilation: [1, 3, 2]),
    ConvolutionCall(
      "padding different on all six sides", [1, 1, 3, 4, 2], [2, 1, 3, 2, 3],
      padding: [1, 0, 2, 2, 3, 1], sides: [[1, 2], [0, 3], [2, 1]], bias: false),
    ConvolutionCall(
      "stride and dilation that differ by axis", [1, 2, 7, 5, 5], [2, 2, 3, 2, 2],
      stride: [1, 2, 3], dilation: [3, 2, 1]),
    ConvolutionCall(
      "SAME in groups", [1, 4, 3, 4, 5], [2, 2, 2, 3, 4], padding: .same,
      sides: [[0, 1], [1, 1], [1, 2]], groups: 2),
    ConvolutionCall(
      "reflected", [1, 1, 3, 4, 5], [2, 1, 2, 2, 3], padding: [2, 1, 3],
      sides: [[2, 2], [1, 1], [3, 3]], mode: .reflect),
    ConvolutionCall(
      "replicated", [1, 1, 2, 3, 2], [2, 1, 2, 2, 3], padding: [2, 1, 3],
      sides: [[2, 2], [1, 1], [3, 3]], mode: .replicate),
    ConvolutionCall(
      "once round", [1, 1, 2, 3, 4], [2, 1, 2, 2, 3], padding: [2, 1, 3],
      sides: [[2, 2], [1, 1], [3, 3]], mode: .circular),
    ConvolutionCall("no volumes at all", [0, 2, 3, 3, 3], [2, 2, 2, 2, 2]),
  ]
}

import Kernels

extension TransposedCall {
  static let all = rows + pictures

  static let rows = [
    TransposedCall("nothing but one product", [1, 1, 1], [1, 1, 1]),
    TransposedCall("several rows and channels", [2, 3, 5], [3, 4, 3]),
    TransposedCall(
      "stride spreads the stamps so that they don't meet", [1, 2, 4], [2, 3, 2], stride: [3]),
    TransposedCall(
      "padding is cut off, differently on each side", [1, 2, 5], [2, 3, 4], padding: [2, 1],
      cut: [[2, 1]]),
    TransposedCall(
      "output padding below the stride", [1, 2, 4], [2, 3, 3], stride: [3], padding: 1,
      cut: [[1, 1]], outputPadding: [2]),
    TransposedCall(
      "output padding from the stride on, below the dilation", [1, 2, 4], [2, 3, 2], stride: [2],
      outputPadding: [3], dilation: [5]),
    TransposedCall("dilation", [1, 2, 4], [2, 3, 3], dilation: [3]),
    TransposedCall("two groups", [1, 4, 5], [4, 3, 2], stride: [2], groups: 2),
    TransposedCall("no bias", [2, 3, 5], [3, 2, 4], bias: false),
    TransposedCall("no rows at all", [0, 3, 5], [3, 2, 3]),
  ]

  static let pictures = [
    TransposedCall("nothing but one product", [1, 1, 1, 1], [1, 1, 1, 1]),
    TransposedCall("the course's example", [1, 1, 2, 2], [1, 1, 2, 2], bias: false),
    TransposedCall("several pictures and channels", [2, 3, 4, 3], [3, 2, 2, 3]),
    TransposedCall("strides that differ by axis", [1, 2, 3, 4], [2, 3, 3, 2], stride: [2, 3]),
    TransposedCall(
      "two strides that reach equally far", [1, 2, 4, 3], [2, 3, 2, 2], stride: [2, 3]),
    TransposedCall(
      "two dilations that reach equally far", [1, 2, 3, 3], [2, 3, 2, 4], dilation: [3, 1]),
    TransposedCall(
      "padding different on each side", [1, 2, 4, 5], [2, 3, 3, 4], padding: [2, 0, 1, 3],
      cut: [[2, 1], [0, 3]]),
    TransposedCall(
      "padding that differs by axis", [1, 2, 5, 5], [2, 3, 3, 3], padding: [2, 1],
      cut: [[2, 2], [1, 1]]),
    TransposedCall(
      "output padding that differs by axis", [1, 2, 3, 4], [2, 3, 3, 2], stride: [2, 3],
      padding: 1, cut: [[1, 1], [1, 1]], outputPadding: [1, 2]),
    TransposedCall(
      "output padding from the stride on, below the dilation", [1, 2, 3, 2], [2, 3, 2, 3],
      stride: [2, 1], outputPadding: [2, 3], dilation: [3, 4]),
    TransposedCall(
      "stride, padding and dilation at once", [2, 3, 4, 3], [3, 2, 3, 2], stride: [3, 2],
      padding: [2, 1], cut: [[2, 2], [1, 1]], dilation: [2, 3]),
    TransposedCall(
      "two groups", [2, 4, 3, 4], [4, 3, 2, 3], padding: 1, cut: [[1, 1], [1, 1]], groups: 2),
    TransposedCall("depthwise", [1, 3, 4, 5], [3, 1, 3, 2], stride: [2, 1], groups: 3),
    TransposedCall(
      "all but one place cut off", [1, 2, 2, 3], [2, 3, 3, 3], padding: [2, 2, 1, 2],
      cut: [[2, 1], [2, 2]]),
    TransposedCall("one by one kernel", [2, 5, 4, 3], [5, 3, 1, 1], stride: [2, 3]),
    TransposedCall("no bias", [2, 3, 3, 5], [3, 2, 4, 2], bias: false),
    TransposedCall("no pictures at all", [0, 3, 4, 5], [3, 2, 3, 3]),
    TransposedCall("no input channels: nothing but the bias", [2, 0, 3, 4], [0, 3, 2, 2]),
  ]
}

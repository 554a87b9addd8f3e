import Kernels
import Testing

/// Every rule on the shapes and options of poolings and padding, with the message that names them.
@Suite struct PoolingErrorTests {
  private static func refused(
    _ reason: String, input: [Int] = [1, 2, 5, 7], _ options: PoolingOptions, _ rule: String
  ) -> Misfit {
    Misfit(reason, "maxPool2d of input \(input): \(rule)") { () throws(ShapeError) in
      _ = try Pool2dGeometry(input: input, options: options, name: "maxPool2d")
    }
  }

  @Test(
    "A pooling that doesn't fit",
    arguments: [
      refused(
        "the input lacks an axis", input: [2, 5, 7], PoolingOptions(kernelSize: 2),
        "the input must be [N, C, H, W], 4 axes, but has 3"),
      refused(
        "an empty window", PoolingOptions(kernelSize: [2, 0]),
        "the kernel's width must be at least 1, not 0"),
      refused(
        "a window wider than the picture", PoolingOptions(kernelSize: [2, 8]),
        "the kernel reaches over 8 places along the width (size 8, dilation 1), but the padded "
          + "input has only 7 (size 7, padding 0 and 0)"),
      refused(
        "a window wider than the picture, though ceil mode keeps a last one",
        PoolingOptions(kernelSize: 6, ceilMode: true),
        "the kernel reaches over 6 places along the height (size 6, dilation 1), but the padded "
          + "input has only 5 (size 5, padding 0 and 0)"),
      refused(
        "padding as wide as the window", PoolingOptions(kernelSize: 2, padding: [1, 0, 2, 0]),
        "the padding (1 and 2) must be below the window's reach (2) along the height, or a window "
          + "would hold nothing but padding"),
      refused(
        "stride 0", PoolingOptions(kernelSize: 2, stride: 0),
        "the stride must be at least 1 along the height, not 0"),
      refused(
        "dilation 0", PoolingOptions(kernelSize: 2, dilation: [1, 0]),
        "the dilation must be at least 1 along the width, not 0"),
      refused(
        "three sizes", PoolingOptions(kernelSize: [2, 2, 2]),
        "the kernel size must be one number, or 2, one for each axis, not [2, 2, 2]"),
      refused(
        "three strides", PoolingOptions(kernelSize: 2, stride: [1, 1, 1]),
        "the stride must be one number, or 2, one for each axis, not [1, 1, 1]"),
      refused(
        "three dilations", PoolingOptions(kernelSize: 2, dilation: [1, 1, 1]),
        "the dilation must be one number, or 2, one for each axis, not [1, 1, 1]"),
      refused(
        "three paddings", PoolingOptions(kernelSize: 2, padding: [0, 0, 0]),
        "the padding must be one number, 2 (one for each axis) or 4 (all begins, then all ends), "
          + "not [0, 0, 0]"),
      Misfit(
        "rows that are pictures",
        "avgPool1d of input [1, 2, 5, 7]: the input must be [N, C, W], 3 axes, but has 4"
      ) { () throws(ShapeError) in
        _ = try Pool1dGeometry(
          input: [1, 2, 5, 7], options: PoolingOptions(kernelSize: 2), name: "avgPool1d")
      },
    ])
  func pooling(_ misfit: Misfit) { misfit.expectMessage() }

  private static func refused(
    _ reason: String, input: [Int] = [1, 2, 5, 7], adaptive outputSize: PerAxis, _ rule: String
  ) -> Misfit {
    Misfit(reason, "adaptiveAvgPool2d of input \(input): \(rule)") { () throws(ShapeError) in
      _ = try AdaptivePool2dGeometry(input: input, outputSize: outputSize)
    }
  }

  @Test(
    "An adaptive pooling that doesn't fit",
    arguments: [
      refused(
        "the input lacks an axis", input: [2, 5, 7], adaptive: 2,
        "the input must be [N, C, H, W], 4 axes, but has 3"),
      refused(
        "no outputs", adaptive: [2, 0], "the output's width must be from 1 to 16384, not 0"),
      refused(
        "more outputs than can be meant", adaptive: [20_000, 2],
        "the output's height must be from 1 to 16384, not 20000"),
      refused(
        "an empty picture", input: [1, 2, 5, 0], adaptive: 2,
        "the input has no places along the width"),
      refused(
        "three sizes", adaptive: [2, 2, 2],
        "the output size must be one number, or 2, one for each axis, not [2, 2, 2]"),
    ])
  func adaptive(_ misfit: Misfit) { misfit.expectMessage() }

  private static func refused(
    _ reason: String, input: [Int] = [1, 2, 5, 7], pad padding: Padding,
    mode: PaddingMode = .zeros, _ rule: String
  ) -> Misfit {
    Misfit(reason, "pad of input \(input): \(rule)") { () throws(ShapeError) in
      _ = try PadGeometry(input: input, padding: padding, mode: mode)
    }
  }

  @Test(
    "A padding that doesn't fit",
    arguments: [
      refused(
        "a matrix", input: [5, 7], pad: 1,
        "the input must be [N, C, W], [N, C, H, W] or [N, C, D, H, W], but has 2 axes"),
      refused(
        "a rule", pad: .same, "the padding is given in numbers, not as a rule"),
      refused(
        "a negative number", pad: [1, -1],
        "padding can't be negative, but along the width it is -1 before and -1 after"),
      refused(
        "three numbers for two axes", pad: [1, 1, 1],
        "the padding must be one number, 2 (one for each axis) or 4 (all begins, then all ends), "
          + "not [1, 1, 1]"),
      refused(
        "two numbers too many for a volume", input: [1, 2, 3, 4, 5], pad: [1, 1, 1, 1],
        "the padding must be one number, 3 (one for each axis) or 6 (all begins, then all ends), "
          + "not [1, 1, 1, 1]"),
      refused(
        "nothing to reflect", pad: 5, mode: .reflect,
        "to reflect, the input's size 5 must be above the padding along the height, where the "
          + "padding is 5 and 5"),
      refused(
        "nothing to replicate", input: [1, 2, 0], pad: 1, mode: .replicate,
        "there is nothing to replicate in an input of size 0 along the width, where the padding "
          + "is 1 and 1"),
      refused(
        "more than once round", pad: [0, 8], mode: .circular,
        "to go round, the input's size 7 must not be below the padding along the width, where the "
          + "padding is 8 and 8"),
    ])
  func padding(_ misfit: Misfit) { misfit.expectMessage() }
}

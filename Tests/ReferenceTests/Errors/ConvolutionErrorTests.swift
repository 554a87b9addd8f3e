import Kernels
import Testing

/// Every rule on the shapes and options of convolutions, with the message that names them.
@Suite struct ConvolutionErrorTests {
  private static func refused(
    _ reason: String, input: [Int] = [1, 4, 5, 7], weight: [Int] = [6, 4, 3, 3],
    bias: [Int]? = nil, options: ConvolutionOptions = ConvolutionOptions(), _ rule: String
  ) -> Misfit {
    Misfit(reason, "conv2d of input \(input) with weight \(weight): \(rule)") {
      () throws(ShapeError) in
      _ = try Conv2dGeometry(input: input, weight: weight, bias: bias, options: options)
    }
  }

  @Test(
    "A convolution that doesn't fit",
    arguments: [
      refused(
        "the input lacks an axis", input: [4, 5, 7],
        "the input must be [N, IC, H, W], 4 axes, but has 3"),
      refused(
        "the weight lacks axes", weight: [3, 3],
        "the weight must be [OC, IC/G, KH, KW], 4 axes, but has 2"),
      refused(
        "no groups", options: ConvolutionOptions(groups: 0), "there must be at least 1 group, not 0"
      ),
      refused(
        "groups that don't divide the input channels", options: ConvolutionOptions(groups: 3),
        "3 groups must divide the input channels (4) and the output channels (6)"),
      refused(
        "groups that don't divide the output channels", weight: [6, 1, 3, 3],
        options: ConvolutionOptions(groups: 4),
        "4 groups must divide the input channels (4) and the output channels (6)"),
      refused(
        "channels that differ", weight: [6, 3, 3, 3],
        "the input has 4 channels in 1 group, so the weight's second axis must be 4, not 3"),
      refused(
        "channels that differ in groups", options: ConvolutionOptions(groups: 2),
        "the input has 4 channels in 2 groups, so the weight's second axis must be 2, not 4"),
      refused(
        "a bias too short", bias: [4],
        "the bias must be [6], one number for each output channel, not [4]"),
      refused(
        "a bias with two axes", bias: [6, 1],
        "the bias must be [6], one number for each output channel, not [6, 1]"),
      refused(
        "an empty kernel", weight: [6, 4, 0, 3], "the kernel's height must be at least 1, not 0"),
      refused(
        "stride 0", options: ConvolutionOptions(stride: [1, 0]),
        "the stride must be at least 1 along the width, not 0"),
      refused(
        "dilation 0", options: ConvolutionOptions(dilation: 0),
        "the dilation must be at least 1 along the height, not 0"),
      refused(
        "negative padding", options: ConvolutionOptions(padding: [0, 1, 0, -2]),
        "padding can't be negative, but along the width it is 1 before and -2 after"),
      refused(
        "a size beyond any picture", options: ConvolutionOptions(stride: [1, 1 << 40]),
        "sizes, strides, dilations and paddings can be 1073741824 at most along the width"),
      refused(
        "a kernel taller than the picture", weight: [6, 4, 7, 3],
        "the kernel reaches over 7 places along the height (size 7, dilation 1), but the padded "
          + "input has only 5 (size 5, padding 0 and 0)"),
      refused(
        "a dilated kernel wider than the padded picture",
        options: ConvolutionOptions(padding: [0, 0, 0, 1], dilation: [1, 4]),
        "the kernel reaches over 9 places along the width (size 3, dilation 4), but the padded "
          + "input has only 8 (size 7, padding 0 and 1)"),
      refused(
        "nothing to reflect", options: ConvolutionOptions(padding: [5, 1], paddingMode: .reflect),
        "to reflect, the input's size 5 must be above the padding along the height, where the "
          + "padding is 5 and 5"),
      refused(
        "nothing to replicate", input: [1, 4, 5, 0],
        options: ConvolutionOptions(padding: 2, paddingMode: .replicate),
        "there is nothing to replicate in an input of size 0 along the width, where the padding "
          + "is 2 and 2"),
      refused(
        "more than once round",
        options: ConvolutionOptions(padding: [6, 0, 0, 0], paddingMode: .circular),
        "to go round, the input's size 5 must not be below the padding along the height, where "
          + "the padding is 6 and 0"),
      refused(
        "three strides", options: ConvolutionOptions(stride: [1, 2, 3]),
        "the stride must be one number, or 2, one for each axis, not [1, 2, 3]"),
      refused(
        "three dilations", options: ConvolutionOptions(dilation: [1, 2, 3]),
        "the dilation must be one number, or 2, one for each axis, not [1, 2, 3]"),
      refused(
        "three paddings", options: ConvolutionOptions(padding: [1, 2, 3]),
        "the padding must be one number, 2 (one for each axis) or 4 (all begins, then all ends), "
          + "not [1, 2, 3]"),
    ])
  func convolution(_ misfit: Misfit) { misfit.expectMessage() }

  @Test(
    "Rows and volumes are refused in the same words, with their own axes",
    arguments: [
      Misfit(
        "rows",
        "conv1d of input [4, 5] with weight [6, 4, 3]: the input must be [N, IC, W], 3 axes, but "
          + "has 2"
      ) { () throws(ShapeError) in
        _ = try Conv1dGeometry(
          input: [4, 5], weight: [6, 4, 3], bias: nil, options: ConvolutionOptions())
      },
      Misfit(
        "volumes",
        "conv3d of input [1, 4, 5, 5, 5] with weight [6, 4, 3, 3]: the weight must be [OC, IC/G, "
          + "KD, KH, KW], 5 axes, but has 4"
      ) { () throws(ShapeError) in
        _ = try Conv3dGeometry(
          input: [1, 4, 5, 5, 5], weight: [6, 4, 3, 3], bias: nil, options: ConvolutionOptions())
      },
      Misfit(
        "depth",
        "conv3d of input [1, 4, 2, 5, 5] with weight [6, 4, 3, 3, 3]: the kernel reaches over 3 "
          + "places along the depth (size 3, dilation 1), but the padded input has only 2 (size 2, "
          + "padding 0 and 0)"
      ) { () throws(ShapeError) in
        _ = try Conv3dGeometry(
          input: [1, 4, 2, 5, 5], weight: [6, 4, 3, 3, 3], bias: nil,
          options: ConvolutionOptions())
      },
      Misfit(
        "in another operation's name",
        "convolve1d of input [1, 4, 5] with weight [6, 3, 3]: the input has 4 channels in 1 "
          + "group, so the weight's second axis must be 4, not 3"
      ) { () throws(ShapeError) in
        _ = try Conv1dGeometry(
          input: [1, 4, 5], weight: [6, 3, 3], bias: nil, options: ConvolutionOptions(),
          name: "convolve1d")
      },
    ])
  func otherDimensions(_ misfit: Misfit) { misfit.expectMessage() }

  private static func refused(
    _ reason: String, input: [Int] = [1, 4, 3, 2], weight: [Int] = [4, 6, 3, 2],
    bias: [Int]? = nil, transposed options: TransposedConvolutionOptions, _ rule: String
  ) -> Misfit {
    Misfit(reason, "convTranspose2d of input \(input) with weight \(weight): \(rule)") {
      () throws(ShapeError) in
      _ = try Conv2dGeometry(
        transposedInput: input, weight: weight, bias: bias, options: options)
    }
  }

  private static let plain = TransposedConvolutionOptions()

  @Test(
    "A transposed convolution that doesn't fit",
    arguments: [
      refused(
        "the input lacks an axis", input: [4, 3, 2], transposed: plain,
        "the input must be [N, IC, H, W], 4 axes, but has 3"),
      refused(
        "the weight lacks axes", weight: [3, 2], transposed: plain,
        "the weight must be [IC, OC/G, KH, KW], 4 axes, but has 2"),
      refused(
        "no groups", transposed: TransposedConvolutionOptions(groups: 0),
        "there must be at least 1 group, not 0"),
      refused(
        "groups that don't divide", transposed: TransposedConvolutionOptions(groups: 3),
        "3 groups must divide the input channels (4)"),
      refused(
        "channels that differ", weight: [6, 4, 3, 2], transposed: plain,
        "the input has 4 channels, so the weight's first axis must be 4, not 6"),
      refused(
        "a bias without its groups", bias: [6],
        transposed: TransposedConvolutionOptions(groups: 2),
        "the bias must be [12], one number for each output channel, not [6]"),
      refused(
        "stride 0", transposed: TransposedConvolutionOptions(stride: 0),
        "the stride must be at least 1 along the height, not 0"),
      refused(
        "output padding below neither stride nor dilation",
        transposed: TransposedConvolutionOptions(
          stride: [3, 2], outputPadding: 2, dilation: [1, 2]),
        "the output padding must be at least 0 and below the stride (2) or the dilation (2) along "
          + "the width, but it is 2"),
      refused(
        "negative output padding",
        transposed: TransposedConvolutionOptions(outputPadding: [-1, 0]),
        "the output padding must be at least 0 and below the stride (1) or the dilation (1) along "
          + "the height, but it is -1"),
      refused(
        "an empty picture", input: [1, 4, 3, 0], transposed: plain,
        "the input has no places along the width"),
      refused(
        "more cut off than there is", transposed: TransposedConvolutionOptions(padding: [1, 2]),
        "the output would have -1 places along the width: 3 less the padding of 2 and 2"),
      refused(
        "a rule for padding", transposed: TransposedConvolutionOptions(padding: .same),
        "a transposed convolution's padding is given in numbers, not as a rule"),
      refused(
        "three output paddings",
        transposed: TransposedConvolutionOptions(outputPadding: [0, 0, 0]),
        "the output padding must be one number, or 2, one for each axis, not [0, 0, 0]"),
    ])
  func transposedConvolution(_ misfit: Misfit) { misfit.expectMessage() }
}

import Kernels
import Tensors

extension OperationCase {
  /// A convolution of pictures, each with a bias and with its gradients.
  private static func conv2d(
    _ reason: String, _ input: [Int], _ weight: [Int], stride: PerAxis = 1, padding: Padding = 0,
    mode: PaddingMode = .zeros, dilation: PerAxis = 1, groups: Int = 1
  ) -> [OperationCase] {
    let options = ConvolutionOptions(
      stride: stride, padding: padding, paddingMode: mode, dilation: dilation, groups: groups)
    let output = Conv2dGeometry(
      stoppingUnlessFits: input, weight: weight, bias: nil, options: options
    ).outputShape
    let shapes = [input, weight, [weight[0]], output]
    return [
      OperationCase("conv2d", reason, .linear, shapes) {
        [$0.conv2d($1[0], weight: $1[1], bias: $1[2], options: options)]
      },
      OperationCase("conv2dBackward", reason, .linear, shapes) {
        $0.conv2dBackward($1[3], input: $1[0], weight: $1[1], options: options).all
      },
      OperationCase("conv2dParameterGradients", reason, .linear, shapes) {
        let gradients = $0.conv2dParameterGradients(
          $1[3], input: $1[0], weight: $1[1], options: options)
        return [gradients.gradWeight, gradients.gradBias]
      },
    ]
  }

  static let convolutions: [OperationCase] = [
    conv2d("one product", [1, 1, 1, 1], [1, 1, 1, 1]),
    conv2d("pictures, channels and kernels", [2, 3, 7, 5], [4, 3, 3, 2]),
    conv2d("one output", [2, 3, 5, 4], [3, 3, 5, 4]),
    conv2d("stride leaves a remainder", [2, 2, 10, 8], [3, 2, 3, 3], stride: [3, 2]),
    conv2d("stride beyond the kernel", [1, 2, 11, 13], [3, 2, 2, 1], stride: [4, 5]),
    conv2d("padding beyond the kernel", [1, 2, 4, 3], [2, 2, 2, 3], padding: [4, 5]),
    conv2d("padding on one side", [1, 2, 6, 5], [3, 2, 3, 4], padding: [2, 0, 1, 3]),
    conv2d(
      "stride, padding and dilation", [2, 3, 13, 11], [5, 3, 3, 2], stride: [2, 3],
      padding: [3, 2], dilation: [3, 2]),
    conv2d(
      "dilation of stride 1 with padding", [2, 3, 9, 12], [5, 3, 3, 2], padding: [3, 2, 0, 1],
      dilation: [2, 3]),
    conv2d("two groups", [2, 4, 6, 5], [6, 2, 3, 2], padding: 1, groups: 2),
    conv2d("two groups with a stride", [3, 4, 6, 7], [6, 2, 3, 2], stride: [2, 3], groups: 2),
    conv2d("depthwise", [2, 7, 9, 5], [7, 1, 3, 3], padding: 1, groups: 7),
    conv2d("depthwise, two kernels a channel", [1, 5, 8, 9], [10, 1, 3, 2], stride: 2, groups: 5),
    conv2d("one by one kernel", [2, 5, 6, 7], [9, 5, 1, 1]),
    conv2d("one by one kernel with a stride", [2, 5, 6, 7], [9, 5, 1, 1], stride: [2, 3]),
    conv2d("tails of every panel", [1, 7, 19, 23], [13, 7, 3, 3], padding: 1),
    conv2d("more channels than a task takes", [1, 101, 5, 6], [103, 101, 2, 2]),
    conv2d("more channels than a task, stride 2", [2, 101, 7, 6], [17, 101, 3, 2], stride: 2),
    conv2d("more products than a stretch of k", [1, 29, 6, 5], [5, 29, 3, 3], padding: 1),
    conv2d("more columns than a band", [1, 2, 90, 130], [2, 2, 5, 5], stride: 2),
    conv2d("one kernel over many rows", [1, 1, 97, 131], [1, 1, 5, 3], padding: [2, 1]),
    conv2d(
      "one kernel over many rows with a stride", [2, 3, 97, 131], [2, 3, 4, 3], stride: [3, 2],
      padding: [5, 1], dilation: [2, 3]),
    conv2d("sliced sums", [3, 2, 37, 41], [3, 2, 3, 3], padding: 1),
    conv2d("a picture of no rows, all padding", [2, 2, 0, 3], [3, 2, 2, 2], padding: [1, 0]),
    conv2d("no pictures", [0, 3, 5, 5], [2, 3, 3, 3]),
    conv2d(
      "no pictures, padded by reflection", [0, 3, 5, 5], [2, 3, 3, 3], padding: 1, mode: .reflect),
    conv2d("reflected", [2, 3, 5, 6], [4, 3, 3, 4], padding: [3, 2, 1, 4], mode: .reflect),
    conv2d(
      "replicated", [2, 3, 5, 4], [4, 3, 3, 2], stride: [2, 1], padding: [6, 2, 1, 0],
      mode: .replicate),
    conv2d(
      "circular", [2, 4, 5, 4], [4, 2, 3, 2], padding: [5, 2, 1, 4], mode: .circular,
      dilation: [1, 2], groups: 2),
  ].flatMap { $0 }

  static let volumeConvolutions: [OperationCase] = rows + volumes + variants

  private static func options1d(_ number: Int) -> ConvolutionOptions {
    [
      ConvolutionOptions(),
      ConvolutionOptions(stride: 2, padding: [3, 1], dilation: 3),
      ConvolutionOptions(padding: 2, paddingMode: .reflect, groups: 2),
      ConvolutionOptions(padding: [2, 3], paddingMode: .circular),
    ][number]
  }

  private static let rows = (0..<4).flatMap { number -> [OperationCase] in
    let options = options1d(number)
    let (x, w) = ([2, 4, 17], [6, 4 / options.groups, 3])
    let y = Conv1dGeometry(stoppingUnlessFits: x, weight: w, bias: nil, options: options)
      .outputShape
    let shapes = [x, w, [6], y]
    return [
      OperationCase("conv1d", "options \(number)", .linear, shapes) {
        [$0.conv1d($1[0], weight: $1[1], bias: $1[2], options: options)]
      },
      OperationCase("conv1dBackward", "options \(number)", .linear, shapes) {
        $0.conv1dBackward($1[3], input: $1[0], weight: $1[1], options: options).all
      },
      OperationCase("convolve1d", "options \(number)", .linear, shapes) {
        [$0.convolve1d($1[0], weight: $1[1], bias: nil, options: options)]
      },
      OperationCase("convolve1dBackward", "options \(number)", .linear, shapes) {
        $0.convolve1dBackward($1[3], input: $1[0], weight: $1[1], options: options).all
      },
    ]
  }

  private static func conv3d(
    _ reason: String, _ x: [Int], _ w: [Int], _ options: ConvolutionOptions
  ) -> [OperationCase] {
    let y = Conv3dGeometry(stoppingUnlessFits: x, weight: w, bias: nil, options: options)
      .outputShape
    let shapes = [x, w, [w[0]], y]
    return [
      OperationCase("conv3d", reason, .linear, shapes) {
        [$0.conv3d($1[0], weight: $1[1], bias: $1[2], options: options)]
      },
      OperationCase("conv3dBackward", reason, .linear, shapes) {
        $0.conv3dBackward($1[3], input: $1[0], weight: $1[1], options: options).all
      },
    ]
  }

  private static let volumes: [OperationCase] = [
    conv3d("sizes that differ", [2, 3, 5, 7, 6], [4, 3, 2, 3, 4], ConvolutionOptions()),
    conv3d(
      "strides and padding that differ", [2, 4, 5, 7, 8], [6, 2, 3, 2, 3],
      ConvolutionOptions(
        stride: [2, 1, 3], padding: [1, 0, 2, 0, 3, 1], dilation: [1, 2, 2], groups: 2)),
    conv3d(
      "depthwise", [2, 3, 5, 29, 37], [3, 1, 2, 3, 3],
      ConvolutionOptions(stride: [2, 2, 1], padding: [1, 0, 2], groups: 3)),
    conv3d(
      "dilation of stride 1", [1, 2, 6, 5, 7], [3, 2, 2, 3, 3],
      ConvolutionOptions(padding: [2, 1, 0, 1, 2, 3], dilation: [3, 1, 2])),
    conv3d(
      "replicated", [1, 2, 3, 4, 3], [3, 2, 2, 3, 2],
      ConvolutionOptions(padding: [2, 1, 0, 1, 4, 3], paddingMode: .replicate)),
  ].flatMap { $0 }

  private static let variants: [OperationCase] = {
    let options = ConvolutionOptions(stride: [2, 1], padding: [1, 2], dilation: [1, 2])
    let (x, w) = ([2, 3, 9, 8], [7, 3, 3, 2])
    let y = Conv2dGeometry(stoppingUnlessFits: x, weight: w, bias: nil, options: options)
      .outputShape
    let shapes = [x, w, [7], y]
    return [
      OperationCase("conv2dReLU", "with a bias", .linear, shapes) {
        [$0.conv2dReLU($1[0], weight: $1[1], bias: $1[2], options: options)]
      },
      OperationCase("convolve2d", "flipped both ways", .linear, shapes) {
        [$0.convolve2d($1[0], weight: $1[1], bias: $1[2], options: options)]
      },
      OperationCase("convolve2dBackward", "flipped both ways", .linear, shapes) {
        $0.convolve2dBackward($1[3], input: $1[0], weight: $1[1], options: options).all
      },
    ]
  }()
}

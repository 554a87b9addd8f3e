import Kernels
import Tensors

extension OperationCase {
  private static func convTranspose2d(
    _ reason: String, _ x: [Int], _ w: [Int], _ options: TransposedConvolutionOptions
  ) -> [OperationCase] {
    let turned = Conv2dGeometry(
      transposedInput: Tensor<Float>.zeros(x), weight: .zeros(w), options: options)
    let shapes = [x, w, [w[1] * options.groups], turned.inputShape]
    return [
      OperationCase("convTranspose2d", reason, .linear, shapes) {
        [$0.convTranspose2d($1[0], weight: $1[1], bias: $1[2], options: options)]
      },
      OperationCase("convTranspose2dBackward", reason, .linear, shapes) {
        $0.convTranspose2dBackward($1[3], input: $1[0], weight: $1[1], options: options).all
      },
    ]
  }

  private static func convTranspose1d(
    _ reason: String, _ x: [Int], _ w: [Int], _ options: TransposedConvolutionOptions
  ) -> [OperationCase] {
    let turned = Conv1dGeometry(
      transposedInput: Tensor<Float>.zeros(x), weight: .zeros(w), options: options)
    let shapes = [x, w, [w[1] * options.groups], turned.inputShape]
    return [
      OperationCase("convTranspose1d", reason, .linear, shapes) {
        [$0.convTranspose1d($1[0], weight: $1[1], bias: $1[2], options: options)]
      },
      OperationCase("convTranspose1dBackward", reason, .linear, shapes) {
        $0.convTranspose1dBackward($1[3], input: $1[0], weight: $1[1], options: options).all
      },
    ]
  }

  static let transposedConvolutions: [OperationCase] = [
    convTranspose2d("stride 1", [2, 3, 5, 4], [3, 4, 3, 2], .init()),
    convTranspose2d(
      "stride 1, cut and dilated", [2, 3, 6, 5], [3, 4, 3, 2],
      .init(padding: [2, 0, 1, 1], dilation: [2, 3])),
    convTranspose2d(
      "stride and output padding", [2, 3, 5, 4], [3, 4, 3, 2],
      .init(stride: [2, 3], padding: 1, outputPadding: [1, 2])),
    convTranspose2d(
      "stride beyond the kernel", [1, 2, 3, 4], [2, 3, 2, 1],
      .init(stride: [4, 3], outputPadding: [3, 1])),
    convTranspose2d(
      "groups", [2, 6, 4, 5], [6, 2, 3, 3],
      .init(stride: 2, padding: [1, 0], groups: 3)),
    convTranspose2d("many channels", [1, 19, 5, 4], [19, 23, 3, 3], .init(stride: 2, padding: 1)),
    convTranspose2d("no pictures", [0, 2, 3, 4], [2, 3, 2, 2], .init(stride: 2)),
    convTranspose2d(
      "output padding by dilation", [1, 2, 4, 3], [2, 3, 2, 2],
      .init(outputPadding: 1, dilation: 2)),
    convTranspose1d("stride", [2, 3, 7], [3, 5, 4], .init(stride: 3, padding: [1, 2])),
    convTranspose1d("groups", [2, 4, 7], [4, 3, 3], .init(dilation: 2, groups: 2)),
  ].flatMap { $0 }
}

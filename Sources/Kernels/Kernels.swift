import Tensors

/// What Loupe computes: each operation once, with its formula, its shapes and its errors.
///
/// Two types keep this contract. `Reference` (in ReferenceKernels) answers *what*: plain loops that
/// read like the formula. `Fast` (in FastKernels) answers *how fast*: the same numbers, as quickly
/// as the processor can. Neither knows the other; whoever compares them holds both.
///
/// The letters are the same in the whole package: `n` picture, `oc` and `ic` output and input
/// channel, `oh ow` output row and column, `ih iw` input row and column, `kh kw` kernel row and
/// column, `g` group.
///
/// The requirements take a value of options. The calls that people write, with `stride:` and
/// `padding:` by name, stand in extensions below.
public protocol Kernels: Sendable {
  /// What a report calls these kernels: "reference", "fast".
  static var name: String { get }

  /// The two-dimensional convolution of pictures with kernels.
  ///
  ///     y[n,oc,oh,ow] = b[oc] + Σ ic,kh,kw  w[oc,ic,kh,kw] · x[n, g·IC/G + ic, ih, iw]
  ///
  ///     ih = oh·stride.height − padding.top  + kh·dilation.height
  ///     iw = ow·stride.width  − padding.left + kw·dilation.width
  ///     g  = the group of oc, which is oc / (OC/G) rounded down
  ///
  /// The kernel is slid without being flipped, as in every framework; mathematicians call that a
  /// cross-correlation. What lies outside the picture counts as zero. A last window that doesn't
  /// fit is dropped: the output size is rounded down (see `WindowAxis`).
  ///
  /// - Parameters:
  ///   - input: x, `[N, IC, H, W]`.
  ///   - weight: w, `[OC, IC/G, KH, KW]`.
  ///   - bias: b, `[OC]`, or nil for none.
  ///   - options: stride, padding, dilation and groups G.
  /// - Returns: y, `[N, OC, OH, OW]` with
  ///   `OH = (H + padding.top + padding.bottom − dilation.height·(KH − 1) − 1) / stride.height + 1`,
  ///   rounded down, and OW likewise.
  /// - Precondition: the shapes fit (`Conv2dGeometry` has the rules); otherwise the program stops
  ///   with a message that names both shapes and the rule.
  /// - Complexity: N·OC·OH·OW·(IC/G)·KH·KW multiply-adds.
  ///
  /// PyTorch calls it `conv2d`, ONNX `Conv`, Keras `Conv2D`.
  static func conv2d(
    _ input: Tensor<Float>, weight: Tensor<Float>, bias: Tensor<Float>?,
    options: ConvolutionOptions
  ) -> Tensor<Float>
}

extension Kernels {
  /// The two-dimensional convolution of pictures with kernels; `Kernels` has the formula.
  ///
  ///     Fast.conv2d(x, weight: w, bias: b, stride: 2, padding: 1)
  ///
  /// A matrix `[H, W]` with a matrix kernel `[KH, KW]` counts as one picture of one channel, and
  /// the answer is a matrix `[OH, OW]` again.
  public static func conv2d(
    _ input: Tensor<Float>, weight: Tensor<Float>, bias: Tensor<Float>? = nil,
    stride: Size2D = 1, padding: Padding = 0, dilation: Size2D = 1, groups: Int = 1
  ) -> Tensor<Float> {
    let options = ConvolutionOptions(
      stride: stride, padding: padding, dilation: dilation, groups: groups)
    return onPictures(input, weight) { conv2d($0, weight: $1, bias: bias, options: options) }
  }
}

/// Applies an operation on pictures `[N, C, H, W]` to a matrix and a matrix kernel as well, which
/// count as one picture of one channel.
public func onPictures<Scalar>(
  _ input: Tensor<Scalar>, _ weight: Tensor<Scalar>,
  _ operation: (Tensor<Scalar>, Tensor<Scalar>) -> Tensor<Scalar>
) -> Tensor<Scalar> {
  guard input.rank == 2, weight.rank == 2 else { return operation(input, weight) }
  let result = operation(
    input.reshaped([1, 1] + input.shape), weight.reshaped([1, 1] + weight.shape))
  return result.slice(0, 0)
}

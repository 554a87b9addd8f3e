import Tensors

/// The linear layer, and what only moves numbers about: flattening and padding.
public protocol LinearKernels: KernelChapter {
  /// A weighted sum of all inputs for each output: the fully connected layer.
  ///
  ///     y[n,o] = b[o] + Σ i  w[o,i] · x[n,i]
  ///
  /// - Parameters:
  ///   - input: `x`, `[N, I]`; or with more axes before the last, which all count as n.
  ///   - weight: `w`, `[O, I]`.
  ///   - bias: `b`, `[O]`, or nil for none.
  /// - Returns: `y`, `[N, O]`, with as many axes as `x`.
  /// - Precondition: the shapes fit (`LinearGeometry` has the rules); otherwise the program stops
  ///   with a message that names both shapes and the rule.
  /// - Complexity: N·O·I multiply-adds.
  ///
  /// PyTorch calls it `linear`, Keras `Dense`, ONNX `Gemm`.
  static func linear(
    _ input: Tensor<Scalar>, weight: Tensor<Scalar>, bias: Tensor<Scalar>?
  ) -> Tensor<Scalar>

  /// The gradients of `linear`.
  ///
  ///     dx[n,i] = Σ o  w[o,i] · dy[n,o]
  ///     dw[o,i] = Σ n  x[n,i] · dy[n,o]
  ///     db[o]   = Σ n  dy[n,o]
  ///
  /// - Parameters:
  ///   - gradOutput: `dy`, in the shape of `y`.
  ///   - input: `x` as it was given to `linear`, `[N, I]` or with more axes.
  ///   - weight: `w` as it was given to `linear`, `[O, I]`.
  /// - Returns: `dx` in the shape of `x`, `dw` `[O, I]` and `db` `[O]`, the last whether or not
  ///   there was a bias.
  /// - Precondition: the shapes fit, as in `linear`, and dy has the shape of y.
  /// - Complexity: twice `linear`'s multiply-adds.
  static func linearBackward(
    _ gradOutput: Tensor<Scalar>, input: Tensor<Scalar>, weight: Tensor<Scalar>
  ) -> WeightedGradients<Scalar>

  /// The same numbers in the same order, with some neighbouring axes as one.
  ///
  /// - Parameters:
  ///   - input: `x`, in any shape.
  ///   - firstAxis: where the axes that become one begin; negative counts from the end.
  ///   - lastAxis: the last of them.
  /// - Returns: `y`; its new axis has the product of the sizes that it replaces.
  /// - Precondition: both are axes of x and in order.
  ///
  /// PyTorch calls it `flatten(start_dim, end_dim)`, ONNX `Flatten`, which always leaves two axes.
  static func flatten(
    _ input: Tensor<Scalar>, firstAxis: Int, lastAxis: Int
  ) -> Tensor<Scalar>

  /// The gradient of `flatten`: dy in the shape of x.
  ///
  /// - Parameters:
  ///   - gradOutput: `dy`, in the shape of `y`.
  ///   - inputShape: the shape of x; x itself isn't needed.
  /// - Returns: `dx`, in the shape of `x`.
  /// - Precondition: `dy` has as many numbers as `x`.
  static func flattenBackward(_ gradOutput: Tensor<Scalar>, inputShape: [Int]) -> Tensor<Scalar>

  /// The input with padding around it.
  ///
  ///     y[n,c,oh,ow] = x[n, c, oh − top, ow − left], and outside of x what the mode says
  ///
  /// - Parameters:
  ///   - input: `x`, `[N, C, W]`, `[N, C, H, W]` or `[N, C, D, H, W]`.
  ///   - padding: how many places on each side of every axis after the channels.
  ///   - mode: what the padding holds.
  ///   - value: what it holds in the mode `zeros`.
  /// - Returns: `y`, each size after the channels larger by its padding: `OH = H + top + bottom`.
  /// - Precondition: the shape fits (`PadGeometry` has the rules); otherwise the program stops with
  ///   a message that names it and the rule.
  ///
  /// PyTorch calls it `pad`, with the last axis first and `constant` for `zeros`; ONNX `Pad`.
  static func pad(
    _ input: Tensor<Scalar>, padding: Padding, mode: PaddingMode, value: Scalar
  ) -> Tensor<Scalar>

  /// The gradient of `pad`: each place gets its own and those of all its images on the padding.
  ///
  ///     dx[n,c,h,w] = Σ dy[n,c,oh,ow] over the places oh,ow that hold the number x[n,c,h,w]
  ///
  /// - Parameters:
  ///   - gradOutput: `dy`, in the shape of `y`.
  ///   - inputShape: the shape of x; x itself isn't needed.
  ///   - padding: the same.
  ///   - mode: the same.
  /// - Returns: `dx`, in the shape of `x`.
  /// - Precondition: the shape fits, as in `pad`, and dy has the shape of y.
  static func padBackward(
    _ gradOutput: Tensor<Scalar>, inputShape: [Int], padding: Padding, mode: PaddingMode
  ) -> Tensor<Scalar>
}

extension LinearKernels {
  /// The linear layer without a bias: y[n,o] = Σ i  w[o,i] · x[n,i].
  public static func linear(_ input: Tensor<Scalar>, weight: Tensor<Scalar>) -> Tensor<Scalar> {
    linear(input, weight: weight, bias: nil)
  }

  /// All axes but the first as one: pictures `[N, C, H, W]` become rows `[N, C·H·W]`.
  public static func flatten(_ input: Tensor<Scalar>) -> Tensor<Scalar> {
    flatten(input, firstAxis: 1, lastAxis: -1)
  }

  /// The input with padding around it, unless told of zeros.
  ///
  ///     Fast.pad(x, [2, 0], mode: .reflect)
  ///
  /// A matrix `[H, W]` counts as one picture of one channel. Formula, shapes and errors are those
  /// of the `pad` that takes its padding by name.
  public static func pad(
    _ input: Tensor<Scalar>, _ padding: Padding, mode: PaddingMode = .zeros, value: Scalar = 0
  ) -> Tensor<Scalar> {
    onSingle(rank: 2, input) { pad($0, padding: padding, mode: mode, value: value) }
  }
}

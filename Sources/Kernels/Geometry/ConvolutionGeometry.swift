import Tensors

/// The sizes of one convolution in any number of dimensions, checked, and what meets what in it.
///
/// Every implementation asks such a type for its sizes, so the rules on shapes stand in one place.
public protocol ConvolutionGeometry: Equatable, Sendable {
  /// The letters of the axes along which the kernel slides, and their names in words.
  static var axes: [(letter: String, name: String)] { get }

  /// N, IC, OC and G.
  var channels: ConvolutionChannels { get }

  /// The axes along which the kernel slides, in the tensor's order.
  var windows: [WindowAxis] { get }

  /// The geometry of channels and windows that were checked, one window for each axis, in order.
  init(channels: ConvolutionChannels, windows: [WindowAxis])
}

extension ConvolutionGeometry {
  /// The shape of y: N, OC, then how often the kernel fits along each axis.
  public var outputShape: [Int] {
    [channels.pictures, channels.output] + windows.map { $0.output }
  }

  /// The shape of x: N, IC, then the sizes.
  public var inputShape: [Int] { [channels.pictures, channels.input] + windows.map { $0.input } }

  /// The shape of w: OC, IC/G, then the kernel's sizes.
  public var weightShape: [Int] {
    [channels.output, channels.inputPerGroup] + windows.map { $0.kernel }
  }

  /// How many products are summed for one output where nothing is padding: IC/G · KH · KW.
  public var productsPerOutput: Int {
    windows.reduce(channels.inputPerGroup) { $0 * $1.kernel }
  }

  /// How many products are summed for one weight of the gradient at most: N · OH · OW.
  public var productsPerWeight: Int {
    windows.reduce(channels.pictures) { $0 * $1.output }
  }

  /// How many products are summed for one input of the gradient at most: OC/G · KH · KW, and as many
  /// again for each place of the padding that repeats it.
  public var productsPerInput: Int {
    windows.reduce(channels.outputPerGroup) { $0 * $1.kernel * $1.imagesPerPlace }
  }

  /// How many multiply-adds the whole convolution takes, padding included.
  public var multiplyAdds: Int { outputShape.reduce(1, *) * productsPerOutput }

  /// The geometry of a convolution.
  ///
  /// - Parameters:
  ///   - input: the shape of x, `[N, IC, sizes]`.
  ///   - weight: the shape of w, `[OC, IC/G, kernel sizes]`.
  ///   - bias: the shape of b, `[OC]`, or nil.
  ///   - options: stride, padding, dilation and groups G.
  ///   - name: the operation's name, for the message; nil for `conv1d`, `conv2d` or `conv3d`.
  /// - Throws: `ShapeError` where they don't fit, with both shapes and the rule in words.
  public init(
    input: [Int], weight: [Int], bias: [Int]?, options: ConvolutionOptions, name: String? = nil
  ) throws(ShapeError) {
    let name = name ?? "conv\(Self.axes.count)d"
    do throws(ShapeError) {
      let channels = try ConvolutionChannels(
        input: input, weight: weight, bias: bias, groups: options.groups,
        axes: Self.axes.map { $0.letter })
      var windows: [WindowAxis] = []
      for (axis, words) in Self.axes.enumerated() {
        windows.append(
          try WindowAxis(
            name: words.name, axis: axis, of: Self.axes.count, input: input[2 + axis],
            kernel: weight[2 + axis], options: options))
      }
      self.init(channels: channels, windows: windows)
    } catch {
      throw ShapeError.of(name, input: input, weight: weight, error.description)
    }
  }

  /// The geometry of the convolution that a transposed convolution turns round: what goes into the
  /// transposed one comes out of this one, and the other way.
  ///
  /// - Parameters:
  ///   - input: the shape of the transposed one's x, `[N, IC, sizes]`.
  ///   - weight: the shape of its w, `[IC, OC/G, kernel sizes]`.
  ///   - bias: the shape of its b, `[OC]`, or nil.
  ///   - options: stride, padding in numbers, output padding, dilation and groups G.
  /// - Throws: `ShapeError` where they don't fit.
  public init(
    transposedInput input: [Int], weight: [Int], bias: [Int]?,
    options: TransposedConvolutionOptions
  ) throws(ShapeError) {
    do throws(ShapeError) {
      let channels = try ConvolutionChannels(
        transposedInput: input, weight: weight, bias: bias, groups: options.groups,
        axes: Self.axes.map { $0.letter })
      var windows: [WindowAxis] = []
      for (axis, words) in Self.axes.enumerated() {
        windows.append(
          try WindowAxis(
            transposedName: words.name, axis: axis, of: Self.axes.count, output: input[2 + axis],
            kernel: weight[2 + axis], options: options))
      }
      self.init(channels: channels, windows: windows)
    } catch {
      throw ShapeError.of(
        "convTranspose\(Self.axes.count)d", input: input, weight: weight, error.description)
    }
  }

  /// The geometry of these tensors.
  ///
  /// - Precondition: they fit; otherwise the program stops with `ShapeError`'s message.
  public init<Scalar>(
    _ input: Tensor<Scalar>, weight: Tensor<Scalar>, bias: Tensor<Scalar>? = nil,
    options: ConvolutionOptions, name: String? = nil
  ) {
    self.init(
      stoppingUnlessFits: input.shape, weight: weight.shape, bias: bias?.shape, options: options,
      name: name)
  }

  /// The same by the shapes alone.
  public init(
    stoppingUnlessFits input: [Int], weight: [Int], bias: [Int]?, options: ConvolutionOptions,
    name: String? = nil
  ) {
    self = ShapeError.orStop { () throws(ShapeError) in
      try Self(input: input, weight: weight, bias: bias, options: options, name: name)
    }
  }

  /// The geometry of these tensors of a transposed convolution.
  ///
  /// - Precondition: they fit; otherwise the program stops with `ShapeError`'s message.
  public init<Scalar>(
    transposedInput input: Tensor<Scalar>, weight: Tensor<Scalar>, bias: Tensor<Scalar>? = nil,
    options: TransposedConvolutionOptions
  ) {
    self = ShapeError.orStop { () throws(ShapeError) in
      try Self(
        transposedInput: input.shape, weight: weight.shape, bias: bias?.shape, options: options)
    }
  }

  /// Stops the program unless the gradient of the output has the output's shape.
  public func requireOutputShape<Scalar>(_ gradOutput: Tensor<Scalar>) {
    ShapeError.requireGradient(gradOutput.shape, of: outputShape)
  }

  /// The same for the transposed convolution, whose output has this one's input shape.
  public func requireInputShape<Scalar>(_ gradOutput: Tensor<Scalar>) {
    ShapeError.requireGradient(gradOutput.shape, of: inputShape)
  }
}

extension WindowAxis {
  /// The axis `axis` of `count` of a convolution with these options.
  init(
    name: String, axis: Int, of count: Int, input: Int, kernel: Int, options: ConvolutionOptions
  ) throws(ShapeError) {
    let stride = try options.stride.value("stride", axis: axis, of: count)
    let dilation = try options.dilation.value("dilation", axis: axis, of: count)
    let (before, after) = try options.padding.sides(
      axis: axis, of: count, input: input, kernel: kernel, stride: stride, dilation: dilation)
    try self.init(
      name: name, input: input, kernel: kernel, stride: stride, dilation: dilation,
      paddingBefore: before, paddingAfter: after, paddingMode: options.paddingMode)
  }

  /// The axis `axis` of `count` of the convolution that a transposed one with these options turns
  /// round.
  init(
    transposedName name: String, axis: Int, of count: Int, output: Int, kernel: Int,
    options: TransposedConvolutionOptions
  ) throws(ShapeError) {
    guard options.padding.isNumbers else {
      throw ShapeError("a transposed convolution's padding is given in numbers, not as a rule")
    }
    let stride = try options.stride.value("stride", axis: axis, of: count)
    let dilation = try options.dilation.value("dilation", axis: axis, of: count)
    let (before, after) = try options.padding.sides(
      axis: axis, of: count, input: output, kernel: kernel, stride: stride, dilation: dilation)
    try self.init(
      transposedName: name, output: output, kernel: kernel, stride: stride, dilation: dilation,
      paddingBefore: before, paddingAfter: after,
      outputPadding: try options.outputPadding.value("output padding", axis: axis, of: count))
  }
}

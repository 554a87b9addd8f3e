/// One axis along which a window slides: where it starts, how often it fits, what lies under it.
///
/// Every operation with a window (convolution, pooling; in one, two or three dimensions) is made
/// of these, one for each axis, so the arithmetic of sizes stands here and nowhere else.
public struct WindowAxis: Equatable, Sendable {
  /// The input's size along the axis.
  public let input: Int
  /// The kernel's size.
  public let kernel: Int
  /// How far the window moves from one output to the next.
  public let stride: Int
  /// How far apart the kernel's numbers lie on the input; 1 is side by side.
  public let dilation: Int
  /// How many places of padding come before the input.
  public let paddingBefore: Int
  /// How many places of padding come after the input.
  public let paddingAfter: Int
  /// What lies on the padding.
  public let paddingMode: PaddingMode

  /// How often the window fits, the output's size:
  ///
  ///     output = (input + before + after − dilation·(kernel − 1) − 1) / stride + 1
  ///
  /// The bracket is how far the window can move from its first place. The quotient is rounded down:
  /// a last step that would not reach a full window is dropped. Where it is rounded up (pooling's
  /// ceil mode), a last window that would begin on the padding after the input is dropped.
  public let output: Int

  /// How many places the kernel spans: dilation·(kernel − 1) + 1.
  public var reach: Int { dilation * (kernel - 1) + 1 }

  /// What happens to a last window that doesn't fit.
  public enum LastWindow: Sendable {
    /// It gives no output: sizes are rounded down.
    case dropped
    /// It gives one, from the places that it has: sizes are rounded up.
    case kept
  }

  /// An axis whose output size follows from the others.
  ///
  /// - Parameters:
  ///   - name: what the message calls the axis: "height", "width".
  ///   - input: the input's size along it.
  ///   - kernel: the window's size along it, at least 1.
  ///   - stride: how far the window moves from one output to the next, at least 1.
  ///   - dilation: how far apart the window's places lie on the input, at least 1.
  ///   - paddingBefore: how many places of padding come before the input.
  ///   - paddingAfter: how many places of padding come after the input.
  ///   - paddingMode: what lies on the padding. Reflecting needs less padding than input, going
  ///     round no more than that.
  ///   - lastWindow: what happens to a last window that doesn't fit.
  /// - Throws: `ShapeError` if a number is out of its range or the window is wider than the padded
  ///   input.
  public init(
    name: String, input: Int, kernel: Int, stride: Int, dilation: Int,
    paddingBefore: Int, paddingAfter: Int, paddingMode: PaddingMode = .zeros,
    lastWindow: LastWindow = .dropped
  ) throws(ShapeError) {
    try Self.checkRanges(
      name: name, input: input, kernel: kernel, stride: stride, dilation: dilation,
      paddingBefore: paddingBefore, paddingAfter: paddingAfter)
    let reach = dilation * (kernel - 1) + 1
    let padded = input + paddingBefore + paddingAfter
    try Self.demand(
      reach <= padded,
      "the kernel reaches over \(reach) places along the \(name) (size \(kernel), dilation "
        + "\(dilation)), but the padded input has only \(padded) (size \(input), padding "
        + "\(paddingBefore) and \(paddingAfter))")
    try Self.checkRoom(
      for: paddingMode, name: name, input: input, before: paddingBefore, after: paddingAfter)
    var output = (padded - reach) / stride + 1
    if lastWindow == .kept, (padded - reach) % stride != 0,
      output * stride < input + paddingBefore
    {
      output += 1
    }
    self.input = input
    self.kernel = kernel
    self.stride = stride
    self.dilation = dilation
    self.paddingBefore = paddingBefore
    self.paddingAfter = paddingAfter
    self.paddingMode = paddingMode
    self.output = output
  }

  /// The axis of the convolution that a transposed convolution turns round: the transposed one's
  /// input is this one's output, and its output this one's input.
  ///
  ///     input = (output − 1)·stride − before − after + dilation·(kernel − 1) + outputPadding + 1
  ///
  /// - Throws: `ShapeError` if a number is out of its range or nothing is left.
  public init(
    transposedName name: String, output: Int, kernel: Int, stride: Int, dilation: Int,
    paddingBefore: Int, paddingAfter: Int, outputPadding: Int
  ) throws(ShapeError) {
    try Self.checkRanges(
      name: name, input: output, kernel: kernel, stride: stride, dilation: dilation,
      paddingBefore: paddingBefore, paddingAfter: paddingAfter)
    try Self.demand(
      outputPadding >= 0 && outputPadding < max(stride, dilation),
      "the output padding must be at least 0 and below the stride (\(stride)) or the dilation "
        + "(\(dilation)) along the \(name), but it is \(outputPadding)")
    try Self.demand(output >= 1, "the input has no places along the \(name)")
    let spread = (output - 1) * stride + dilation * (kernel - 1) + outputPadding + 1
    let input = spread - paddingBefore - paddingAfter
    try Self.demand(
      input >= 1,
      "the output would have \(input) places along the \(name): \(spread) less the padding of "
        + "\(paddingBefore) and \(paddingAfter)")
    self.input = input
    self.kernel = kernel
    self.stride = stride
    self.dilation = dilation
    self.paddingBefore = paddingBefore
    self.paddingAfter = paddingAfter
    self.paddingMode = .zeros
    self.output = output
  }

  /// Where on the input the kernel's number `k` lies in the window of output `o`:
  /// o·stride − before + k·dilation, moved onto the input as the padding mode says; nil where that
  /// is a zero of the padding.
  @inlinable
  public func input(output o: Int, kernel k: Int) -> Int? {
    input(at: o * stride - paddingBefore + k * dilation)
  }

  /// Where on the input the number at place `i` of the padded input comes from, counted from the
  /// input's first place; nil where that is a zero of the padding.
  @inlinable
  public func input(at i: Int) -> Int? {
    i >= 0 && i < input ? i : inputUnderPadding(i)
  }

  /// What the padding at place `i`, left or right of the input, repeats.
  @usableFromInline
  func inputUnderPadding(_ i: Int) -> Int? {
    switch paddingMode {
    case .zeros: nil
    case .reflect: i < 0 ? -i : 2 * (input - 1) - i
    case .replicate: i < 0 ? 0 : input - 1
    case .circular: i < 0 ? i + input : i - input
    }
  }

  /// How many places of the padded input hold the same number of the input at most.
  public var imagesPerPlace: Int {
    switch paddingMode {
    case .zeros: 1
    case .replicate:
      // Each edge is repeated on its own side; a single place is both edges.
      1 + (input > 1 ? max(paddingBefore, paddingAfter) : paddingBefore + paddingAfter)
    case .reflect, .circular: 3
    }
  }

  /// How many places of output `o`'s window lie on the input, or on the input and its padding.
  public func places(output o: Int, countingPadding: Bool) -> Int {
    let (first, end) =
      countingPadding ? (-paddingBefore, input + paddingAfter) : (0, input)
    var count = 0
    for k in 0..<kernel {
      let i = o * stride - paddingBefore + k * dilation
      if i >= first && i < end { count += 1 }
    }
    return count
  }
}

// MARK: What is demanded

extension WindowAxis {
  private static func demand(
    _ condition: Bool, _ message: @autoclosure () -> String
  ) throws(ShapeError) {
    guard condition else { throw ShapeError(message()) }
  }

  private static func checkRanges(
    name: String, input: Int, kernel: Int, stride: Int, dilation: Int, paddingBefore: Int,
    paddingAfter: Int
  ) throws(ShapeError) {
    try demand(kernel >= 1, "the kernel's \(name) must be at least 1, not \(kernel)")
    try demand(stride >= 1, "the stride must be at least 1 along the \(name), not \(stride)")
    try demand(dilation >= 1, "the dilation must be at least 1 along the \(name), not \(dilation)")
    try demand(
      paddingBefore >= 0 && paddingAfter >= 0,
      "padding can't be negative, but along the \(name) it is \(paddingBefore) before and "
        + "\(paddingAfter) after")
    // Far beyond any picture, and small enough for the sums of the sizes.
    let most = Int.bitWidth == 64 ? 1 << 30 : 1 << 14
    try demand(
      max(input, kernel, stride, dilation, paddingBefore, paddingAfter) <= most,
      "sizes, strides, dilations and paddings can be \(most) at most along the \(name)")
  }

  private static func checkRoom(
    for mode: PaddingMode, name: String, input: Int, before: Int, after: Int
  ) throws(ShapeError) {
    let padding = "along the \(name), where the padding is \(before) and \(after)"
    switch mode {
    case .zeros: break
    case .reflect:
      try demand(
        max(before, after) < input,
        "to reflect, the input's size \(input) must be above the padding \(padding)")
    case .replicate:
      try demand(input >= 1, "there is nothing to replicate in an input of size 0 \(padding)")
    case .circular:
      try demand(
        max(before, after) <= input,
        "to go round, the input's size \(input) must not be below the padding \(padding)")
    }
  }
}

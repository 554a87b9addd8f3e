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
  /// How many places of padding come before the input, and how many after.
  public let paddingBefore: Int
  public let paddingAfter: Int

  /// How often the window fits, the output's size:
  ///
  ///     output = (input + before + after − dilation·(kernel − 1) − 1) / stride + 1, rounded down
  ///
  /// The bracket is how far the window can move from its first place; a last step that would not
  /// reach a full window is dropped.
  public let output: Int

  /// - Throws: `ShapeError` if a number is out of its range or the window is wider than the padded
  ///   input. `name` is what the message calls the axis: "height", "width".
  public init(
    name: String, input: Int, kernel: Int, stride: Int, dilation: Int,
    paddingBefore: Int, paddingAfter: Int
  ) throws(ShapeError) {
    func demand(_ condition: Bool, _ message: @autoclosure () -> String) throws(ShapeError) {
      guard condition else { throw ShapeError(message()) }
    }
    try demand(kernel >= 1, "the kernel's \(name) must be at least 1, not \(kernel)")
    try demand(stride >= 1, "the stride must be at least 1 along the \(name), not \(stride)")
    try demand(dilation >= 1, "the dilation must be at least 1 along the \(name), not \(dilation)")
    try demand(
      paddingBefore >= 0 && paddingAfter >= 0,
      "padding can't be negative, but along the \(name) it is \(paddingBefore) before and "
        + "\(paddingAfter) after")
    // Far beyond any picture, and small enough for the sums below.
    let most = 1 << 30
    try demand(
      max(input, kernel, stride, dilation, paddingBefore, paddingAfter) <= most,
      "sizes, strides, dilations and paddings can be \(most) at most along the \(name)")
    let reach = dilation * (kernel - 1) + 1
    let padded = input + paddingBefore + paddingAfter
    try demand(
      reach <= padded,
      "the kernel reaches over \(reach) places along the \(name) (size \(kernel), dilation "
        + "\(dilation)), but the padded input has only \(padded) (size \(input), padding "
        + "\(paddingBefore) and \(paddingAfter))")
    self.input = input
    self.kernel = kernel
    self.stride = stride
    self.dilation = dilation
    self.paddingBefore = paddingBefore
    self.paddingAfter = paddingAfter
    output = (padded - reach) / stride + 1
  }

  /// Where on the input the kernel's number `k` lies in the window of output `o`, or nil where that
  /// is padding: o·stride − before + k·dilation.
  @inlinable
  public func input(output o: Int, kernel k: Int) -> Int? {
    let i = o * stride - paddingBefore + k * dilation
    return i >= 0 && i < input ? i : nil
  }
}

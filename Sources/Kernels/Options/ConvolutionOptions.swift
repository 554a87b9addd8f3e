/// How a kernel is slid over its input, in one, two or three dimensions.
public struct ConvolutionOptions: Equatable, Sendable {
  /// How far the kernel moves from one output to the next.
  public var stride: PerAxis

  /// How many places of padding surround the input.
  public var padding: Padding

  /// What those places hold.
  public var paddingMode: PaddingMode

  /// How far apart the kernel's own numbers lie on the input; 1 is side by side.
  public var dilation: PerAxis

  /// Into how many independent groups the channels are split; 1 is not at all. As many groups as
  /// channels is a depthwise convolution.
  public var groups: Int

  /// Options; unless told, the kernel moves by one, side by side, over an input without padding, in
  /// one group.
  public init(
    stride: PerAxis = 1, padding: Padding = 0, paddingMode: PaddingMode = .zeros,
    dilation: PerAxis = 1, groups: Int = 1
  ) {
    self.stride = stride
    self.padding = padding
    self.paddingMode = paddingMode
    self.dilation = dilation
    self.groups = groups
  }
}

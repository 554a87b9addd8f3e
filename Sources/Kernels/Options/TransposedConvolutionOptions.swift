/// How a kernel is spread over the output of a transposed convolution.
///
/// The numbers are those of the convolution that it transposes: its stride spreads the input's
/// places apart, its padding is cut off the output.
public struct TransposedConvolutionOptions: Equatable, Sendable {
  /// How far apart two neighbouring inputs land on the output.
  public var stride: PerAxis

  /// How many places are cut off the output's sides. Numbers only, not a rule.
  public var padding: Padding

  /// How many places the output is made longer at its end. Several input sizes give the convolution
  /// the same output size; this says which of them is meant. Below the stride or the dilation.
  public var outputPadding: PerAxis

  /// How far apart the kernel's own numbers lie on the output.
  public var dilation: PerAxis

  /// Into how many independent groups the channels are split.
  public var groups: Int

  /// Options; unless told, those of a convolution that moves by one over an input without padding.
  public init(
    stride: PerAxis = 1, padding: Padding = 0, outputPadding: PerAxis = 0, dilation: PerAxis = 1,
    groups: Int = 1
  ) {
    self.stride = stride
    self.padding = padding
    self.outputPadding = outputPadding
    self.dilation = dilation
    self.groups = groups
  }
}

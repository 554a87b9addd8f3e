/// One meeting of an output, a weight and an input of a convolution:
///
///     y[output] += w[weight] · x[input]
///
/// A convolution is nothing but the set of its taps. Its passes are this line and the same line with
/// two names exchanged: `dx[input] += w[weight] · dy[output]` and
/// `dw[weight] += x[input] · dy[output]`.
public struct Tap<Place: Equatable & Sendable>: Equatable, Sendable {
  /// Picture, output channel, and where on the output.
  public let output: Place
  /// Output channel, input channel within the group, and where on the kernel.
  public let weight: Place
  /// Picture, input channel, and where on the input.
  public let input: Place

  /// The tap that adds w[weight] · x[input] to y[output].
  @inlinable
  public init(output: Place, weight: Place, input: Place) {
    self.output = output
    self.weight = weight
    self.input = input
  }
}

/// One meeting of an output and an input under a pooling window.
public struct PoolTap<Place: Equatable & Sendable>: Equatable, Sendable {
  /// Picture, channel, and where on the output.
  public let output: Place
  /// Picture, channel, and where on the input.
  public let input: Place

  /// The tap of an output and a place under its window.
  @inlinable
  public init(output: Place, input: Place) {
    self.output = output
    self.input = input
  }
}

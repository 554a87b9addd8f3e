public import Kernels

/// What one output of a layer sees of the layer's input, along the axes after the channels.
public enum Window: Equatable, Sendable {
  /// Only the place that is its own: a ReLU.
  case ownPlace
  /// A window that slides: a convolution, a pooling. Its padding doesn't matter.
  case sliding(PoolingOptions)
  /// The inputs whose kernels land on it: a transposed convolution with a kernel of this size.
  case spread(TransposedConvolutionOptions, kernelSize: PerAxis)
  /// All places: a linear layer, a pooling of whole pictures.
  case everything
}

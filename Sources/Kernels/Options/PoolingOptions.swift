/// How a pooling window is slid over its input.
public struct PoolingOptions: Equatable, Sendable {
  /// How large the window is.
  public var kernelSize: PerAxis

  /// How far it moves from one output to the next; nil is its own size, so that windows touch and
  /// don't overlap.
  public var stride: PerAxis?

  /// How many places of padding surround the input: fewer than the window spans, so that every
  /// window could meet the input.
  public var padding: Padding

  /// How far apart the window's places lie on the input.
  public var dilation: PerAxis

  /// Whether a last window that doesn't fit wholly still counts. It must begin on the input or on
  /// the padding before it; one that would begin on the padding after it is dropped.
  public var ceilMode: Bool

  /// Options for windows of `kernelSize`; unless told, they touch, cover no padding, and a last one
  /// that doesn't fit is dropped.
  public init(
    kernelSize: PerAxis, stride: PerAxis? = nil, padding: Padding = 0, dilation: PerAxis = 1,
    ceilMode: Bool = false
  ) {
    self.kernelSize = kernelSize
    self.stride = stride
    self.padding = padding
    self.dilation = dilation
    self.ceilMode = ceilMode
  }

  /// One window that covers the whole of pictures `[N, C, H, W]`.
  public static func wholePicture(_ input: [Int]) -> PoolingOptions {
    PoolingOptions(kernelSize: PerAxis(Array(input.suffix(2))))
  }
}

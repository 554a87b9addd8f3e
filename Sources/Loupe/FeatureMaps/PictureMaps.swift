import FastKernels
import Kernels
import Pictures
import Tensors

/// The feature maps of one picture: what each kernel finds in its grey values.
///
///     let maps = PictureMaps(of: photo)
///     let edges = FeatureMap(maps.map(by: KernelBank.edges.kernels[0]))
///
/// A map has the picture's size. Beyond the picture its outermost pixels go on (padding `replicate`), so
/// that its rim isn't an edge where there is none.
public struct PictureMaps: Sendable {
  /// The grey values from 0 to 1: `[1, 1, H, W]`.
  public let input: Tensor<Float>

  /// The maps of a picture.
  ///
  /// - Parameter picture: its colours are made grey.
  public init(of picture: Picture) { input = picture.grey.tensor }

  /// How many rows and columns the picture and its maps have.
  public var size: (height: Int, width: Int) { (input.shape[2], input.shape[3]) }

  /// Whether the picture is at least as high and as wide as the kernel: one that isn't shows nothing but
  /// its own rim.
  ///
  /// - Parameter kernel: of any size.
  public func fits(_ kernel: NamedKernel) -> Bool {
    kernel.size.height <= size.height && kernel.size.width <= size.width
  }

  /// What a kernel finds.
  ///
  /// - Parameters:
  ///   - kernel: what slides over the picture.
  ///   - kernels: what computes the map.
  /// - Returns: `[H, W]`.
  public func map(
    by kernel: NamedKernel, on kernels: any Kernels<Float>.Type = Fast.self
  ) -> Tensor<Float> {
    kernels.conv2d(
      input, weight: Self.weight(kernel), padding: .same, paddingMode: .replicate
    ).reshaped([size.height, size.width])
  }

  static func weight(_ kernel: NamedKernel) -> Tensor<Float> {
    kernel.weight.reshaped([1, 1, kernel.size.height, kernel.size.width])
  }
}

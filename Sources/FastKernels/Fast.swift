import Kernels
import RealModule
import Tensors

/// What `Kernels` defines, as fast as this processor does it.
///
/// An operation may have several algorithms, one file each. An algorithm refuses what it doesn't
/// support; which one is used is decided here, by the geometry alone, and can be overruled:
///
///     Fast.conv2d(x, weight: w, padding: 1)                        // chosen
///     Fast.conv2d(x, weight: w, bias: nil, options: options, algorithm: .im2col)
///
/// Results are bit-equal for any number of threads. All tensors are Float.
public enum Fast: Kernels {
  /// Single precision only: a vector holds twice as many of them as of Double.
  public typealias Scalar = Float

  public static let name = "fast"

  /// The ways to compute `conv2d`.
  public enum Conv2dAlgorithm: String, CaseIterable, Sendable {
    /// A matrix product over unrolled windows (`Im2col`).
    case im2col
  }

  /// The algorithm that `conv2d` uses for this geometry.
  public static func algorithm(for geometry: Conv2dGeometry) -> Conv2dAlgorithm {
    .im2col
  }

  /// The convolution of pictures; `ConvolutionKernels` has the formula, the shapes and the errors.
  public static func conv2d(
    _ input: Tensor<Float>, weight: Tensor<Float>, bias: Tensor<Float>?,
    options: ConvolutionOptions
  ) -> Tensor<Float> {
    let geometry = Conv2dGeometry(input, weight: weight, bias: bias, options: options)
    return conv2d(
      input, weight: weight, bias: bias, geometry: geometry, algorithm: algorithm(for: geometry))
  }

  /// The same by an algorithm of one's own choice.
  public static func conv2d(
    _ input: Tensor<Float>, weight: Tensor<Float>, bias: Tensor<Float>?,
    options: ConvolutionOptions, algorithm: Conv2dAlgorithm
  ) -> Tensor<Float> {
    let geometry = Conv2dGeometry(input, weight: weight, bias: bias, options: options)
    return conv2d(input, weight: weight, bias: bias, geometry: geometry, algorithm: algorithm)
  }

  /// `conv2d` and then `relu`, while each block of the result is still in the cache.
  public static func conv2dReLU(
    _ input: Tensor<Float>, weight: Tensor<Float>, bias: Tensor<Float>?,
    options: ConvolutionOptions
  ) -> Tensor<Float> {
    let geometry = Conv2dGeometry(input, weight: weight, bias: bias, options: options)
    return conv2d(
      input, weight: weight, bias: bias, geometry: geometry, algorithm: algorithm(for: geometry),
      finish: .relu)
  }

  /// The convolution of geometry `geometry`, whose every sum is finished by `finish`.
  static func conv2d(
    _ input: Tensor<Float>, weight: Tensor<Float>, bias: Tensor<Float>?,
    geometry: Conv2dGeometry, algorithm: Conv2dAlgorithm, finish: OutputRows.Finish = .asItIs
  ) -> Tensor<Float> {
    switch algorithm {
    case .im2col:
      Im2col(PlainConvolution(geometry))
        .convolve(input, weight: weight, bias: bias, finish: finish)
    }
  }
}

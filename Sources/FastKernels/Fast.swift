import Kernels
import RealModule
import Tensors

/// What `Kernels` defines, as fast as this processor does it.
///
/// An operation may have several algorithms, one file each. An algorithm refuses what it doesn't
/// support; which one is used is decided here, by the geometry alone, and can be overruled:
///
///     Fast.conv2d(x, weight: w, padding: 1)                            // chosen
///     Fast.conv2d(x, weight: w, padding: 1, algorithm: .winograd)
///
/// Results are bit-equal for any number of threads. All tensors are Float.
public enum Fast: Kernels {
  /// Single precision only: a vector holds twice as many of them as of Double.
  public typealias Scalar = Float

  public static let name = "fast"

  /// The convolution of pictures; `ConvolutionKernels` has the formula, the shapes and the errors.
  public static func conv2d(
    _ input: Tensor<Float>, weight: Tensor<Float>, bias: Tensor<Float>?,
    options: ConvolutionOptions
  ) -> Tensor<Float> {
    let geometry = Conv2dGeometry(input, weight: weight, bias: bias, options: options)
    return convolve(geometry, input, weight: weight, bias: bias)
  }

  /// The same by an algorithm of one's own choice.
  public static func conv2d(
    _ input: Tensor<Float>, weight: Tensor<Float>, bias: Tensor<Float>?,
    options: ConvolutionOptions, algorithm: Conv2dAlgorithm
  ) -> Tensor<Float> {
    let geometry = Conv2dGeometry(input, weight: weight, bias: bias, options: options)
    return convolve(geometry, input, weight: weight, bias: bias, algorithm: algorithm)
  }

  /// The same with its options by name, as in the calls that choose.
  public static func conv2d(
    _ input: Tensor<Float>, weight: Tensor<Float>, bias: Tensor<Float>? = nil,
    stride: PerAxis = 1, padding: Padding = 0, paddingMode: PaddingMode = .zeros,
    dilation: PerAxis = 1, groups: Int = 1, algorithm: Conv2dAlgorithm
  ) -> Tensor<Float> {
    let options = ConvolutionOptions(
      stride: stride, padding: padding, paddingMode: paddingMode, dilation: dilation,
      groups: groups)
    return conv2d(input, weight: weight, bias: bias, options: options, algorithm: algorithm)
  }

  /// `conv2d` and then `relu`, while each block of the result is still in the cache.
  public static func conv2dReLU(
    _ input: Tensor<Float>, weight: Tensor<Float>, bias: Tensor<Float>?,
    options: ConvolutionOptions
  ) -> Tensor<Float> {
    let geometry = Conv2dGeometry(input, weight: weight, bias: bias, options: options)
    return convolve(geometry, input, weight: weight, bias: bias, finish: .relu)
  }

  /// A convolution in any number of dimensions.
  ///
  /// - Parameters:
  ///   - algorithm: nil to choose one.
  ///   - finish: what becomes of every complete sum.
  static func convolve<Geometry: ConvolutionGeometry>(
    _ geometry: Geometry, _ input: Tensor<Float>, weight: Tensor<Float>, bias: Tensor<Float>?,
    algorithm: Conv2dAlgorithm? = nil, finish: OutputRows.Finish = .asItIs
  ) -> Tensor<Float> {
    let convolution = PlainConvolution(geometry)
    let algorithm = algorithm ?? Fast.algorithm(for: geometry)
    require(
      algorithm.supports(geometry),
      "the algorithm \(algorithm.rawValue) can't compute a convolution of input "
        + "\(geometry.inputShape) with weight \(geometry.weightShape) and these options")
    switch algorithm {
    case .im2col:
      return Im2col(convolution).convolve(input, weight: weight, bias: bias, finish: finish)
    case .direct:
      let direct = DirectConvolution(convolution)
      return direct.convolve(input, weight: weight, bias: bias, finish: finish)
    case .implicitGEMM, .winograd, .winograd2x2, .depthwise:
      return Tensor(shape: convolution.outputShape) { output in
        convolution.prepared(input).withUnsafeScalars { input in
          weight.withUnsafeScalars { weight in
            withUnsafeBias(bias) { bias in
              TapSum(forward: convolution).compute(
                by: algorithm, input.baseAddress!, weight: weight.baseAddress!, bias: bias,
                into: output.baseAddress!, finish: finish)
            }
          }
        }
      }
    }
  }
}

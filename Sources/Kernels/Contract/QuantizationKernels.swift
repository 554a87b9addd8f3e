import Tensors

/// Small whole numbers in place of reals, and the convolution in them.
///
/// A quantised number q stands for the real number (q − zeroPoint)·scale.
public protocol QuantizationKernels: KernelChapter {
  /// Real numbers as small whole ones.
  ///
  ///     q = round(x / scale) + zeroPoint, at least and at most what the type holds
  ///
  /// Halves are rounded to the even neighbour; a NaN becomes the zero point.
  ///
  /// - Parameters:
  ///   - input: `x`, in any shape.
  ///   - quantization: scale and zero point, for the whole tensor or for each channel.
  ///   - type: what q is stored as, `Int8.self` or `UInt8.self`.
  /// - Returns: `q`, in the shape of `x`.
  /// - Precondition: every scale is above zero, every zero point is a number of the type, and where
  ///   there are several there is one for each place on their axis (`QuantizationGeometry` has the
  ///   rules).
  ///
  /// ONNX calls it `QuantizeLinear`, PyTorch `quantize_per_tensor` and `quantize_per_channel`.
  static func quantize<Quantized: QuantizedNumber>(
    _ input: Tensor<Scalar>, quantization: Quantization, as type: Quantized.Type
  ) -> Tensor<Quantized>

  /// The real numbers that small whole ones stand for.
  ///
  ///     x = (q − zeroPoint)·scale
  ///
  /// - Parameters:
  ///   - input: `q`, in any shape.
  ///   - quantization: the one that q was made with.
  /// - Returns: `x`, in the shape of `q`.
  /// - Precondition: the quantisation fits, as in `quantize`.
  ///
  /// ONNX calls it `DequantizeLinear`.
  static func dequantize<Quantized: QuantizedNumber>(
    _ input: Tensor<Quantized>, quantization: Quantization
  ) -> Tensor<Scalar>

  /// The convolution of pictures in whole numbers.
  ///
  ///     y[n,oc,oh,ow] = b[oc]
  ///         + Σ ic,kh,kw  (w[oc,ic,kh,kw] − wz[oc]) · (x[n, g·IC/G + ic, ih, iw] − xz)
  ///
  /// Padding holds the real number zero, which is the zero point, so it adds nothing. Sums wrap at
  /// 32 bits; they can't get there below 2¹⁵ products.
  ///
  /// - Parameters:
  ///   - input: `x`, `[N, IC, H, W]`.
  ///   - inputZeroPoint: `xz`, the number that stands for zero in the input.
  ///   - weight: `w`, `[OC, IC/G, KH, KW]`.
  ///   - weightZeroPoints: `wz`, one for all output channels or one for each.
  ///   - bias: `b`, `[OC]`, in units of input scale · weight scale; nil for none.
  ///   - options: as for `conv2d`.
  /// - Returns: `y`, `[N, OC, OH, OW]` of `conv2d`'s sizes, in units of input scale · weight scale.
  /// - Precondition: the shapes fit, as in `conv2d`, and every zero point is a number of its type
  ///   (`ZeroPoints` has the rules).
  /// - Complexity: `conv2d`'s multiply-adds, in whole numbers.
  ///
  /// ONNX calls it `ConvInteger`; with `requantize` after it, `QLinearConv`.
  static func conv2dInteger<Input: QuantizedNumber, Weight: QuantizedNumber>(
    _ input: Tensor<Input>, inputZeroPoint: Int, weight: Tensor<Weight>, weightZeroPoints: [Int],
    bias: Tensor<Int32>?, options: ConvolutionOptions
  ) -> Tensor<Int32>

  /// The sums of a convolution in whole numbers, as small ones again.
  ///
  ///     q[n,oc,oh,ow] = round(y[n,oc,oh,ow] · factor[oc]) + zeroPoint, within the type
  ///
  /// Halves are rounded to the even neighbour. The product is taken in Double, which holds every
  /// sum.
  ///
  /// - Parameters:
  ///   - sums: `y` as `conv2dInteger` gave it, `[N, OC, OH, OW]`.
  ///   - factors: input scale · weight scale / output scale, one for all output channels (the
  ///     second axis) or one for each.
  ///   - zeroPoint: the output's.
  ///   - type: what q is stored as, `Int8.self` or `UInt8.self`.
  /// - Returns: `q`, in the shape of `y`.
  /// - Precondition: there are one or OC factors, all above zero, and the zero point is a number of
  ///   the type (`RequantizationGeometry` has the rules).
  ///
  /// ONNX has it inside `QLinearConv`.
  static func requantize<Quantized: QuantizedNumber>(
    _ sums: Tensor<Int32>, factors: [Double], zeroPoint: Int, as type: Quantized.Type
  ) -> Tensor<Quantized>
}

/// The types of quantised numbers: Int8 and UInt8.
public protocol QuantizedNumber: FixedWidthInteger, BitwiseCopyable, Sendable {}

extension QuantizedNumber {
  /// From the smallest to the largest number of the type.
  public static var range: ClosedRange<Int> { Int(min)...Int(max) }
}

extension Int8: QuantizedNumber {}
extension UInt8: QuantizedNumber {}

/// What a quantised number stands for: (q − zeroPoint)·scale.
public struct Quantization: Equatable, Sendable {
  /// One for the whole tensor, or one for each place on `axis`.
  public let scales: [Double]
  /// As many as scales.
  public let zeroPoints: [Int]
  /// The axis of the channels, where there is more than one scale.
  public let axis: Int

  /// One scale and zero point for the whole tensor.
  public init(scale: Double, zeroPoint: Int = 0) {
    scales = [scale]
    zeroPoints = [zeroPoint]
    axis = 0
  }

  /// A scale and a zero point for each channel.
  ///
  /// - Precondition: as many zero points as scales.
  public init(scales: [Double], zeroPoints: [Int], axis: Int) {
    require(
      scales.count == zeroPoints.count && !scales.isEmpty,
      "\(scales.count) scales and \(zeroPoints.count) zero points: there must be as many, "
        + "and at least one")
    self.scales = scales
    self.zeroPoints = zeroPoints
    self.axis = axis
  }
}

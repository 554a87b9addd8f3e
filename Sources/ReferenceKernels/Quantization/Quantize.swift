import Kernels
import Tensors

extension Reference {
  // q[n,c,s] = round(x[n,c,s] / scale[c]) + zeroPoint[c], at least and at most what the type holds

  /// Real numbers as small whole ones.
  @specialized(where Scalar == Float, Quantized == Int8)
  @specialized(where Scalar == Float, Quantized == UInt8)
  public static func quantize<Quantized: QuantizedNumber>(
    _ input: Tensor<Scalar>, quantization: Quantization, as type: Quantized.Type
  ) -> Tensor<Quantized> {
    let lines = QuantizationGeometry(
      stoppingUnlessFits: input.shape, quantization: quantization, as: type
    ).lines
    let x = input.reshaped(lines.shape)
    var q = Tensor<Quantized>.zeros(lines.shape)
    for n in 0..<lines.before {
      for c in 0..<lines.size {
        for s in 0..<lines.after {
          q[n, c, s] = rounded(
            x[n, c, s] / Scalar(quantization.scales[c]), zeroPoint: quantization.zeroPoints[c])
        }
      }
    }
    return q.reshaped(input.shape)
  }

  // x[n,c,s] = (q[n,c,s] − zeroPoint[c]) · scale[c]

  /// The real numbers that small whole ones stand for.
  @specialized(where Scalar == Float, Quantized == Int8)
  @specialized(where Scalar == Float, Quantized == UInt8)
  public static func dequantize<Quantized: QuantizedNumber>(
    _ input: Tensor<Quantized>, quantization: Quantization
  ) -> Tensor<Scalar> {
    let lines = QuantizationGeometry(
      stoppingUnlessFits: input.shape, quantization: quantization, as: Quantized.self
    ).lines
    let q = input.reshaped(lines.shape)
    var x = Tensor<Scalar>.zeros(lines.shape)
    for n in 0..<lines.before {
      for c in 0..<lines.size {
        for s in 0..<lines.after {
          x[n, c, s] =
            Scalar(Int(q[n, c, s]) - quantization.zeroPoints[c]) * Scalar(quantization.scales[c])
        }
      }
    }
    return x.reshaped(input.shape)
  }

  /// A real number rounded, halves to the even neighbour, moved by the zero point and held within the
  /// type. A NaN becomes the zero point.
  static func rounded<Real: RealNumber, Quantized: QuantizedNumber>(
    _ x: Real, zeroPoint: Int
  ) -> Quantized {
    if x.isNaN { return Quantized(zeroPoint) }
    let q = x.rounded(.toNearestOrEven) + Real(zeroPoint)
    return Quantized(min(max(q, Real(Quantized.min)), Real(Quantized.max)))
  }
}

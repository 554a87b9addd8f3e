import Kernels
import RealModule
import Tensors

extension Reference {
  // q[n,oc,s] = round(y[n,oc,s] · factor[oc]) + zeroPoint, at least and at most what the type holds

  /// The sums of a convolution in whole numbers, as small ones again.
  public static func requantize<Quantized: QuantizedNumber>(
    _ sums: Tensor<Int32>, factors: [Double], zeroPoint: Int, as type: Quantized.Type
  ) -> Tensor<Quantized> {
    let lines = RequantizationGeometry(
      stoppingUnlessFits: sums.shape, factors: factors, zeroPoint: zeroPoint, as: type
    ).lines
    let y = sums.reshaped(lines.shape)
    var q = Tensor<Quantized>.zeros(lines.shape)
    for n in 0..<lines.before {
      for oc in 0..<lines.size {
        for s in 0..<lines.after {
          q[n, oc, s] = rounded(Double(y[n, oc, s]) * factors[oc], zeroPoint: zeroPoint)
        }
      }
    }
    return q.reshaped(sums.shape)
  }
}

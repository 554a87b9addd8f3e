// Rounding to small whole numbers and back, channel by channel: within a channel scale and zero point
// are constants of the loop. The arithmetic is Double's, so that what is rounded is the quotient of
// the scale as it was given. A task is a line of numbers with one scale.

import Kernels
import RealModule
import Tensors

extension Fast {
  /// Real numbers as small whole ones; `QuantizationKernels` has the formula.
  @specialized(where Quantized == Int8)
  @specialized(where Quantized == UInt8)
  public static func quantize<Quantized: QuantizedNumber>(
    _ input: Tensor<Float>, quantization: Quantization, as type: Quantized.Type
  ) -> Tensor<Quantized> {
    let geometry = QuantizationGeometry(
      stoppingUnlessFits: input.shape, quantization: quantization,
      as: Quantized.self)
    return Tensor(shape: input.shape) { output in
      input.withUnsafeScalars { input in
        forEachStretch(of: geometry.lines) { c, stretch in
          let scale = Float(quantization.scales[c])
          let zeroPoint = quantization.zeroPoints[c]
          for place in stretch {
            output[place] = saturated(Double(input[place] / scale), zeroPoint: zeroPoint)
          }
        }
      }
    }
  }

  /// x = (q − zeroPoint)·scale
  @specialized(where Quantized == Int8)
  @specialized(where Quantized == UInt8)
  public static func dequantize<Quantized: QuantizedNumber>(
    _ input: Tensor<Quantized>, quantization: Quantization
  ) -> Tensor<Float> {
    let geometry = QuantizationGeometry(
      stoppingUnlessFits: input.shape, quantization: quantization,
      as: Quantized.self)
    return Tensor(shape: input.shape) { output in
      input.withUnsafeScalars { input in
        forEachStretch(of: geometry.lines) { c, stretch in
          let scale = Float(quantization.scales[c])
          let zeroPoint = quantization.zeroPoints[c]
          for place in stretch {
            output[place] = Float(Int(input[place]) - zeroPoint) * scale
          }
        }
      }
    }
  }

  /// The sums of a convolution in whole numbers, as small ones again; `QuantizationKernels` has the
  /// formula.
  @specialized(where Quantized == Int8)
  @specialized(where Quantized == UInt8)
  public static func requantize<Quantized: QuantizedNumber>(
    _ sums: Tensor<Int32>, factors: [Double], zeroPoint: Int, as type: Quantized.Type
  ) -> Tensor<Quantized> {
    // A factor is to a sum what 1/scale is to a number, and the same rules hold.
    let geometry = RequantizationGeometry(
      stoppingUnlessFits: sums.shape, factors: factors, zeroPoint: zeroPoint, as: type)
    return Tensor(shape: sums.shape) { output in
      sums.withUnsafeScalars { sums in
        forEachStretch(of: geometry.lines) { c, stretch in
          let factor = factors[c]
          for place in stretch {
            output[place] = saturated(Double(sums[place]) * factor, zeroPoint: zeroPoint)
          }
        }
      }
    }
  }

  /// A number rounded, halves to even, moved by the zero point and held within the type; a NaN is
  /// the zero point.
  @inline(__always)
  private static func saturated<Quantized: QuantizedNumber>(
    _ number: Double, zeroPoint: Int
  ) -> Quantized {
    guard !number.isNaN else { return Quantized(truncatingIfNeeded: zeroPoint) }
    let moved = number.rounded(.toNearestOrEven) + Double(zeroPoint)
    let held = min(max(moved, Double(Int(Quantized.min))), Double(Int(Quantized.max)))
    return Quantized(truncatingIfNeeded: Int(held))
  }

  /// Calls `body` with stretches of offsets in which all numbers have the same channel.
  @inline(__always)
  private static func forEachStretch(
    of lines: AxisLines, _ body: (_ channel: Int, _ offsets: Range<Int>) -> Void
  ) {
    // With one scale the only line is the whole tensor, which is cut in pieces.
    if lines.size == 1 && lines.after == 1 {
      Threads.forEachStretch(of: lines.before, workEach: 16) { body(0, $0) }
      return
    }
    let count = lines.before * lines.size
    Threads.forEach(count, work: count * lines.after * 16) { line in
      body(line % lines.size, line * lines.after..<(line + 1) * lines.after)
    }
  }
}

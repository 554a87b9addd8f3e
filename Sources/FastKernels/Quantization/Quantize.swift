// Rounding to small whole numbers and back, channel by channel: within a channel scale and zero point
// are constants of the loop. A task is a line of numbers with one scale, or a stretch of the tensor where
// there is only one.

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
      stoppingUnlessFits: input.shape, quantization: quantization, as: type)
    return Tensor(shape: input.shape) { output in
      input.withUnsafeScalars { input in
        forEachStretch(of: geometry.lines) { c, stretch in
          let scale = Float(quantization.scales[c])
          let zeroPoint = quantization.zeroPoints[c]
          for place in stretch {
            output[place] = saturated(input[place] / scale, zeroPoint: zeroPoint)
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
      stoppingUnlessFits: input.shape, quantization: quantization, as: Quantized.self)
    return Tensor(shape: input.shape) { output in
      input.withUnsafeScalars { input in
        forEachStretch(of: geometry.lines) { c, stretch in
          let scale = Float(quantization.scales[c])
          let zeroPoint = Int32(quantization.zeroPoints[c])
          for place in stretch {
            output[place] = Float(Int32(truncatingIfNeeded: input[place]) &- zeroPoint) * scale
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
  ///
  /// The last line makes a whole number of a real one without asking whether it fits, as it does: a
  /// Float near 1.5·2²³ steps by 1, so adding that leaves the whole number in the lowest bits.
  @inline(__always)
  private static func saturated<Real: BinaryFloatingPoint, Quantized: QuantizedNumber>(
    _ number: Real, zeroPoint: Int
  ) -> Quantized {
    let moved = number.rounded(.toNearestOrEven) + Real(zeroPoint)
    let (least, most) = (Real(Int(Quantized.min)), Real(Int(Quantized.max)))
    let held = moved < least ? least : moved > most ? most : moved
    let number = Float(held.isNaN ? Real(zeroPoint) : held)
    return Quantized(truncatingIfNeeded: (number + 0x1.8p23).bitPattern)
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

// Take the zero points off first, so that padding is a zero like any other; then it is the direct
// convolution (`DirectConvolution`) in numbers of 32 bits, whose rows the compiler makes vectors of.
// Products of 8 bits, four times as many in a vector, are not used.

import Kernels
import RealModule
import Tensors

extension Fast {
  /// The convolution of pictures in whole numbers; `QuantizationKernels` has the formula.
  public static func conv2dInteger<Input: QuantizedNumber, Weight: QuantizedNumber>(
    _ input: Tensor<Input>, inputZeroPoint: Int, weight: Tensor<Weight>, weightZeroPoints: [Int],
    bias: Tensor<Int32>?, options: ConvolutionOptions
  ) -> Tensor<Int32> {
    let geometry = Conv2dGeometry(
      stoppingUnlessFits: input.shape, weight: weight.shape, bias: bias?.shape, options: options,
      name: "conv2dInteger")
    let zeroPoints = ZeroPoints(
      stoppingUnlessFits: geometry, input: inputZeroPoint, of: Input.self,
      weights: weightZeroPoints, of: Weight.self)
    return DirectConvolution(PlainConvolution(geometry)).convolve(
      widened(input) { _ in zeroPoints.input },
      weight: widened(weight) { oc in zeroPoints.weight(output: oc) }, bias: bias)
  }

  /// The numbers less their zero points, which may differ along the first axis.
  @specialized(where Quantized == Int8)
  @specialized(where Quantized == UInt8)
  private static func widened<Quantized: QuantizedNumber>(
    _ tensor: Tensor<Quantized>, zeroPoint: (_ place: Int) -> Int
  ) -> Tensor<Int32> {
    let size = tensor.shape.dropFirst().reduce(1, *)
    return Tensor(shape: tensor.shape) { wide in
      tensor.withUnsafeScalars { numbers in
        Threads.forEach(tensor.shape[0], work: tensor.count * 4) { line in
          let zeroPoint = zeroPoint(line)
          for place in line * size..<(line + 1) * size {
            wide[place] = Int32(truncatingIfNeeded: Int(numbers[place]) - zeroPoint)
          }
        }
      }
    }
  }
}

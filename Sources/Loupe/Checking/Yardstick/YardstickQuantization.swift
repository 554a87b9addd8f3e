import Kernels
import ReferenceKernels
import Tensors

// Results in whole numbers aren't tensors of Floats, so no check asks for a bound on them: they must be
// equal, and `check(_:equals:)` says whether they are.

extension Yardstick {
  static func quantize<Quantized: QuantizedNumber>(
    _ input: Tensor<Float>, quantization: Quantization, as type: Quantized.Type
  ) -> Tensor<Quantized> {
    Reference.quantize(input, quantization: quantization, as: type)
  }

  static func dequantize<Quantized: QuantizedNumber>(
    _ input: Tensor<Quantized>, quantization: Quantization
  ) -> Tensor<Float> {
    note(
      Result(
        Reference<Double>.dequantize(input, quantization: quantization), roundings: 2))
  }

  static func conv2dInteger<Input: QuantizedNumber, Weight: QuantizedNumber>(
    _ input: Tensor<Input>, inputZeroPoint: Int, weight: Tensor<Weight>, weightZeroPoints: [Int],
    bias: Tensor<Int32>?, options: ConvolutionOptions
  ) -> Tensor<Int32> {
    Reference<Float>.conv2dInteger(
      input, inputZeroPoint: inputZeroPoint, weight: weight, weightZeroPoints: weightZeroPoints,
      bias: bias, options: options)
  }

  static func requantize<Quantized: QuantizedNumber>(
    _ sums: Tensor<Int32>, factors: [Double], zeroPoint: Int, as type: Quantized.Type
  ) -> Tensor<Quantized> {
    Reference<Float>.requantize(sums, factors: factors, zeroPoint: zeroPoint, as: type)
  }
}

import Kernels
import ReferenceKernels
import Tensors
import Testing

/// Examples of the ONNX operator specification, https://onnx.ai/onnx/operators, each under its
/// operator and the name of its test.
@Suite struct ONNXQuantizationTests {
  init() { TensorMemory.isPoisoned = true }

  @Test("ONNX QuantizeLinear, quantizelinear")
  func quantize() {
    let q = Reference.quantize(
      Tensor<Double>([0, 2, 3, 1000, -254, -1000]),
      quantization: Quantization(scale: 2, zeroPoint: 128), as: UInt8.self)
    #expect(q == Tensor<UInt8>([128, 129, 130, 255, 1, 0]))
  }

  @Test("ONNX DequantizeLinear, dequantizelinear")
  func dequantize() {
    let x = Reference<Double>.dequantize(
      Tensor<UInt8>([0, 3, 128, 255]), quantization: Quantization(scale: 2, zeroPoint: 128))
    #expect(x == Tensor<Double>([-256, -250, 0, 254]))
  }

  @Test("ONNX QuantizeLinear, quantizelinear_axis; DequantizeLinear, dequantizelinear_axis")
  func axis() {
    let x = Tensor<Double>(
      shape: [1, 3, 3, 2],
      [-162, 10, -100, 232, -20, -50, -76, 0, 0, 252, 32, -44, 245, -485, -960, -270, -375, -470])
    let q = Tensor<UInt8>(
      shape: [1, 3, 3, 2],
      [3, 89, 34, 200, 74, 59, 5, 24, 24, 87, 32, 13, 245, 99, 4, 142, 121, 102])
    let quantization = Quantization(scales: [2, 4, 5], zeroPoints: [84, 24, 196], axis: 1)
    #expect(Reference.quantize(x, quantization: quantization, as: UInt8.self) == q)
    #expect(Reference<Double>.dequantize(q, quantization: quantization) == x)
  }

  @Test("PyTorch reference, quantize_per_channel, Example")
  func perChannel() {
    let q = Reference.quantize(
      Tensor<Float>([[-1, 0], [1, 2]]),
      quantization: Quantization(scales: [0.1, 0.01], zeroPoints: [10, 0], axis: 0),
      as: UInt8.self)
    #expect(q == Tensor<UInt8>([[0, 10], [100, 200]]))
  }

  @Test("ONNX ConvInteger, basic_convinteger and convinteger_with_padding")
  func convInteger() {
    let x = Tensor<UInt8>(shape: [1, 1, 3, 3], (2...10).map { UInt8($0) })
    let y = Reference<Float>.conv2dInteger(
      x, inputZeroPoint: 1, weight: Tensor<UInt8>(repeating: 1, shape: [1, 1, 2, 2]),
      weightZeroPoints: [0], bias: nil, options: ConvolutionOptions())
    #expect(y == Tensor<Int32>([[[[12, 16], [24, 28]]]]))
    let padded = Reference<Float>.conv2dInteger(
      x, inputZeroPoint: 1, weight: Tensor<UInt8>(repeating: 1, shape: [2, 1, 2, 2]),
      weightZeroPoints: [0, 1], bias: nil, options: ConvolutionOptions(padding: 1))
    let first: [[Int32]] = [[1, 3, 5, 3], [5, 12, 16, 9], [11, 24, 28, 15], [7, 15, 17, 9]]
    #expect(padded == Tensor<Int32>([[first, first.map { $0.map { _ in 0 } }]]))
  }

  @Test("ONNX QLinearConv, qlinearconv: the sums, requantised")
  func qLinearConv() {
    let x: [UInt8] = [
      255, 174, 162, 25, 203, 168, 58, 15, 59, 237, 95, 129, 0, 64, 56, 242, 153, 221, 168, 12, 166,
      232, 178, 186, 195, 237, 162, 237, 188, 39, 124, 77, 80, 102, 43, 127, 230, 21, 83, 41, 40,
      134, 255, 154, 92, 141, 42, 148, 247,
    ]
    let quantized: [UInt8] = [
      0, 81, 93, 230, 52, 87, 197, 240, 196, 18, 160, 126, 255, 191, 199, 13, 102, 34, 87, 243, 89,
      23, 77, 69, 60, 18, 93, 18, 67, 216, 131, 178, 175, 153, 212, 128, 25, 234, 172, 214, 215,
      121,
      0, 101, 163, 114, 213, 107, 8,
    ]
    let sums = Reference<Float>.conv2dInteger(
      Tensor<UInt8>(shape: [1, 1, 7, 7], x), inputZeroPoint: 132, weight: Tensor<UInt8>([[[[0]]]]),
      weightZeroPoints: [255], bias: nil, options: ConvolutionOptions())
    let y = Reference<Float>.requantize(
      sums, factors: [0.00369204697 * 0.00172794575 / 0.00162681262], zeroPoint: 123,
      as: UInt8.self)
    #expect(y == Tensor<UInt8>(shape: [1, 1, 7, 7], quantized))
  }
}

import Kernels
import ReferenceKernels
import Tensors
import Testing

/// Examples of the ONNX operator specification, https://onnx.ai/onnx/operators, each under its
/// operator and the name of its test.
@Suite struct ONNXPoolingTests {
  init() { TensorMemory.isPoisoned = true }

  private let five = Tensor<Double>(shape: [5, 5], (1...25).map(Double.init))
  private let four = Tensor<Double>(shape: [4, 4], (1...16).map(Double.init))

  @Test("ONNX MaxPool, maxpool_2d_precomputed_pads")
  func maximumPadding() {
    let last: [Double] = [23, 24, 25, 25, 25]
    #expect(
      Reference.maxPool2d(five, kernelSize: 5, stride: 1, padding: 2)
        == Tensor<Double>([[13, 14, 15, 15, 15], [18, 19, 20, 20, 20], last, last, last]))
  }

  @Test("ONNX MaxPool, maxpool_2d_precomputed_same_upper")
  func maximumSame() {
    #expect(
      Reference.maxPool2d(five, kernelSize: 3, stride: 2, padding: .same)
        == Tensor<Double>([[7, 9, 10], [17, 19, 20], [22, 24, 25]]))
  }

  @Test("ONNX MaxPool, maxpool_2d_ceil")
  func maximumCeil() {
    #expect(
      Reference.maxPool2d(four, kernelSize: 3, stride: 2, ceilMode: true)
        == Tensor<Double>([[11, 12], [15, 16]]))
  }

  @Test("ONNX MaxPool, maxpool_2d_ceil_output_size_reduce_by_one")
  func maximumCeilDropped() {
    let x: Tensor<Double> = Tensor([[1, 2], [3, 4]])
    #expect(Reference.maxPool2d(x, kernelSize: 1, stride: 2, ceilMode: true) == Tensor([[1]]))
  }

  @Test("ONNX MaxPool, maxpool_2d_dilations")
  func maximumDilation() {
    #expect(
      Reference.maxPool2d(four, kernelSize: 2, stride: 1, dilation: 2)
        == Tensor<Double>([[11, 12], [15, 16]]))
  }

  @Test("ONNX AveragePool, averagepool_2d_precomputed_pads")
  func averagePadding() {
    #expect(
      Reference.avgPool2d(five, kernelSize: 5, stride: 1, padding: 2, countIncludePad: false)
        == Tensor<Double>([
          [7, 7.5, 8, 8.5, 9], [9.5, 10, 10.5, 11, 11.5], [12, 12.5, 13, 13.5, 14],
          [14.5, 15, 15.5, 16, 16.5], [17, 17.5, 18, 18.5, 19],
        ]))
  }

  @Test("ONNX AveragePool, averagepool_2d_precomputed_pads_count_include_pad")
  func averageCountingPadding() {
    let y = Reference.avgPool2d(five, kernelSize: 5, stride: 1, padding: 2)
    expect(
      y, [5, 5],
      [
        2.52, 3.6, 4.8, 4.08, 3.24, 4.56, 6.4, 8.4, 7.04, 5.52, 7.2, 10, 13, 10.8, 8.4, 6.96, 9.6,
        12.4, 10.24, 7.92, 6.12, 8.4, 10.8, 8.88, 6.84,
      ], tolerance: 1e-14)
  }

  @Test("ONNX AveragePool, averagepool_2d_ceil")
  func averageCeil() {
    #expect(
      Reference.avgPool2d(four, kernelSize: 3, stride: 2, ceilMode: true)
        == Tensor<Double>([[6, 7.5], [12, 13.5]]))
  }

  @Test("ONNX AveragePool, averagepool_2d_ceil_last_window_starts_on_pad, to four digits")
  func averageCeilDropped() {
    let x = Tensor<Double>(
      shape: [1, 3, 2, 2],
      [
        0.8580, 0.0786, 0.2692, 0.1537, 0.8816, 0.4353, 0.5772, 0.6623, 0.9067, 0.9483, 0.5970,
        0.7630,
      ])
    let y = Reference.avgPool2d(x, kernelSize: 3, stride: 3, padding: 1, ceilMode: true)
    // Four inputs over nine places and the output are each printed to within half of 10⁻⁴.
    expect(y, [1, 3, 1, 1], [0.1511, 0.2841, 0.3572], tolerance: (4.0 / 9 + 1) * 5e-5)
  }

  // MARK: Padding

  private let wide: Tensor<Double> = Tensor([[1, 1.2], [2.3, 3.4], [4.5, 5.7]])

  @Test("ONNX Pad, Example 4: wrap")
  func wrap() {
    let rows: [[Double]] = [[3.4, 2.3, 3.4, 2.3], [5.7, 4.5, 5.7, 4.5], [1.2, 1, 1.2, 1]]
    #expect(
      Reference.pad(wide, [2, 1, 1, 1], mode: .circular) == Tensor<Double>(rows + rows))
  }

  @Test("ONNX Pad, Example 3: edge")
  func edge() {
    #expect(
      Reference.pad(wide, [0, 2, 0, 0], mode: .replicate)
        == Tensor<Double>([[1, 1, 1, 1.2], [2.3, 2.3, 2.3, 3.4], [4.5, 4.5, 4.5, 5.7]]))
  }

  @Test("PyTorch reference, ReflectionPad2d, Examples")
  func reflect() {
    let x = Tensor<Double>(shape: [3, 3], (0..<9).map(Double.init))
    #expect(
      Reference.pad(x, [2, 1, 0, 1], mode: .reflect)
        == Tensor<Double>([
          [7, 6, 7, 8, 7], [4, 3, 4, 5, 4], [1, 0, 1, 2, 1], [4, 3, 4, 5, 4], [7, 6, 7, 8, 7],
        ]))
  }

  // MARK: Softmax

  @Test("ONNX Softmax, softmax_example and softmax_large_number; LogSoftmax, logsoftmax_example")
  func softmax() {
    let x: Tensor<Double> = Tensor([[-1, 0, 1]])
    expect(
      Reference.softmax(x), [1, 3], [0.09003058, 0.24472848, 0.66524094], tolerance: 1e-7)
    expect(
      Reference.logSoftmax(x), [1, 3], [-2.4076061, -1.407606, -0.407606], tolerance: 1e-6)
    expect(
      Reference.softmax(Tensor<Double>([[10000, 10001, 10002, 10003]])), [1, 4],
      [0.032058604, 0.08714432, 0.23688284, 0.6439143], tolerance: 1e-7)
  }
}

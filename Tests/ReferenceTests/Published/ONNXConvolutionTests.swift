import Kernels
import ReferenceKernels
import Tensors
import Testing

/// Examples of the ONNX operator specification, https://onnx.ai/onnx/operators, each under its
/// operator and the name of its test.
@Suite struct ONNXConvolutionTests {
  init() { TensorMemory.isPoisoned = true }

  /// The whole numbers from `first` on, in row order.
  private func counting(from first: Int = 0, _ shape: [Int]) -> Tensor<Double> {
    Tensor<Double>(shape: shape, (0..<shape.reduce(1, *)).map { Double(first + $0) })
  }

  private func ones(_ shape: [Int]) -> Tensor<Double> { Tensor<Double>(repeating: 1, shape: shape) }

  @Test("ONNX Conv, basic_conv_with_padding and basic_conv_without_padding")
  func conv() {
    let x = counting([5, 5])
    let padded: Tensor<Double> = Tensor([
      [12, 21, 27, 33, 24], [33, 54, 63, 72, 51], [63, 99, 108, 117, 81],
      [93, 144, 153, 162, 111], [72, 111, 117, 123, 84],
    ])
    #expect(Reference.conv2d(x, weight: ones([3, 3]), padding: 1) == padded)
    #expect(
      Reference.conv2d(x, weight: ones([3, 3]))
        == Tensor<Double>([[54, 63, 72], [99, 108, 117], [144, 153, 162]]))
  }

  @Test("ONNX ConvTranspose, convtranspose_1d")
  func transposed1d() {
    let y = Reference.convTranspose1d(
      Tensor<Double>([[[0, 1, 2]]]), weight: ones([1, 2, 3]), bias: nil,
      options: TransposedConvolutionOptions())
    #expect(y == Tensor<Double>([[[0, 1, 3, 3, 2], [0, 1, 3, 3, 2]]]))
  }

  @Test("ONNX ConvTranspose, convtranspose_pad: output padding")
  func transposedOutputPadding() {
    let y = Reference.convTranspose2d(
      counting([1, 1, 3, 3]), weight: ones([1, 2, 3, 3]), stride: [3, 2], outputPadding: 1)
    let (a, b, c): ([Double], [Double], [Double]) = (
      [0, 0, 1, 1, 3, 2, 2, 0], [3, 3, 7, 4, 9, 5, 5, 0], [6, 6, 13, 7, 15, 8, 8, 0]
    )
    let none = [Double](repeating: 0, count: 8)
    let channel = [a, a, a, b, b, b, c, c, c, none]
    #expect(y == Tensor<Double>([[channel, channel]]))
  }

  @Test("ONNX ConvTranspose, convtranspose_pads: padding")
  func transposedPadding() {
    let y = Reference.convTranspose2d(
      counting([1, 1, 3, 3]), weight: ones([1, 2, 3, 3]), stride: [3, 2], padding: [1, 2, 1, 2])
    let (a, b, c): ([Double], [Double], [Double]) = ([1, 1, 3], [7, 4, 9], [13, 7, 15])
    let channel = [a, a, b, b, b, c, c]
    #expect(y == Tensor<Double>([[channel, channel]]))
  }

  @Test("ONNX ConvTranspose, convtranspose_dilations")
  func transposedDilation() {
    let x: Tensor<Double> = Tensor([[3, 8, 1], [9, 5, 7], [3, 2, 6]])
    let y = Reference.convTranspose2d(x, weight: Tensor([[7, 2], [1, 9]]), dilation: 2)
    #expect(
      y
        == Tensor<Double>([
          [21, 56, 13, 16, 2], [63, 35, 67, 10, 14], [24, 22, 76, 76, 21], [9, 5, 88, 45, 63],
          [3, 2, 33, 18, 54],
        ]))
  }

  @Test("ONNX ConvTranspose, convtranspose_group_2")
  func transposedGroups() {
    let y = Reference.convTranspose2d(
      counting([1, 2, 3, 3]), weight: ones([2, 1, 3, 3]), groups: 2)
    #expect(
      y
        == Tensor<Double>([
          [
            [
              [0, 1, 3, 3, 2], [3, 8, 15, 12, 7], [9, 21, 36, 27, 15], [9, 20, 33, 24, 13],
              [6, 13, 21, 15, 8],
            ],
            [
              [9, 19, 30, 21, 11], [21, 44, 69, 48, 25], [36, 75, 117, 81, 42],
              [27, 56, 87, 60, 31], [15, 31, 48, 33, 17],
            ],
          ]
        ]))
  }

  @Test("NumPy reference, numpy.convolve, Examples: full, same and valid")
  func numpyConvolve() {
    let (x, w): (Tensor<Double>, Tensor<Double>) = (Tensor([1, 2, 3]), Tensor([0, 1, 0.5]))
    #expect(Reference.convolve1d(x, weight: w, padding: .full) == Tensor([0, 1, 2.5, 4, 1.5]))
    #expect(Reference.convolve1d(x, weight: w, padding: .same) == Tensor([1, 2.5, 4]))
    #expect(Reference.convolve1d(x, weight: w, padding: .valid) == Tensor([2.5]))
  }
}

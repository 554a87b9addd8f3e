import Kernels
import ReferenceKernels
import Tensors
import Testing

/// What PyTorch 2.15 gives in float64 for the same calls on numbers that are easily made in either
/// language (`counted`). dy is `counted(shape, by: 5, of: 13)`, or 2 for a loss.
@Suite struct PyTorchWindowTests {
  init() { TensorMemory.isPoisoned = true }

  private func dy(_ y: Tensor<Double>) -> Tensor<Double> { counted(y.shape, by: 5, of: 13) }

  @Test("PyTorch 2.15, conv2d: groups, stride, padding and dilation that differ by axis")
  func conv2d() {
    let (x, w) = (counted([1, 4, 5, 4]), counted([4, 2, 2, 3], by: 3, of: 7))
    let options = ConvolutionOptions(
      stride: [2, 1], padding: [1, 2], dilation: [1, 2], groups: 2)
    let y = Reference.conv2d(x, weight: w, bias: counted([4], by: 2, of: 5), options: options)
    let gradients = Reference.conv2dBackward(dy(y), input: x, weight: w, options: options)
    expect(
      y, [1, 4, 3, 4],
      [
        0, -18, -4, 25, 27, 22, -18, 0, 31, 26, -17, 1, -11, -12, -15, 31, -31, 10, 8, -33, -33,
        8, 10, -31, -15, 18, -18, 2, -16, -1, -28, 21, -17, 42, -32, -27, 23, 2, -15, 0, 11,
        -11, -29, 32, 11, 11, -25, -30,
      ])
    expect(
      gradients.gradInput, [1, 4, 5, 4],
      [
        -5, -21, 17, 4, 11, -23, 11, 19, -17, 19, 4, -9, -21, 10, -22, 12, -3, -19, 17, 4, 15,
        -4, -5, -21, 4, -16, 11, -23, 4, -2, -17, 19, 15, 8, -21, 10, 19, 0, -3, -19, -6, 0, 20,
        12, 15, 12, -9, -9, -8, -2, -25, 19, 16, -13, -9, 4, -10, -4, 21, 13, 17, -19, -6, 0,
        -10, -16, 15, 12, 16, 19, -8, -2, -8, 12, 16, -13, 15, -21, -10, -4,
      ])
    expect(
      gradients.gradWeight, [4, 2, 2, 3],
      [
        -21, 38, -10, -24, -8, -2, -27, -15, 9, 57, -15, 20, -6, 14, -10, -15, -12, 24, 9, -3,
        24, -32, -56, -36, -41, -18, -13, -2, -9, 52, -11, 1, -24, -2, -35, -18, 26, -32, 10,
        42, -67, 15, -17, 23, -35, 15, 52, -26,
      ])
    expect(
      gradients.gradBias, [4],
      [
        -5, 0, 5, -3,
      ])
  }

  @Test("PyTorch 2.15, conv_transpose2d: output padding beyond the stride, groups, dilation")
  func convTranspose2d() {
    let (x, w) = (counted([1, 4, 3, 2]), counted([4, 1, 2, 3], by: 3, of: 7))
    let options = TransposedConvolutionOptions(
      stride: [2, 3], padding: [1, 0], outputPadding: [1, 2], dilation: [3, 1], groups: 2)
    let y = Reference.convTranspose2d(
      x, weight: w, bias: counted([2], by: 2, of: 5), options: options)
    let gradients = Reference.convTranspose2dBackward(dy(y), input: x, weight: w, options: options)
    expect(
      y, [1, 2, 7, 8],
      [
        1, 1, 1, 1, 1, 1, 1, 1, 4, 4, -3, 16, -8, -11, 1, 1, 1, -3, 7, 8, -3, 0, 1, 1, -5, 13,
        3, 7, 1, -5, 1, 1, 4, -3, 4, 0, -3, 8, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 7, -3, 1, 3, -3, 5,
        1, 1, -2, -2, -2, -2, -2, -2, -2, -2, 5, 2, 13, -2, -12, -8, -2, -2, 13, 2, 5, 1, -6, 1,
        -2, -2, 2, -4, 4, -16, 15, -17, -2, -2, -11, -14, -3, 10, 0, 4, -2, -2, -2, -2, -2, -2,
        -2, -2, -2, -2, -2, -8, 0, -14, 17, -15, -2, -2,
      ])
    expect(
      gradients.gradInput, [1, 4, 3, 2],
      [
        -14, -12, 2, 34, 34, 1, 17, 15, 6, -22, -22, -24, 26, -5, 9, -26, -26, -22, -9, -5, -24,
        11, 11, 7,
      ])
    expect(
      gradients.gradWeight, [4, 1, 2, 3],
      [
        -2, 8, -8, 11, 23, -4, -2, -6, 16, -13, 17, 8, -23, 1, -14, 32, -18, -3, -45, 20, 20,
        43, 14, -41,
      ])
    expect(
      gradients.gradBias, [2],
      [
        -8, 7,
      ])
  }

  @Test("PyTorch 2.15, max_pool2d: ceil mode, padding, dilation")
  func maxPool2d() {
    let x = counted([1, 1, 7, 6])
    let options = PoolingOptions(
      kernelSize: [3, 2], stride: [2, 3], padding: 1, dilation: [2, 1], ceilMode: true)
    let y = Reference.maxPool2d(x, options: options)
    expect(
      y, [1, 1, 3, 3],
      [
        3, 2, 5, 3, 2, 5, 3, 2, 5,
      ])
    expect(
      Reference.maxPool2dBackward(dy(y), input: x, options: options), [1, 1, 7, 6],
      [
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -3, 0, 0, 12, 0, -12, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
      ])
  }

  @Test("PyTorch 2.15, avg_pool2d: ceil mode and padding, counting the padding")
  func avgPool2dCounting() {
    let x = counted([1, 1, 7, 6])
    let options = PoolingOptions(kernelSize: [3, 2], stride: [2, 3], padding: 1, ceilMode: true)
    let y = Reference.avgPool2d(x, options: options, countIncludePad: true)
    let dx = Reference.avgPool2dBackward(
      dy(y), inputShape: x.shape, options: options, countIncludePad: true)
    expect(
      y, [1, 1, 4, 3],
      [
        -1, -1.3333333333, -0.3333333333, 0.6666666667, -1.3333333333, -0.1666666667, 0.5,
        0.1666666667, 1.5, -0.6666666667, -0.6666666667, 0,
      ])
    expect(
      dx, [1, 1, 7, 6],
      [
        -0.5, 0, 0.3333333333, 0.3333333333, 0, -1, -0.6666666667, 0, 1, 1, 0, -1.6666666667,
        -0.1666666667, 0, 0.6666666667, 0.6666666667, 0, -0.6666666667, 0, 0, 1.6666666667,
        1.6666666667, 0, -1, 0.1666666667, 0, 1, 1, 0, -0.3333333333, 0.6666666667, 0,
        0.1666666667, 0.1666666667, 0, -0.3333333333, 0.5, 0, -0.8333333333, -0.8333333333, 0,
        0,
      ])
  }

  @Test("PyTorch 2.15, avg_pool2d: ceil mode and padding, not counting it")
  func avgPool2dNotCounting() {
    let x = counted([1, 1, 7, 6])
    let options = PoolingOptions(kernelSize: [3, 2], stride: [2, 3], padding: 1, ceilMode: true)
    let y = Reference.avgPool2d(x, options: options, countIncludePad: false)
    let dx = Reference.avgPool2dBackward(
      dy(y), inputShape: x.shape, options: options, countIncludePad: false)
    expect(
      y, [1, 1, 4, 3],
      [
        -3, -2, -1, 1.3333333333, -1.3333333333, -0.3333333333, 1, 0.1666666667, 3, -2, -1, 0,
      ])
    expect(
      dx, [1, 1, 7, 6],
      [
        -1.5, 0, 0.5, 0.5, 0, -3, -1.8333333333, 0, 1.1666666667, 1.1666666667, 0,
        -4.3333333333, -0.3333333333, 0, 0.6666666667, 0.6666666667, 0, -1.3333333333, 0, 0,
        1.6666666667, 1.6666666667, 0, -2, 0.3333333333, 0, 1, 1, 0, -0.6666666667,
        1.8333333333, 0, -0.25, -0.25, 0, -0.6666666667, 1.5, 0, -1.25, -1.25, 0, 0,
      ])
  }

  @Test("PyTorch 2.15, adaptive_avg_pool2d: windows that overlap")
  func adaptiveAvgPool2d() {
    let x = counted([1, 1, 7, 5])
    let y = Reference.adaptiveAvgPool2d(x, outputSize: [3, 4])
    let dx = Reference.adaptiveAvgPool2dBackward(dy(y), inputShape: x.shape, outputSize: [3, 4])
    expect(
      y, [1, 1, 3, 4],
      [
        -0.1666666667, 1.3333333333, 1, -1.1666666667, 0.1666666667, -0.1666666667,
        1.3333333333, 1, -1.3333333333, 0.1666666667, -0.1666666667, 1.3333333333,
      ])
    expect(
      dx, [1, 1, 7, 5],
      [
        -0.5, -0.1666666667, -0.6666666667, -1.1666666667, -0.1666666667, -0.5, -0.1666666667,
        -0.6666666667, -1.1666666667, -0.1666666667, 0.1666666667, -0.1666666667, -1.1666666667,
        0, 0.8333333333, 0.6666666667, 0, -0.5, 1.1666666667, 1, 0.3333333333, 0.1666666667,
        -0.8333333333, 0.3333333333, 1, -0.3333333333, 0.1666666667, -0.3333333333,
        -0.8333333333, 0, -0.3333333333, 0.1666666667, -0.3333333333, -0.8333333333, 0,
      ])
  }
}

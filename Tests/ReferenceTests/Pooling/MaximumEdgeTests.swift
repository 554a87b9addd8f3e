import Kernels
import ReferenceKernels
import Tensors
import Testing

/// The edge rules of maximum pooling: ties, NaN, infinities, padding.
@Suite struct MaximumEdgeTests {
  init() { TensorMemory.isPoisoned = true }

  static let window = PoolingOptions(kernelSize: [2, 3])

  static func picture(_ rows: [[Float]]) -> Tensor<Float> { Tensor([[rows]]) }

  static func gradient(_ x: Tensor<Float>, _ options: PoolingOptions = window) -> [Float] {
    let dy = Reference.maxPool2d(x, options: options).map { _ in Float(1) }
    return Reference.maxPool2dBackward(dy, input: x, options: options).scalars
  }

  @Test("A tie goes to the first in row order, not in column order")
  func tie() {
    #expect(Self.gradient(Self.picture([[1, 2, 7], [7, 7, 0]])) == [0, 0, 1, 0, 0, 0])
    #expect(Self.gradient(Self.picture([[0, 0, 0], [0, 0, 0]])) == [1, 0, 0, 0, 0, 0])
  }

  @Test("Zero and its negative tie")
  func signedZeros() {
    #expect(Self.gradient(Self.picture([[-1, -0.0, 0], [-1, 0, -2]])) == [0, 1, 0, 0, 0, 0])
  }

  @Test("A NaN counts as larger than any number, and takes the gradient")
  func nan() {
    let x = Self.picture([[1, .infinity, .nan], [5, .nan, 9]])
    #expect(Reference.maxPool2d(x, options: Self.window).scalars[0].isNaN)
    #expect(Self.gradient(x) == [0, 0, 1, 0, 0, 0])
    #expect(Reference.globalMaxPool2d(x).scalars[0].isNaN)
    let row = Tensor([[[.nan, 1, 2, 3]]])
    let y = Reference.maxPool1d(row, options: PoolingOptions(kernelSize: 2)).scalars
    #expect(y[0].isNaN && y[1] == 3)
    let dx = Reference.maxPool1dBackward(
      Tensor([[[5, 7]]]), input: row, options: PoolingOptions(kernelSize: 2))
    #expect(dx.scalars == [5, 0, 0, 7])
  }

  @Test("Where all is −∞ the first place is the largest")
  func negativeInfinity() {
    let low = -Float.infinity
    let x = Self.picture([[low, low, low], [low, low, low]])
    #expect(Reference.maxPool2d(x, options: Self.window).scalars == [low])
    #expect(Self.gradient(x) == [1, 0, 0, 0, 0, 0])
  }

  @Test("Padding never wins, not even against −∞")
  func padding() {
    let options = PoolingOptions(kernelSize: 2, padding: 1)
    let x = Self.picture([[-7, -.infinity], [-3, -2]])
    #expect(Reference.maxPool2d(x, options: options).scalars == [-7, -.infinity, -3, -2])
    #expect(Self.gradient(x, options) == [1, 1, 1, 1])
  }

  @Test("A window of nothing but padding gives −∞, and nothing back")
  func nothingButPadding() {
    // Two rows apart, the window of the one row steps over it.
    let options = PoolingOptions(kernelSize: [2, 1], padding: [1, 0], dilation: 2)
    let x = Self.picture([[3, 5]])
    #expect(Reference.maxPool2d(x, options: options).scalars == [-.infinity, -.infinity])
    #expect(Self.gradient(x, options) == [0, 0])
    let mean = Reference.avgPool2d(x, options: options, countIncludePad: false)
    #expect(mean == .zeros([1, 1, 1, 2]))
    let back = Reference.avgPool2dBackward(
      Tensor([[[[1, 1]]]]), inputShape: x.shape, options: options, countIncludePad: false)
    #expect(back == .zeros([1, 1, 1, 2]))
  }

  @Test("A place that wins in two windows gets both gradients")
  func twoWindows() {
    let options = PoolingOptions(kernelSize: 2, stride: 1)
    let dx = Reference.maxPool1dBackward(
      Tensor([[[3, 5]]]), input: Tensor([[[1, 9, 2]]]), options: options)
    #expect(dx.scalars == [0, 8, 0])
  }
}

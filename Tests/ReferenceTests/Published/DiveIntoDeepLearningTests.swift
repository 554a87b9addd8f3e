import Kernels
import ReferenceKernels
import Tensors
import Testing

/// Numbers printed in Zhang, Lipton, Li, Smola: *Dive into Deep Learning*, https://d2l.ai. Its X counts
/// from 0 to 8 and its K from 0 to 3: the course's running example, here with its gradients too.
@Suite struct DiveIntoDeepLearningTests {
  init() { TensorMemory.isPoisoned = true }

  let x = Tensor([[0, 1, 2], [3, 4, 5], [6, 7, 8]])
  let k = Tensor([[0, 1], [2, 3]])

  @Test("d2l 7.2.1: the cross-correlation of a 3×3 with a 2×2")
  func crossCorrelation() {
    #expect(Reference.conv2d(x, weight: k) == Tensor([[19, 25], [37, 43]]))
  }

  @Test("The running example's gradients, along dY = [[0, 1], [2, 3]]")
  func gradients() {
    let gradients = Reference.conv2dBackward(
      k.reshaped([1, 1, 2, 2]), input: x.reshaped([1, 1, 3, 3]), weight: k.reshaped([1, 1, 2, 2]),
      options: ConvolutionOptions())
    #expect(gradients.gradWeight == Tensor([[[[19, 25], [37, 43]]]]))
    #expect(gradients.gradInput == Tensor([[[[0, 0, 1], [0, 4, 6], [4, 12, 9]]]]))
    #expect(gradients.gradBias == Tensor([6]))
  }

  @Test("d2l 7.2.3: edges between white and black")
  func edges() {
    let row: [Float] = [1, 1, 0, 0, 0, 0, 1, 1]
    let picture = Tensor(Array(repeating: row, count: 6))
    let edges: [Float] = [0, 1, 0, 0, 0, -1, 0]
    let kernel = Tensor([[1, -1]])
    #expect(
      Reference.conv2d(picture, weight: kernel) == Tensor(Array(repeating: edges, count: 6)))
    let transposed = Tensor((0..<8).map { _ in [Float](repeating: row[0], count: 6) })
    #expect(Reference.conv2d(transposed, weight: kernel) == .zeros([8, 5]))
  }

  @Test("d2l 7.3.1: the same with padding 1")
  func padding() {
    #expect(
      Reference.conv2d(x, weight: k, padding: 1)
        == Tensor([[0, 3, 8, 4], [9, 19, 25, 10], [21, 37, 43, 16], [6, 7, 8, 0]]))
  }

  @Test("d2l 7.3.2: strides of 3 down and 2 across")
  func stride() {
    #expect(
      Reference.conv2d(x, weight: k, stride: [3, 2], padding: 1) == Tensor([[0, 8], [6, 8]]))
  }

  @Test("d2l 7.4.1: two input channels")
  func inputChannels() {
    let input = Tensor(stacking: [Tensor(stacking: [x, x + 1])])
    let weight = Tensor(stacking: [Tensor(stacking: [k, k + 1])])
    #expect(Reference.conv2d(input, weight: weight) == Tensor([[[[56, 72], [104, 120]]]]))
  }

  @Test("d2l 7.4.2: three output channels")
  func outputChannels() {
    let input = Tensor(stacking: [Tensor(stacking: [x, x + 1])])
    let one = Tensor(stacking: [k, k + 1])
    let weight = Tensor(stacking: [one, one + 1, one + 2])
    #expect(
      Reference.conv2d(input, weight: weight)
        == Tensor([
          [[[56, 72], [104, 120]], [[76, 100], [148, 172]], [[96, 128], [192, 224]]]
        ]))
  }

  @Test("d2l 7.5.1: maximum and average pooling")
  func pooling() {
    #expect(Reference.maxPool2d(x, kernelSize: 2, stride: 1) == Tensor([[4, 5], [7, 8]]))
    #expect(Reference.avgPool2d(x, kernelSize: 2, stride: 1) == Tensor([[2, 3], [5, 6]]))
  }

  @Test("d2l 7.5.2: pooling with padding and stride")
  func poolingWithPaddingAndStride() {
    let x = Tensor(shape: [4, 4], (0..<16).map(Float.init))
    #expect(Reference.maxPool2d(x, kernelSize: 3) == Tensor([[10]]))
    #expect(
      Reference.maxPool2d(x, kernelSize: 3, stride: 2, padding: 1) == Tensor([[5, 7], [13, 15]]))
    #expect(
      Reference.maxPool2d(x, kernelSize: [2, 3], stride: [2, 3], padding: [0, 1])
        == Tensor([[5, 7], [13, 15]]))
  }

  @Test("d2l 7.5.3: pooling of two channels")
  func poolingOfChannels() {
    let x = Tensor(shape: [1, 1, 4, 4], (0..<16).map(Float.init))
    let both = Tensor(shape: [1, 2, 4, 4], x.scalars + (x + 1).scalars)
    #expect(
      Reference.maxPool2d(both, kernelSize: 3, stride: 2, padding: 1)
        == Tensor([[[[5, 7], [13, 15]], [[6, 8], [14, 16]]]]))
  }

  @Test("d2l 14.10.1: the transposed convolution of a 2×2 with a 2×2")
  func transposed() {
    #expect(
      Reference.convTranspose2d(k, weight: k) == Tensor([[0, 0, 1], [0, 4, 6], [4, 12, 9]]))
  }

  @Test("d2l 14.10.2: transposed with padding 1, and with stride 2")
  func transposedWithPaddingAndStride() {
    #expect(Reference.convTranspose2d(k, weight: k, padding: 1) == Tensor([[4]]))
    #expect(
      Reference.convTranspose2d(k, weight: k, stride: 2)
        == Tensor([[0, 0, 0, 1], [0, 0, 2, 3], [0, 2, 0, 3], [4, 6, 6, 9]]))
  }
}

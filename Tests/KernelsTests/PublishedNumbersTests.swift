import FastKernels
import Kernels
import ReferenceKernels
import Tensors
import Testing

/// Numbers that others have published for a convolution, with where they stand.
@Suite struct PublishedNumbersTests {
  static let bothKernels: [any Kernels<Float>.Type] = [Reference.self, Fast.self]

  let x = Tensor([[0, 1, 2], [3, 4, 5], [6, 7, 8]])
  let k = Tensor([[0, 1], [2, 3]])

  // Zhang, Lipton, Li, Smola: Dive into Deep Learning, https://d2l.ai

  @Test("d2l 7.2.1: the cross-correlation of a 3×3 with a 2×2", arguments: bothKernels)
  func d2lCrossCorrelation(_ kernels: any Kernels<Float>.Type) {
    #expect(kernels.conv2d(x, weight: k) == Tensor([[19, 25], [37, 43]]))
  }

  @Test("d2l 7.3.1: the same with padding 1", arguments: bothKernels)
  func d2lPadding(_ kernels: any Kernels<Float>.Type) {
    #expect(
      kernels.conv2d(x, weight: k, padding: 1)
        == Tensor([[0, 3, 8, 4], [9, 19, 25, 10], [21, 37, 43, 16], [6, 7, 8, 0]]))
  }

  @Test("d2l 7.3.2: strides of 3 down and 2 across", arguments: bothKernels)
  func d2lStride(_ kernels: any Kernels<Float>.Type) {
    #expect(
      kernels.conv2d(x, weight: k, stride: [3, 2], padding: 1) == Tensor([[0, 8], [6, 8]]))
  }

  @Test(
    "The course's example, backward: what each weight and each pixel gets", arguments: bothKernels)
  func backwardOfTheCoursesExample(_ kernels: any Kernels<Float>.Type) {
    let gradients = kernels.conv2dBackward(k, input: x, weight: k)
    #expect(gradients.gradWeight == Tensor([[19, 25], [37, 43]]))
    #expect(gradients.gradInput == Tensor([[0, 0, 1], [0, 4, 6], [4, 12, 9]]))
    #expect(gradients.gradBias == Tensor([6]))
    #expect(kernels.convTranspose2d(k, weight: k) == gradients.gradInput)
  }

  @Test("A row counts as one row of one channel, backward too", arguments: bothKernels)
  func rows(_ kernels: any Kernels<Float>.Type) {
    let (row, weight) = (Tensor([1, 2, 3, 4]), Tensor([0, 1, 10]))
    #expect(kernels.conv1d(row, weight: weight) == Tensor([32, 43]))
    #expect(
      kernels.convolve1d(row, weight: weight, padding: .full) == Tensor([0, 1, 12, 23, 34, 40]))
    let gradients = kernels.conv1dBackward(Tensor([1, 2]), input: row, weight: weight)
    #expect(gradients.gradWeight == Tensor([5, 8, 11]))
    #expect(gradients.gradInput == Tensor([0, 1, 12, 20]))
  }

  @Test("d2l 7.4.1: two input channels", arguments: bothKernels)
  func d2lChannels(_ kernels: any Kernels<Float>.Type) {
    let input = Tensor(stacking: [Tensor(stacking: [x, x + 1])])
    let weight = Tensor(stacking: [Tensor(stacking: [k, k + 1])])
    #expect(kernels.conv2d(input, weight: weight) == Tensor([[[[56, 72], [104, 120]]]]))
  }

  // Stanford CS231n, assignment 2, ConvolutionalNetworks.ipynb, "Convolution: Naive forward pass"

  @Test("CS231n: the naive forward pass of the convolution, to 1e-7 in Double")
  func cs231nForward() {
    let x = Tensor<Double>.linspace(-0.1, 0.5, count: 96).reshaped([2, 3, 4, 4])
    let w = Tensor<Double>.linspace(-0.2, 0.3, count: 144).reshaped([3, 3, 4, 4])
    let b = Tensor<Double>.linspace(-0.1, 0.2, count: 3)
    let y = Reference.conv2d(x, weight: w, bias: b, stride: 2, padding: 1)
    #expect(y.shape == [2, 3, 2, 2])
    let first = Tensor<Double>([[-0.08759809, -0.10987781], [-0.18387192, -0.2109216]])
    let last = Tensor<Double>([[0.50813986, 0.54309974], [0.64082444, 0.67101435]])
    #expect((y.slice(0, 0) - first).magnitudes.scalars.allSatisfy { $0 <= 1e-7 })
    #expect((y.slice(0, 2) - last).magnitudes.scalars.allSatisfy { $0 <= 1e-7 })
  }
}

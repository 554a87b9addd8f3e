import Kernels
import Loupe
import ReferenceKernels
import Tensors
import Testing

/// The calls with options by name say the same as those with a value of options.
@Suite struct CallTests {
  let x = Tensor<Float>.randomWhole([6, 7], seed: 1)
  let w = Tensor<Float>.randomWhole([3, 2], seed: 2)

  /// One picture of one channel.
  func picture(_ matrix: Tensor<Float>) -> Tensor<Float> { matrix.reshaped([1, 1] + matrix.shape) }

  @Test("A matrix and its gradients by name are those of one picture of one channel")
  func matrices() {
    let options = ConvolutionOptions(stride: [2, 1], padding: 1)
    let dy = Tensor<Float>.randomWhole([3, 8], seed: 3)
    let single = Reference.convolve2dBackward(dy, input: x, weight: w, stride: [2, 1], padding: 1)
    let whole = Reference.convolve2dBackward(
      picture(dy), input: picture(x), weight: picture(w), options: options)
    #expect(single.gradInput == whole.gradInput.reshaped([6, 7]))
    #expect(single.gradWeight == whole.gradWeight.reshaped([3, 2]))
    #expect(single.gradBias == whole.gradBias)
    #expect(
      Reference.conv2dReLU(x, weight: w, stride: [2, 1], padding: 1)
        == Reference.relu(Reference.conv2d(x, weight: w, stride: [2, 1], padding: 1)))
  }

  @Test("A transposed convolution's gradients by name")
  func transposed() {
    let dy = Tensor<Float>.randomWhole([14, 14], seed: 3)
    let single = Reference.convTranspose2dBackward(
      dy, input: x, weight: w, stride: 2, outputPadding: [1, 0])
    let whole = Reference.convTranspose2dBackward(
      picture(dy), input: picture(x), weight: picture(w),
      options: TransposedConvolutionOptions(stride: 2, outputPadding: [1, 0]))
    #expect(single.gradInput == whole.gradInput.reshaped([6, 7]))
    #expect(single.gradWeight == whole.gradWeight.reshaped([3, 2]))
  }

  @Test("A pooling's gradient by name, of a matrix and of a row")
  func poolings() {
    let dy = Tensor<Float>.randomWhole([3, 3], seed: 3)
    let options = PoolingOptions(kernelSize: 2)
    #expect(
      Reference.maxPool2dBackward(dy, input: x, kernelSize: 2)
        == Reference.maxPool2dBackward(picture(dy), input: picture(x), options: options)
        .reshaped([6, 7]))
    #expect(
      Reference.avgPool2dBackward(dy, inputShape: [6, 7], kernelSize: 2)
        == Reference.avgPool2dBackward(
          picture(dy), inputShape: [1, 1, 6, 7], options: options, countIncludePad: true
        ).reshaped([6, 7]))
    let row = Tensor<Float>([3, 1, 2, 5])
    #expect(
      Reference.maxPool1dBackward(Tensor([10, 20]), input: row, kernelSize: 2)
        == Tensor([10, 0, 0, 20]))
    #expect(
      Reference.avgPool1dBackward(Tensor<Float>([10, 20]), inputShape: [4], kernelSize: 2)
        == Tensor([5, 5, 10, 10]))
  }

  @Test("A check takes an operation on one tensor, on two and on three")
  func checks() {
    let b = Tensor<Float>([1])
    #expect(check(x) { kernels, x in kernels.relu(x) })
    #expect(check(x, w) { kernels, x, w in kernels.conv2d(x, weight: w) })
    #expect(check(x, w, b) { kernels, x, w, b in kernels.conv2d(x, weight: w, bias: b) })
    #expect(!check(x) { _, x in x })
  }
}

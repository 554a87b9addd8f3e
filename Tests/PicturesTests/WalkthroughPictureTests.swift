import Pictures
import Tensors
import Testing
import Walkthroughs

/// The steps of walkthroughs as pictures, each as somebody has found it good.
@Suite("Walkthroughs as pictures") struct WalkthroughPictureTests {
  private let x = Tensor([[0, 1, 2], [3, 4, 5], [6, 7, 8]])
  private let k = Tensor([[0, 1], [2, 3]])

  @Test("the second window of the worked example")
  func window() {
    ReferencePictures.expect(Walkthrough.conv2d(x, weight: k)[1].page.picture, "walk-window")
  }

  @Test("padding and a stride")
  func padding() {
    let walk = Walkthrough.conv2d(x, weight: k, stride: 2, padding: 1)
    ReferencePictures.expect(walk[1].page.picture, "walk-padding")
  }

  @Test("two channels and a bias, with numbers that aren't whole")
  func channels() {
    let x = Tensor(shape: [1, 2, 3, 3], (0..<18).map { Float($0 % 7) / 3 - 1 })
    let w = Tensor(shape: [1, 2, 2, 2], (0..<8).map { Float($0 % 3) - 1 })
    let walk = Walkthrough.conv2d(x, weight: w, bias: Tensor([0.5]), dilation: 2)
    ReferencePictures.expect(walk[0].page.picture, "walk-channels")
  }

  @Test("a number of dY that is scattered into dX")
  func scattering() {
    let walk = Walkthrough.conv2dBackward(k, input: x, weight: k, by: .input)
    ReferencePictures.expect(walk[3].page.picture, "walk-scattering")
  }

  @Test("the winner of two windows gets both gradients")
  func winner() {
    let x = Tensor([[1, 2, 0], [4, 9, 3], [5, 6, 7]])
    let walk = Walkthrough.maxPool2dBackward(k, input: x, kernelSize: 2, stride: 1)
    ReferencePictures.expect(walk[2].page.picture, "walk-winner")
  }

  @Test("a window that becomes a column")
  func im2col() {
    let walk = Walkthrough.im2col(x, weight: k, padding: 1)
    ReferencePictures.expect(walk[5].page.picture, "walk-im2col")
  }

  @Test("Winograd's way to four outputs")
  func winograd() {
    let x = Tensor([[1, 2, 0, 1], [0, 1, 3, 2], [2, 1, 0, 1], [1, 0, 2, 1]])
    let w = Tensor([[1, 0, -1], [2, 0, -2], [1, 0, -1]])
    ReferencePictures.expect(Walkthrough.winograd2d(x, weight: w)[0].page.picture, "walk-winograd")
  }

  @Test("softmax of three numbers")
  func softmax() {
    ReferencePictures.expect(
      Walkthrough.softmax(Tensor([2, 1, 0]))[0].page.picture, "walk-softmax")
  }
}

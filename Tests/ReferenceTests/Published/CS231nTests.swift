import Foundation
import Kernels
import ReferenceKernels
import Tensors
import Testing

/// Numbers that Stanford's CS231n gives its students to check assignment 2 with,
/// https://cs231n.github.io/assignments2024/assignment2.
@Suite struct CS231nTests {
  init() { TensorMemory.isPoisoned = true }

  /// Numbers evenly spaced from one to the other, in row order.
  private func spaced(_ first: Double, _ last: Double, _ shape: [Int]) -> Tensor<Double> {
    Tensor<Double>.linspace(first, last, count: shape.reduce(1, *)).reshaped(shape)
  }

  @Test("CS231n, ConvolutionalNetworks, conv_forward_naive")
  func conv() {
    let y = Reference.conv2d(
      spaced(-0.1, 0.5, [2, 3, 4, 4]), weight: spaced(-0.2, 0.3, [3, 3, 4, 4]),
      bias: spaced(-0.1, 0.2, [3]), stride: 2, padding: 1)
    expect(
      y, [2, 3, 2, 2],
      [
        -0.08759809, -0.10987781, -0.18387192, -0.2109216, 0.21027089, 0.21661097, 0.22847626,
        0.23004637, 0.50813986, 0.54309974, 0.64082444, 0.67101435, -0.98053589, -1.03143541,
        -1.19128892, -1.24695841, 0.69108355, 0.66880383, 0.59480972, 0.56776003, 2.36270298,
        2.36904306, 2.38090835, 2.38247847,
      ], tolerance: 1e-8)
  }

  @Test("CS231n, ConvolutionalNetworks, max_pool_forward_naive")
  func maxPool() {
    let y = Reference.maxPool2d(spaced(-0.3, 0.4, [2, 3, 4, 4]), kernelSize: 2)
    expect(
      y, [2, 3, 2, 2],
      [
        -0.26315789, -0.24842105, -0.20421053, -0.18947368, -0.14526316, -0.13052632, -0.08631579,
        -0.07157895, -0.02736842, -0.01263158, 0.03157895, 0.04631579, 0.09052632, 0.10526316,
        0.14947368, 0.16421053, 0.20842105, 0.22315789, 0.26736842, 0.28210526, 0.32631579,
        0.34105263, 0.38526316, 0.4,
      ], tolerance: 1e-8)
  }

  @Test("CS231n, FullyConnectedNets, affine_forward, whose weight is ours transposed")
  func affine() {
    let w = Numbers(spaced(-0.2, 0.3, [120, 3]))
    let transposed = Tensor<Double>.zeros([3, 120]).mapPlaces { place, _ in
      w[[place[1], place[0]]]
    }
    let x = Reference.flatten(spaced(-0.1, 0.5, [2, 4, 5, 6]))
    let y = Reference.linear(x, weight: transposed, bias: spaced(-0.3, 0.1, [3]))
    expect(
      y, [2, 3], [1.49834967, 1.70660132, 1.91485297, 3.25553199, 3.5141327, 3.77273342],
      tolerance: 1e-8)
  }

  private var w: Tensor<Double> { spaced(-0.4, 0.6, [4, 5]) }
  private var gradient: Tensor<Double> { spaced(-0.6, 0.4, [4, 5]) }

  @Test("CS231n, FullyConnectedNets, rmsprop")
  func rmsprop() {
    let step = Reference.rmspropStep(
      w, gradient: gradient, state: RMSpropState(squareAverage: spaced(0.6, 0.9, [4, 5])),
      options: RMSpropOptions(learningRate: 0.01, alpha: 0.99, eps: 1e-8))
    expect(
      step.parameter, [4, 5],
      [
        -0.39223849, -0.34037513, -0.28849239, -0.23659121, -0.18467247, -0.132737, -0.08078555,
        -0.02881884, 0.02316247, 0.07515774, 0.12716641, 0.17918792, 0.23122175, 0.28326742,
        0.33532447, 0.38739248, 0.43947102, 0.49155973, 0.54365823, 0.59576619,
      ], tolerance: 2e-8)
    expect(
      step.state.squareAverage.slice(0), [5],
      [0.5976, 0.6126277, 0.6277108, 0.64284931, 0.65804321],
      tolerance: 1e-8)
  }

  @Test("CS231n, FullyConnectedNets, adam, after five steps")
  func adam() {
    let step = Reference.adamStep(
      w, gradient: gradient,
      state: AdamState(
        average: spaced(0.6, 0.9, [4, 5]), squareAverage: spaced(0.7, 0.5, [4, 5]), steps: 5),
      options: AdamOptions(learningRate: 0.01))
    expect(
      step.parameter, [4, 5],
      [
        -0.40094747, -0.34836187, -0.29577703, -0.24319299, -0.19060977, -0.1380274, -0.08544591,
        -0.03286534, 0.01971428, 0.0722929, 0.1248705, 0.17744702, 0.23002243, 0.28259667,
        0.33516969, 0.38774145, 0.44031188, 0.49288093, 0.54544852, 0.59801459,
      ], tolerance: 1e-8)
    expect(
      step.state.average.slice(0), [5], [0.48, 0.49947368, 0.51894737, 0.53842105, 0.55789474],
      tolerance: 1e-8)
    expect(
      step.state.squareAverage.slice(0), [5],
      [0.69966, 0.68908382, 0.67851319, 0.66794809, 0.65738853], tolerance: 1e-8)
    #expect(step.state.steps == 6)
  }

  @Test("CS231n, FullyConnectedNets, sgd_momentum, whose velocity is ours times −lr")
  func sgdMomentum() {
    let step = Reference.sgdStep(
      w, gradient: gradient, velocity: -1000 * spaced(0.6, 0.9, [4, 5]),
      options: SGDOptions(learningRate: 0.001, momentum: 0.9))
    expect(
      step.parameter, [4, 5],
      [
        0.1406, 0.20738947, 0.27417895, 0.34096842, 0.40775789, 0.47454737, 0.54133684, 0.60812632,
        0.67491579, 0.74170526, 0.80849474, 0.87528421, 0.94207368, 1.00886316, 1.07565263,
        1.14244211, 1.20923158, 1.27602105, 1.34281053, 1.4096,
      ], tolerance: 1e-8)
  }

  @Test("d2l 4.4, cross_entropy: the book's probabilities, as logits their logarithms")
  func crossEntropy() {
    let logits = Tensor<Double>([[0.1, 0.3, 0.6], [0.3, 0.2, 0.5]]).map { share in log(share) }
    let losses = Reference.crossEntropy(
      logits, target: Tensor<Int>([0, 2]), reduction: .none)
    expect(losses, [2], [2.3026, 0.6931], tolerance: 5e-5)
  }
}

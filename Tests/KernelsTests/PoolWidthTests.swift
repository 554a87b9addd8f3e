import FastKernels
import Kernels
import ReferenceKernels
import Tensors
import Testing

/// Rows of every width around the vectors' sixteen numbers: what is left at the end of a row, of a phase
/// and of the last channel has code of its own.
@Suite struct PoolWidthTests {
  typealias Exact = Reference<Float>

  init() { TensorMemory.isPoisoned = true }

  static let windows: [PoolingOptions] = [
    PoolingOptions(kernelSize: 2, stride: 2),
    PoolingOptions(kernelSize: 3, stride: 2, padding: 1),
    PoolingOptions(kernelSize: 3, stride: 1, padding: 1),
    PoolingOptions(kernelSize: [2, 3], stride: [1, 3], padding: [1, 0]),
    PoolingOptions(kernelSize: [1, 2], stride: [2, 1], dilation: [1, 3]),
    PoolingOptions(kernelSize: 3, stride: 2, padding: 1, dilation: 2),
    PoolingOptions(kernelSize: 2, stride: 3, ceilMode: true),
    PoolingOptions(kernelSize: [3, 5], stride: 4, padding: [1, 2]),
  ]

  @Test("Every width, forward and backward", arguments: windows)
  func widths(_ options: PoolingOptions) {
    for width in 5...70 {
      let x = Tensor<Float>.randomWhole([1, 2, 5 + width % 3, width], seed: UInt64(width))
        .map { $0 == 4 ? .nan : $0 == -4 ? -.infinity : $0 == 0 ? -0.0 : $0 }
      let y = Exact.maxPool2d(x, options: options)
      #expect(same(Fast.maxPool2d(x, options: options), y), "width \(width)")
      let dy = Tensor<Float>.randomWhole(y.shape, seed: 99)
      #expect(
        Fast.maxPool2dBackward(dy, input: x, options: options)
          == Exact.maxPool2dBackward(dy, input: x, options: options), "width \(width)")
      let numbers = x.map { $0.isFinite ? $0 : 1 }
      for countIncludePad in [false, true] {
        #expect(
          Fast.avgPool2d(numbers, options: options, countIncludePad: countIncludePad)
            == Exact.avgPool2d(numbers, options: options, countIncludePad: countIncludePad),
          "width \(width)")
        // Shares are rounded, and added up in another order.
        let dy = dy.map { $0 * 5040 }
        let fast = Fast.avgPool2dBackward(
          dy, inputShape: x.shape, options: options, countIncludePad: countIncludePad)
        let exact = Exact.avgPool2dBackward(
          dy, inputShape: x.shape, options: options, countIncludePad: countIncludePad)
        for (a, b) in zip(fast.scalars, exact.scalars) {
          #expect(abs(a - b) <= abs(b) * 1e-6 + 0.01)
        }
      }
    }
  }

  @Test("Lines of every length, alone and side by side", arguments: 2...70)
  func lines(_ size: Int) {
    for (shape, axis) in [([3, size], 1), ([2, 3, size], 1), ([2, size, 3], 1), ([size, 2], 1)] {
      let x = Tensor<Float>.random(shape, in: -5...5, seed: 1)
      let dy = Tensor<Float>.random(shape, seed: 2)
      for (fast, exact) in [
        (Fast.softmax(x, axis: axis), Exact.softmax(x, axis: axis)),
        (Fast.logSoftmax(x, axis: axis), Exact.logSoftmax(x, axis: axis)),
        (
          Fast.softmaxBackward(dy, output: x, axis: axis),
          Exact.softmaxBackward(dy, output: x, axis: axis)
        ),
        (
          Fast.logSoftmaxBackward(dy, output: x, axis: axis),
          Exact.logSoftmaxBackward(dy, output: x, axis: axis)
        ),
        (Fast.tanh(x), Exact.tanh(x)),
        (Fast.batchNorm(x).output, Exact.batchNorm(x).output),
      ] {
        for (a, b) in zip(fast.scalars, exact.scalars) {
          #expect(abs(a - b) <= 1e-3 * abs(b) + 1e-3 || (a.isNaN && b.isNaN))
        }
      }
    }
  }

  private func same(_ a: Tensor<Float>, _ b: Tensor<Float>) -> Bool {
    guard a.shape == b.shape else { return false }
    for (a, b) in zip(a.scalars, b.scalars) where a != b && !(a.isNaN && b.isNaN) { return false }
    return true
  }
}

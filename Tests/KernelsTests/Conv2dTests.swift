import FastKernels
import Kernels
import Loupe
import ReferenceKernels
import Tensors
import Testing

/// Every implementation of `conv2d` on the shared table.
@Suite struct Conv2dTests {
  /// Tensors in these tests start out as NaN, so that a number nobody wrote shows.
  init() { TensorMemory.isPoisoned = true }

  // MARK: Reference

  @Test(
    "The reference is a dot product of each window with the kernel", arguments: ConvolutionCase.all)
  func referenceIsWindowsTimesKernel(_ row: ConvolutionCase) {
    let tensors = row.wholeNumbers
    #expect(row.apply(Reference.self, tensors) == row.byWindows(tensors))
  }

  @Test(
    "The reference in Double and in Float are equal on whole numbers",
    arguments: ConvolutionCase.all)
  func referenceIsEqualInBothPrecisions(_ row: ConvolutionCase) {
    let tensors = row.wholeNumbers
    let doubles = tensors.map { Tensor<Double>($0) }
    let result = Reference.conv2d(
      doubles[0], weight: doubles[1], bias: row.hasBias ? doubles[2] : nil, options: row.options)
    #expect(Tensor<Float>(result) == row.apply(Reference.self, tensors))
  }

  // MARK: Fast

  @Test("Fast equals the reference on whole numbers", arguments: ConvolutionCase.all)
  func fastEqualsReference(_ row: ConvolutionCase) {
    let tensors = row.wholeNumbers
    // For narrow vectors F(4×4) is chosen earlier; it divides by 24 and is held to its bound instead.
    let geometry = Conv2dGeometry(tensors[0], weight: tensors[1], options: row.options)
    guard Fast.algorithm(for: geometry) != .winograd else { return }
    #expect(row.apply(Fast.self, tensors) == row.apply(Reference.self, tensors))
  }

  @Test(
    "Every algorithm of Fast equals the reference on whole numbers", arguments: ConvolutionCase.all,
    Fast.Conv2dAlgorithm.allCases)
  func everyAlgorithmEqualsReference(_ row: ConvolutionCase, _ algorithm: Fast.Conv2dAlgorithm) {
    let tensors = row.wholeNumbers
    let geometry = Conv2dGeometry(tensors[0], weight: tensors[1], options: row.options)
    // F(4×4) divides by 24: it has a bound, and a test of its own.
    guard algorithm.supports(geometry), algorithm != .winograd else { return }
    let result = Fast.conv2d(
      tensors[0], weight: tensors[1], bias: row.hasBias ? tensors[2] : nil, options: row.options,
      algorithm: algorithm)
    #expect(result == row.apply(Reference.self, tensors))
  }

  @Test("Reference and fast are within the bound on real numbers", arguments: ConvolutionCase.all)
  func bothAreWithinTheBound(_ row: ConvolutionCase) throws {
    let agreement = try Agreement(of: [Reference.self, Fast.self], on: row.realNumbers) {
      row.apply($0, $1)
    }
    #expect(agreement.agrees, "\(agreement)")
  }

  @Test("Fast gives the same bits on 1, 2, 3 and 7 threads", arguments: ConvolutionCase.all)
  func threadsDoNotChangeABit(_ row: ConvolutionCase) {
    let tensors = row.realNumbers
    let alone = Fast.withThreads(1) { row.apply(Fast.self, tensors) }
    for threads in [2, 3, 7] {
      let shared = Fast.withThreads(threads) { row.apply(Fast.self, tensors) }
      #expect(shared.map(\.bitPattern) == alone.map(\.bitPattern))
    }
  }

  // MARK: The call

  @Test("A matrix counts as one picture of one channel")
  func matrices() {
    let x = Tensor([[0, 1, 2], [3, 4, 5], [6, 7, 8]])
    let k = Tensor([[0, 1], [2, 3]])
    for kernels in [Reference.self, Fast.self] as [any Kernels<Float>.Type] {
      #expect(kernels.conv2d(x, weight: k) == Tensor([[19, 25], [37, 43]]))
    }
  }
}

extension ConvolutionCase {
  /// The convolution written a third way: the padded picture is laid out whole, each window is cut
  /// out of it and multiplied with the kernel. It shares no geometry with the package.
  func byWindows(_ tensors: [Tensor<Float>]) -> Tensor<Float> {
    let (x, w) = (tensors[0], tensors[1])
    let (top, left, bottom, right) = (padding[0], padding[1], padding[2], padding[3])
    let (strideDown, strideAcross) = (self.stride[0], self.stride[1])
    let height = x.shape[2] + top + bottom
    let width = x.shape[3] + left + right
    let outHeight = (height - dilation[0] * (w.shape[2] - 1) - 1) / strideDown + 1
    let outWidth = (width - dilation[1] * (w.shape[3] - 1) - 1) / strideAcross + 1
    var y = Tensor<Float>.zeros([x.shape[0], w.shape[0], outHeight, outWidth])
    for n in 0..<x.shape[0] {
      for oc in 0..<w.shape[0] {
        var sums = Tensor<Float>(
          repeating: hasBias ? tensors[2][oc] : 0, shape: [outHeight, outWidth])
        for ic in 0..<w.shape[1] {
          let channel = oc * groups / w.shape[0] * w.shape[1] + ic
          var padded = Tensor<Float>.zeros([height, width])
          for h in 0..<x.shape[2] {
            for v in 0..<x.shape[3] { padded[h + top, v + left] = x[n, channel, h, v] }
          }
          for oh in 0..<outHeight {
            for ow in 0..<outWidth {
              for kh in 0..<w.shape[2] {
                let h = oh * strideDown + kh * dilation[0]
                for kw in 0..<w.shape[3] {
                  let v = ow * strideAcross + kw * dilation[1]
                  sums[oh, ow] += padded[h, v] * w[oc, ic, kh, kw]
                }
              }
            }
          }
        }
        for oh in 0..<outHeight {
          for ow in 0..<outWidth { y[n, oc, oh, ow] = sums[oh, ow] }
        }
      }
    }
    return y
  }
}

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
    #expect(row.apply(Fast.self, tensors) == row.apply(Reference.self, tensors))
  }

  @Test(
    "Every algorithm of Fast equals the reference on whole numbers", arguments: ConvolutionCase.all,
    Fast.Conv2dAlgorithm.allCases)
  func everyAlgorithmEqualsReference(_ row: ConvolutionCase, _ algorithm: Fast.Conv2dAlgorithm) {
    let tensors = row.wholeNumbers
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
    for kernels in [Reference.self, Fast.self] as [any Kernels.Type] {
      #expect(kernels.conv2d(x, weight: k) == Tensor([[19, 25], [37, 43]]))
    }
  }
}

extension ConvolutionCase {
  /// The convolution written a third way: the padded picture is laid out whole, each window is cut
  /// out of it and multiplied with the kernel. It shares no geometry with the package.
  func byWindows(_ tensors: [Tensor<Float>]) -> Tensor<Float> {
    let (x, w) = (tensors[0], tensors[1])
    let (p, s, d) = (options.padding, options.stride, options.dilation)
    let height = x.shape[2] + p.top + p.bottom
    let width = x.shape[3] + p.left + p.right
    let outHeight = (height - d.height * (w.shape[2] - 1) - 1) / s.height + 1
    let outWidth = (width - d.width * (w.shape[3] - 1) - 1) / s.width + 1
    var y = Tensor<Float>.zeros([x.shape[0], w.shape[0], outHeight, outWidth])
    for n in 0..<x.shape[0] {
      for oc in 0..<w.shape[0] {
        var sums = Tensor<Float>(
          repeating: hasBias ? tensors[2][oc] : 0, shape: [outHeight, outWidth])
        for ic in 0..<w.shape[1] {
          let channel = oc * options.groups / w.shape[0] * w.shape[1] + ic
          var padded = Tensor<Float>.zeros([height, width])
          for h in 0..<x.shape[2] {
            for v in 0..<x.shape[3] { padded[h + p.top, v + p.left] = x[n, channel, h, v] }
          }
          for oh in 0..<outHeight {
            for ow in 0..<outWidth {
              for (kh, h) in stride(
                from: oh * s.height, through: oh * s.height + d.height * (w.shape[2] - 1),
                by: d.height
              ).enumerated() {
                for (kw, v) in stride(
                  from: ow * s.width, through: ow * s.width + d.width * (w.shape[3] - 1),
                  by: d.width
                ).enumerated() {
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

import FastKernels
import Kernels
import Loupe
import ReferenceKernels
import Tensors
import Testing

/// Convolutions with one mistake each. If the table of cases lets one of them pass, the table is too
/// weak.
@Suite struct WrongTwinTests {
  /// A mistake in the geometry of `conv2d`, made on purpose.
  enum Mistake: String, CaseIterable, CustomTestStringConvertible {
    case kernelFlipped, kernelTransposed, dilationDropped, strideSwapped, paddingSwapped
    case paddingAllAtTheEnd, lastColumnSkipped, lastChannelSkipped, groupsIgnored, biasForgotten
    case biasOfFirstChannel, accumulationLost, channelsReversed

    var testDescription: String { rawValue }
  }

  @Test("The table catches a convolution with this mistake", arguments: Mistake.allCases)
  func tableCatches(_ mistake: Mistake) {
    let caught = ConvolutionCase.all.contains { row in
      let tensors = row.wholeNumbers
      let (right, wrong) = (row.apply(Reference.self, tensors), mistake.convolve(row, tensors))
      // A wrong shape alone would be too easy to catch.
      return right.shape == wrong.shape && right != wrong
    }
    #expect(caught)
  }
}

extension WrongTwinTests.Mistake {
  func convolve(_ row: ConvolutionCase, _ tensors: [Tensor<Float>]) -> Tensor<Float> {
    var options = row.options
    let (x, w) = (tensors[0], tensors[1])
    let (stride, p) = (row.stride, row.padding)
    if self == .dilationDropped { options.dilation = 1 }
    if self == .strideSwapped { options.stride = [stride[1], stride[0]] }
    if self == .paddingSwapped { options.padding = [p[1], p[0], p[3], p[2]] }
    if self == .paddingAllAtTheEnd { options.padding = [0, 0, p[0] + p[2], p[1] + p[3]] }
    guard
      let geometry = try? Conv2dGeometry(
        input: x.shape, weight: w.shape, bias: nil, options: options)
    else { return Tensor.zeros([0]) }
    var y = Tensor<Float>.zeros(geometry.outputShape)
    if row.hasBias, self != .biasForgotten {
      for place in 0..<y.count {
        let p = y.place(ofOffset: place)
        y[p[0], p[1], p[2], p[3]] = tensors[2][self == .biasOfFirstChannel ? 0 : p[1]]
      }
    }
    geometry.forEachTap { tap in
      var weight = tap.weight
      let (kh, kw) = (w.shape[2] - 1 - weight.h, w.shape[3] - 1 - weight.w)
      if self == .kernelFlipped { weight = Place(weight.n, weight.c, kh, kw) }
      if self == .kernelTransposed, w.shape[2] == w.shape[3] {
        weight = Place(weight.n, weight.c, weight.w, weight.h)
      }
      if self == .channelsReversed {
        weight = Place(weight.n, w.shape[1] - 1 - weight.c, weight.h, weight.w)
      }
      if self == .lastColumnSkipped, tap.output.w == y.shape[3] - 1 { return }
      if self == .lastChannelSkipped, tap.weight.c == w.shape[1] - 1 { return }
      let input =
        self == .groupsIgnored
        ? Place(tap.input.n, tap.weight.c, tap.input.h, tap.input.w) : tap.input
      if self == .accumulationLost {
        y[tap.output] = w[weight] * x[input]
      } else {
        y[tap.output] += w[weight] * x[input]
      }
    }
    return y
  }
}

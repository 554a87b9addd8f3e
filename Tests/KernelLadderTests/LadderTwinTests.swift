import Kernels
import ReferenceKernels
import Tensors
import Testing

@testable import KernelLadder

/// Convolutions with one mistake each, of the kind that a rung invites. If the table lets one of them
/// pass, of the rows that a rung supports, it is too weak for that rung.
@Suite("The ladder's table of cases")
struct LadderTwinTests {
  enum Mistake: String, CaseIterable, CustomTestStringConvertible {
    case kernelFlipped, kernelTransposed, strideDropped, paddingDropped, paddingRepeatsTheEdge
    case heightForWidth, rowsRunOn
    case lastColumnSkipped, lastRowSkipped, lastInputChannelSkipped, lastOutputChannelSkipped
    case firstPictureForAll, lastPictureSkipped
    case tailOfVectorSkipped, tailOfTwoVectorsSkipped, tailOfFourVectorsSkipped
    case tailOfTileRowsSkipped, lastBlockOfStepsAlone, lastBlockOfStepsSkipped
    case firstBlockOfColumnsAlone, oddRowSkipped, oddColumnSkipped, tailOfEightTilesSkipped

    var testDescription: String { rawValue }
  }

  @Test("catches a convolution with this mistake, for every rung", arguments: Mistake.allCases)
  func tableCatches(_ mistake: Mistake) {
    for rung in Rung.all {
      if mistake == .strideDropped && rung.refusal(weight: [1, 1, 3, 3], stride: 2) != nil {
        continue
      }
      let caught = LadderCase.all.contains { row in
        guard row.isSupported(by: rung) else { return false }
        let (x, w) = row.wholeNumbers
        let (right, wrong) = (row.reference(x, w), mistake.convolve(row, x, w))
        // A wrong shape alone would be too easy to catch.
        return right.shape == wrong.shape && right != wrong
      }
      #expect(caught, "\(rung.name)")
    }
  }

  @Test("would let none of it pass by itself: without a mistake the twin is the reference")
  func twinIsRight() {
    for row in LadderCase.all {
      let (x, w) = row.wholeNumbers
      #expect(convolve(row, x, w) == row.reference(x, w), "\(row.reason)")
    }
  }
}

extension LadderTwinTests.Mistake {
  func convolve(_ row: LadderCase, _ x: Tensor<Float>, _ w: Tensor<Float>) -> Tensor<Float> {
    KernelLadderTests.convolve(row, x, w, mistake: self)
  }

  /// Whether an output is left at zero.
  func skips(_ place: [Int], of shape: [Int]) -> Bool {
    let (n, oc, oh, ow) = (place[0], place[1], place[2], place[3])
    func isTail(_ i: Int, of count: Int, unit: Int) -> Bool { i >= count / unit * unit }
    let (column, columns) = (oh * shape[3] + ow, shape[2] * shape[3])
    switch self {
    case .lastColumnSkipped: return ow == shape[3] - 1
    case .lastRowSkipped: return oh == shape[2] - 1
    case .lastOutputChannelSkipped: return oc == shape[1] - 1
    case .lastPictureSkipped: return n == shape[0] - 1
    case .tailOfVectorSkipped: return isTail(ow, of: shape[3], unit: Processor.lanes)
    case .tailOfTwoVectorsSkipped: return isTail(column, of: columns, unit: 2 * Processor.lanes)
    case .tailOfFourVectorsSkipped: return isTail(column, of: columns, unit: 4 * Processor.lanes)
    case .tailOfTileRowsSkipped: return isTail(oc, of: shape[1], unit: Tile.mr)
    case .firstBlockOfColumnsAlone: return column >= PackedConvolution.nc
    case .oddRowSkipped: return isTail(oh, of: shape[2], unit: 2)
    case .oddColumnSkipped: return isTail(ow, of: shape[3], unit: 2)
    case .tailOfEightTilesSkipped: return isTail(ow, of: shape[3], unit: 16)
    default: return false
    }
  }

  /// Whether the product of step k is left out of its sum.
  func skips(step k: Int, of depth: Int) -> Bool {
    let isLastBlock = k >= (depth - 1) / PackedConvolution.kc * PackedConvolution.kc
    return self == .lastBlockOfStepsSkipped && isLastBlock
      || self == .lastBlockOfStepsAlone && !isLastBlock
  }
}

/// The formula once more, with room for a mistake.
private func convolve(
  _ row: LadderCase, _ x: Tensor<Float>, _ w: Tensor<Float>,
  mistake: LadderTwinTests.Mistake? = nil
) -> Tensor<Float> {
  let shape = row.reference(x, w).shape
  let (height, width) = (x.shape[2], x.shape[3])
  let stride = mistake == .strideDropped ? 1 : row.stride
  let padding = mistake == .paddingDropped ? 0 : row.padding
  let numbers = x.scalars
  func input(_ n: Int, _ ic: Int, _ ih: Int, _ iw: Int) -> Float {
    let n = mistake == .firstPictureForAll ? 0 : n
    let columns = mistake == .heightForWidth ? height : width
    var (ih, iw) = (ih, iw)
    if mistake == .paddingRepeatsTheEdge {
      (ih, iw) = (min(max(ih, 0), height - 1), min(max(iw, 0), width - 1))
    }
    if mistake == .rowsRunOn {
      let offset = ((n * x.shape[1] + ic) * height + ih) * width + iw
      return ih >= 0 && ih < height && numbers.indices.contains(offset) ? numbers[offset] : 0
    }
    guard ih >= 0, ih < height, iw >= 0, iw < min(width, columns) else { return 0 }
    return x[n, ic, ih, iw]
  }
  var y = Tensor<Float>.zeros(shape)
  let (kernelHeight, kernelWidth) = (w.shape[2], w.shape[3])
  for offset in 0..<y.count {
    let place = y.place(ofOffset: offset)
    if mistake?.skips(place, of: shape) == true { continue }
    var sum: Float = 0
    for ic in 0..<x.shape[1] {
      if mistake == .lastInputChannelSkipped && ic == x.shape[1] - 1 { continue }
      for kh in 0..<kernelHeight {
        for kw in 0..<kernelWidth {
          let k = (ic * kernelHeight + kh) * kernelWidth + kw
          if mistake?.skips(step: k, of: w.shape[1] * kernelHeight * kernelWidth) == true {
            continue
          }
          var (r, c) = (kh, kw)
          if mistake == .kernelFlipped { (r, c) = (kernelHeight - 1 - kh, kernelWidth - 1 - kw) }
          if mistake == .kernelTransposed && kernelHeight == kernelWidth { (r, c) = (kw, kh) }
          let number = input(
            place[0], ic, place[2] * stride - padding + kh, place[3] * stride - padding + kw)
          sum += w[place[1], ic, r, c] * number
        }
      }
    }
    y[place[0], place[1], place[2], place[3]] = sum
  }
  return y
}

// Winograd's algorithm has fewer products than the sum that it computes, and larger ones: on the way
// stand sums of the picture's numbers with factors up to 5, and of the results with factors up to 8,
// that cancel in the end. What was rounded off them doesn't cancel. So γₙ · Σ|w||x|, which knows only
// the sum's own products, doesn't hold for it.

import Kernels
import ReferenceKernels
import Tensors

/// How far a convolution by Winograd's algorithm in Float may be from the exact one, number by number:
///
///     |ŷ − y|  ≤  γₘ · ( |Aᵀ| [ Σ ic  (|G||g||Gᵀ|) ⊙ (|Bᵀ||d||B|) ] |A|  +  |b| )
///
/// Why: ŷ is a sum too, of terms A·G·g·B·d, one for each way that a weight and a number of the picture
/// can take through the matrices to this output. Each term is rounded at most so many times,
///
///     m = 2·(roundings of Bᵀ + roundings of G + roundings of Aᵀ) + IC/G + 1
///
/// twice each transform because there are two axes, IC/G for the product and the additions over the
/// channels, in any order, 1 for the bias: 21 + IC/G with 4×4 outputs a tile, 11 + IC/G with 2×2. A
/// term rounded m times is off by γₘ of its magnitude at most (Higham, §3.1, as in `ErrorBound`), and
/// the magnitudes of all terms are the same expression with every matrix's numbers without sign: in
/// none of the transforms does an input come in twice, so nothing is counted too little.
///
/// To that come two absolute parts. A number too small for a Float's digits is rounded by up to half
/// of Float's smallest step, η, however small it is. Transforming the picture and the result
/// multiplies by whole numbers only, which loses nothing so. A transformed weight loses up to 2 η:
/// 1.5 along the first axis at most, of which the second keeps at most all, together with its own
/// below 2. Counted as 4, it meets |Bᵀ||d||B|. Each product loses up to half, counted as 1. Both go
/// through |Aᵀ|·|A|:
///
///     + η · |Aᵀ| [ Σ ic  4·(|Bᵀ||d||B|) + 1 ] |A|
///
/// The exact result that it is held against is a sum of 9·IC/G products and a bias in Double, whose own
/// bound is added.
///
/// It holds as long as nothing on the way is beyond Float's range. An infinity or a NaN in the picture
/// makes NaNs of the whole tile, because ∞ − ∞ is one.
///
/// Cost: m + 2 squared multiply-adds for m² outputs where the reference has 9 for each: a quarter of
/// them with 4×4, 4 of 9 with 2×2.
struct WinogradBound {
  let tiles: WinogradTiles
  let channels: ConvolutionChannels
  private let inputShape: [Int]
  let weightShape: [Int]
  private let outputShape: [Int]
  let rows: WindowAxis
  let columns: WindowAxis

  /// - Precondition: `Fast`'s algorithm with these tiles supports the geometry: its last two axes are
  ///   rows and columns, and others have one place.
  init(_ tiles: WinogradTiles, _ geometry: some ConvolutionGeometry) {
    self.tiles = tiles
    channels = geometry.channels
    inputShape = geometry.inputShape
    weightShape = geometry.weightShape
    outputShape = geometry.outputShape
    let windows = geometry.windows.suffix(2)
    rows = windows.first!
    columns = windows.last!
  }

  /// The bound of the convolution of x with w, and b if there is one.
  func ofOutput(
    _ x: Tensor<Float>, _ w: Tensor<Float>, _ b: Tensor<Float>? = nil
  ) -> Tensor<Double> {
    let sum = WinogradMagnitudes(
      tiles, pictures: channels.pictures, groups: channels.groups,
      sourceChannels: channels.inputPerGroup, resultChannels: channels.outputPerGroup,
      rows: .init(outputs: rows.output, first: firstRow),
      columns: .init(outputs: columns.output, first: firstColumn))
    let weights = sum.weights { oc, ic, g, kh, kw in
      w.place(g * channels.outputPerGroup + oc, ic, kh, kw, channels.inputPerGroup)
    }
    return sum.bound(
      source: paddedMagnitudes(x), weights: weights, bias: b, moreRoundings: 0
    ).reshaped(outputShape)
  }

  /// The bound of the gradient by the input, of dy with w; with b, that of the transposed convolution.
  ///
  /// Where the padding repeats numbers of the input, the gradient is that by the padded input first,
  /// and every number then gets those of its images added: so many roundings more, and the bounds add
  /// up.
  func ofInputGradient(
    _ dy: Tensor<Float>, _ w: Tensor<Float>, _ b: Tensor<Float>? = nil
  ) -> Tensor<Double> {
    func axis(_ axis: WindowAxis) -> WinogradMagnitudes.Axis {
      isPaddedBefore
        ? .init(outputs: axis.paddingBefore + axis.input + axis.paddingAfter, first: -2)
        : .init(outputs: axis.input, first: axis.paddingBefore - 2)
    }
    let sum = WinogradMagnitudes(
      tiles, pictures: channels.pictures, groups: channels.groups,
      sourceChannels: channels.outputPerGroup, resultChannels: channels.inputPerGroup,
      rows: axis(rows), columns: axis(columns))
    // An input that lies further on meets an earlier place of the kernel: it is read backwards.
    let weights = sum.weights { ic, oc, g, kh, kw in
      w.place(g * channels.outputPerGroup + oc, ic, 2 - kh, 2 - kw, channels.inputPerGroup)
    }
    let bound = sum.bound(
      source: dy.double.magnitudes.reshaped([
        channels.pictures, channels.output, rows.output, columns.output,
      ]),
      weights: weights, bias: b,
      moreRoundings: isPaddedBefore ? rows.imagesPerPlace * columns.imagesPerPlace : 0)
    guard isPaddedBefore else { return bound.reshaped(inputShape) }
    return Reference.padBackward(
      bound, inputShape: [channels.pictures, channels.input, rows.input, columns.input],
      padding: padding, mode: rows.paddingMode
    ).reshaped(inputShape)
  }

  /// Whether the padding is put round the picture before the convolution, which then has none.
  private var isPaddedBefore: Bool { rows.paddingMode != .zeros }

  /// The picture's place, maybe before its first, at which the first window begins.
  var firstRow: Int { isPaddedBefore ? 0 : -rows.paddingBefore }
  var firstColumn: Int { isPaddedBefore ? 0 : -columns.paddingBefore }

  /// The magnitudes of x, with its padding unless that is zeros, `[N, C, H, W]`.
  func paddedMagnitudes(_ x: Tensor<Float>) -> Tensor<Double> {
    let picture = x.double.magnitudes.reshaped([
      channels.pictures, channels.input, rows.input, columns.input,
    ])
    return isPaddedBefore
      ? Reference.pad(picture, padding: padding, mode: rows.paddingMode, value: 0) : picture
  }

  private var padding: Padding {
    [rows.paddingBefore, columns.paddingBefore, rows.paddingAfter, columns.paddingAfter]
  }
}

extension Tensor<Float> {
  /// The magnitude of a number of a 3×3 weight with so many input channels in a group.
  fileprivate func place(_ oc: Int, _ ic: Int, _ kh: Int, _ kw: Int, _ channels: Int) -> Double {
    withUnsafeScalars { Double($0[((oc * channels + ic) * 3 + kh) * 3 + kw].magnitude) }
  }
}

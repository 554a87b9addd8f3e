// How the fast convolution came to be: the same convolution, written again and again, each time with
// one thing changed and measured. A file is a rung; its header says what changed and what came of it.
//
//     1  naive            the formula's seven loops
//     2  reordered        the same products, the innermost loop along rows of memory
//     3  im2col           the windows laid out as columns: a matrix product
//     4  registerTile     the product keeps a tile of its result in vector registers
//     5  packed           its operands are laid out in the order of reading, in blocks for the caches
//     6  threaded         the blocks are shared out between the processor's cores
//
// Beside the ladder stand two that win where the matrix product isn't at its best:
//
//        winograd         3×3 kernels with 16 multiplications for four outputs where there were 36
//        fewChannels      no matrix: sums stay in registers while the kernel passes
//
// And one is there to be looked at, and to be measured where a kernel is large:
//
//        fourier          spectra multiplied wave by wave: the kernel's size doesn't matter
//
// All have one signature and give the same numbers but for rounding. `swift run ladder` measures them.

import Kernels
import Tensors

/// The same convolution, in steps from the formula to the processor's limit.
///
///     let y = Ladder.registerTile(x, weight: w, padding: 1)
///     for rung in Ladder.rungs { print(rung.name, rung.idea) }
public enum Ladder {
  /// The ladder, from the slowest rung to the fastest.
  public static let rungs = [
    Rung(1, "naive", "the formula's loops", convolve: naive),
    Rung(2, "reordered", "the innermost loop goes along rows of memory", convolve: reordered),
    Rung(3, "im2col", "windows become columns: a matrix product", convolve: im2col),
    Rung(4, "registerTile", "a tile of the result stays in registers", convolve: registerTile),
    Rung(5, "packed", "operands in the order of reading, a block a cache", convolve: packed),
    Rung(
      6, "threaded", "every core takes blocks",
      convolve: { x, w, stride, padding in
        threaded(x, weight: w, stride: stride, padding: padding)
      }),
  ]

  /// Algorithms that stand beside the ladder, each for a case of its own. They run on one thread.
  public static let beside = [
    Rung(
      nil, "winograd", "16 multiplications where there were 36", refusal: Winograd.refusal,
      convolve: winograd),
    Rung(
      nil, "fewChannels", "no matrix: sums stay in registers while the kernel passes",
      refusal: fewChannelsRefusal, convolve: fewChannels),
  ]
}

/// One way to compute a convolution, as a value: a lesson can go through them all.
public struct Rung: Sendable {
  /// Which rung of the ladder it is, from 1; nil for what stands beside it.
  public let number: Int?
  /// The name of its function in `Ladder`.
  public let name: String
  /// What it does differently from the rung before, in a few words.
  public let idea: String

  typealias Convolve =
    @Sendable (_ x: Tensor<Float>, _ w: Tensor<Float>, _ stride: Int, _ padding: Int)
    -> Tensor<Float>
  typealias Refusal = @Sendable (_ weight: [Int], _ stride: Int) -> String?
  private let convolve: Convolve
  private let refuses: Refusal

  init(
    _ number: Int?, _ name: String, _ idea: String,
    refusal: @escaping Refusal = { _, _ in nil }, convolve: @escaping Convolve
  ) {
    self.number = number
    self.name = name
    self.idea = idea
    self.convolve = convolve
    refuses = refusal
  }

  /// Why it can't compute a convolution with a weight of this shape; nil where it can.
  ///
  /// - Parameters:
  ///   - weight: the shape of w, `[OC, IC, KH, KW]`.
  ///   - stride: how far the kernel moves from one output to the next.
  public func refusal(weight: [Int], stride: Int = 1) -> String? {
    guard weight.count == 4 else {
      return "the weight must be [OC, IC, KH, KW], 4 axes, but has \(weight.count)"
    }
    return refuses(weight, stride)
  }

  /// The convolution of pictures:
  ///
  ///     y[n,oc,oh,ow] = Σ ic,kh,kw  w[oc,ic,kh,kw] · x[n,ic,ih,iw]
  ///         ih = oh·stride − padding + kh, and iw likewise
  ///
  /// What lies outside a picture counts as zero.
  ///
  /// - Parameters:
  ///   - x: the input, `[N, IC, H, W]`.
  ///   - w: the weight, `[OC, IC, KH, KW]`.
  ///   - stride: how far the kernel moves from one output to the next, along both axes.
  ///   - padding: how many zeros surround a picture on each side.
  /// - Returns: the output, `[N, OC, OH, OW]` with OH = (H + 2·padding − KH) / stride + 1, rounded
  ///   down, and OW likewise.
  /// - Precondition: the shapes fit and `refusal(weight:stride:)` is nil; otherwise the program stops
  ///   with a message that says why.
  public func conv2d(
    _ x: Tensor<Float>, weight w: Tensor<Float>, stride: Int = 1, padding: Int = 0
  ) -> Tensor<Float> {
    convolve(x, w, stride, padding)
  }
}

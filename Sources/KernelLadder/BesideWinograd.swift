// Idea       Neighbouring outputs of a 3×3 kernel share inputs, and so can share multiplications.
//            Along one axis two outputs y0, y1 of four inputs d and three weights g take 6 products;
//            Winograd's F(2,3) takes 4:
//
//                m0 = (d0 − d2)·g0                      m1 = (d1 + d2)·(g0 + g1 + g2)/2
//                m3 = (d1 − d3)·g2                      m2 = (d2 − d1)·(g0 − g1 + g2)/2
//                y0 = m0 + m1 + m2                      y1 = m1 − m2 − m3
//
//            Along both axes, Y = Aᵀ [(G g Gᵀ) ⊙ (Bᵀ d B)] A: for 2×2 outputs 16 products and not 36.
//            The sum over input channels stands inside the bracket. So, for each of the 16 places in
//            it, it is a matrix product over channels: [OC, IC] · [IC, tiles], with rung 4's tile.
// Changed    Against rung 4: what is multiplied. Tiles and weights are transformed first, sums last.
// Saves      5 of 9 multiply-adds.
// Costs      The transforms, in additions and in passes over memory, which many channels pay for and
//            few don't. Sums of larger numbers that cancel: rounding shows somewhat more. Kernels of
//            3×3 with stride 1 only.
// Measured   1.30 ms, as fast as 178 GFLOP/s of the plain sum, 1.8 times rung 4 and more than a core can
//            multiply (56×56, 64 → 64 channels, 3×3; a core with AVX-512). The first version took 9.9 ms:
//            it transformed one tile at a time, and its 16 matrices lay whole pages apart (`Picture`).
//
// Source: A. Lavin, S. Gray, *Fast Algorithms for Convolutional Neural Networks*, CVPR 2016,
// https://doi.org/10.1109/CVPR.2016.435.

import Tensors

extension Ladder {
  /// Winograd's F(2×2, 3×3). `Rung.conv2d` says what it computes.
  ///
  /// - Precondition: the kernel is 3×3 and the stride 1.
  public static func winograd(
    _ x: Tensor<Float>, weight w: Tensor<Float>, stride: Int = 1, padding: Int = 0
  ) -> Tensor<Float> {
    let s = Sizes(x, w, stride, padding, rung: "winograd", refusal: Winograd.refusal)
    let picture = Winograd.Picture(s)
    return s.output(x, w) { x, w, y in
      withRoom(for: 16 * picture.weightStep) { u in
        withRoom(for: 16 * picture.inputStep) { v in
          withRoom(for: 16 * picture.sumStep) { m in
            picture.transformWeights(w, into: u)
            for n in 0..<s.pictures {
              picture.transformInput(x + s.input(n, 0, 0, 0), into: v)
              for place in 0..<16 {
                Tile.multiply(
                  u + place * picture.weightStep, v + place * picture.inputStep,
                  lineLength: picture.lineLength, into: m + place * picture.sumStep,
                  rows: s.outputChannels, columns: picture.tiles, depth: s.inputChannels)
              }
              picture.transformSums(m, into: y + s.output(n, 0, 0, 0))
            }
          }
        }
      }
    }
  }

  /// The transforms of F(2,3), as matrices to look at and as the code that does them.
  public enum Winograd {
    /// Bᵀ, which transforms a tile of the input.
    public static let inputTransform = Tensor([
      [1, 0, -1, 0], [0, 1, 1, 0], [0, -1, 1, 0], [0, 1, 0, -1],
    ])
    /// G, which transforms a kernel.
    public static let weightTransform = Tensor([
      [1, 0, 0], [0.5, 0.5, 0.5], [0.5, -0.5, 0.5], [0, 0, 1],
    ])
    /// Aᵀ, which makes outputs of the sums of products.
    public static let outputTransform = Tensor([[1, 1, 1, 0], [0, 1, -1, -1]])

    @Sendable static func refusal(weight: [Int], stride: Int) -> String? {
      if weight[2] != 3 || weight[3] != 3 {
        return "F(2×2, 3×3) is for kernels of 3×3, not \(weight[2])×\(weight[3])"
      }
      return stride == 1 ? nil : "F(2×2, 3×3) is for stride 1, not \(stride)"
    }
  }
}

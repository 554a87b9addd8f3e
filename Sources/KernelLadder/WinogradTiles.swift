import Tensors

// The three transforms of F(2×2, 3×3), each by its matrix along one axis, then along the other. Four
// rows of a 4×4 tile are four vectors, so along the first axis it is arithmetic on whole rows.

extension Ladder.Winograd {
  /// A 4×4 tile, row by row.
  struct Square {
    var r0, r1, r2, r3: SIMD4<Float>

    @inline(__always)
    var transposed: Square {
      Square(
        r0: [r0[0], r1[0], r2[0], r3[0]], r1: [r0[1], r1[1], r2[1], r3[1]],
        r2: [r0[2], r1[2], r2[2], r3[2]], r3: [r0[3], r1[3], r2[3], r3[3]])
    }

    /// Bᵀ·self.
    @inline(__always)
    var inputTransformed: Square { Square(r0: r0 - r2, r1: r1 + r2, r2: r2 - r1, r3: r1 - r3) }

    /// G·self, of the three rows that a kernel has.
    @inline(__always)
    var weightTransformed: Square {
      Square(r0: r0, r1: (r0 + r1 + r2) * 0.5, r2: (r0 - r1 + r2) * 0.5, r3: r2)
    }

    /// Aᵀ·self: two rows, and two of nothing.
    @inline(__always)
    var sumTransformed: Square {
      Square(r0: r0 + r1 + r2, r1: r1 - r2 - r3, r2: .zero, r3: .zero)
    }

    /// Writes the 16 numbers `step` apart.
    @inline(__always)
    func scatter(to place: UnsafeMutablePointer<Float>, step: Int) {
      for i in 0..<4 {
        place[i &* step] = r0[i]
        place[(4 &+ i) &* step] = r1[i]
        place[(8 &+ i) &* step] = r2[i]
        place[(12 &+ i) &* step] = r3[i]
      }
    }

    /// Reads 16 numbers that lie `step` apart.
    @inline(__always)
    init(gather place: UnsafePointer<Float>, step: Int) {
      func row(_ r: Int) -> SIMD4<Float> {
        let first = place + 4 &* r &* step
        return [first[0], first[step], first[2 &* step], first[3 &* step]]
      }
      self.init(r0: row(0), r1: row(1), r2: row(2), r3: row(3))
    }

    init(r0: SIMD4<Float>, r1: SIMD4<Float>, r2: SIMD4<Float>, r3: SIMD4<Float>) {
      (self.r0, self.r1, self.r2, self.r3) = (r0, r1, r2, r3)
    }
  }

  /// A picture cut into 4×4 tiles of input that overlap by two, one for each 2×2 outputs.
  struct Tiles {
    private let s: Sizes
    private var high: Int { (s.outputHeight + 1) / 2 }
    private var wide: Int { (s.outputWidth + 1) / 2 }

    init(_ s: Sizes) { self.s = s }

    /// How many tiles a channel has.
    var count: Int { high * wide }
    /// A line of V, rounded up to whole register tiles.
    var lineLength: Int { roundedUp(count, to: Tile.nr) }
    /// The sizes of U `[16][OC][IC]`, V `[16][IC][tiles]` and M `[16][OC][tiles]`, for one of 16.
    var weightSize: Int { roundedUp(s.outputChannels, to: Tile.mr) * s.inputChannels }
    var inputSize: Int { s.inputChannels * lineLength }
    var sumSize: Int { s.outputChannels * count }

    /// U = G g Gᵀ for every pair of channels.
    func transformWeights(_ w: UnsafePointer<Float>, into u: UnsafeMutablePointer<Float>) {
      u.update(repeating: 0, count: 16 * weightSize)
      for pair in 0..<s.outputChannels * s.inputChannels {
        let g = w + 9 * pair
        let kernel = Square(
          r0: [g[0], g[1], g[2], 0], r1: [g[3], g[4], g[5], 0], r2: [g[6], g[7], g[8], 0],
          r3: .zero)
        let transformed = kernel.weightTransformed.transposed.weightTransformed.transposed
        transformed.scatter(to: u + pair, step: weightSize)
      }
    }

    /// V = Bᵀ d B for every tile of every channel of one picture.
    func transformInput(_ x: UnsafePointer<Float>, into v: UnsafeMutablePointer<Float>) {
      v.update(repeating: 0, count: 16 * inputSize)
      // With its padding, a channel is as large as its tiles together: no tile has an edge.
      let (paddedHeight, paddedWidth) = (2 * high + 2, 2 * wide + 2)
      withRoom(for: paddedHeight * paddedWidth) { padded in
        padded.update(repeating: 0, count: paddedHeight * paddedWidth)
        let (rows, columns) = (
          min(s.height, paddedHeight - s.padding), min(s.width, paddedWidth - s.padding)
        )
        for ic in 0..<s.inputChannels {
          for ih in 0..<max(0, rows) {
            (padded + (ih + s.padding) * paddedWidth + s.padding)
              .update(from: x + s.input(0, ic, ih, 0), count: columns)
          }
          for tile in 0..<count {
            let corner = padded + 2 * (tile / wide) * paddedWidth + 2 * (tile % wide)
            let d = Square(
              r0: SIMD4(at: corner), r1: SIMD4(at: corner + paddedWidth),
              r2: SIMD4(at: corner + 2 * paddedWidth), r3: SIMD4(at: corner + 3 * paddedWidth))
            let transformed = d.inputTransformed.transposed.inputTransformed.transposed
            transformed.scatter(to: v + ic * lineLength + tile, step: inputSize)
          }
        }
      }
    }

    /// Y = Aᵀ M A for every tile of every output channel; the last tile may hang over.
    func transformSums(_ m: UnsafePointer<Float>, into y: UnsafeMutablePointer<Float>) {
      for oc in 0..<s.outputChannels {
        for tile in 0..<count {
          let (oh, ow) = (2 * (tile / wide), 2 * (tile % wide))
          let sums = Square(gather: m + oc * count + tile, step: sumSize)
          let four = sums.sumTransformed.transposed.sumTransformed.transposed
          let to = y + s.output(0, oc, oh, ow)
          let hasRight = ow + 1 < s.outputWidth
          to[0] = four.r0[0]
          if hasRight { to[1] = four.r0[1] }
          if oh + 1 < s.outputHeight {
            to[s.outputWidth] = four.r1[0]
            if hasRight { to[s.outputWidth + 1] = four.r1[1] }
          }
        }
      }
    }
  }
}

import Tensors

extension Ladder.Winograd {
  /// A picture cut into 4×4 tiles of input that overlap by two, one for each 2×2 outputs.
  struct Picture {
    private let s: Sizes
    private typealias Eight = SIMD8<Float>

    /// The tiles of a column and of a row.
    private var high: Int { (s.outputHeight + 1) / 2 }
    private var wide: Int { (s.outputWidth + 1) / 2 }

    init(_ s: Sizes) { self.s = s }

    /// How many tiles a channel has.
    var tiles: Int { high * wide }
    /// A line of V: room for the last eight tiles, rounded up to whole register tiles.
    var lineLength: Int { roundedUp(tiles + Eight.scalarCount, to: Tile.nr) }
    /// How far the 16 matrices of U `[OC, IC]`, V `[IC, tiles]` and M `[OC, tiles]` lie apart: their
    /// size and a cache line, or the same place of all 16 might fall into one set of the cache.
    var weightStep: Int { roundedUp(s.outputChannels, to: Tile.mr) * s.inputChannels + 16 }
    var inputStep: Int { s.inputChannels * lineLength + 16 }
    var sumStep: Int { s.outputChannels * tiles + 16 }

    /// U = G g Gᵀ for every pair of channels.
    func transformWeights(_ w: UnsafePointer<Float>, into u: UnsafeMutablePointer<Float>) {
      u.update(repeating: 0, count: 16 * weightStep)
      for pair in 0..<s.outputChannels * s.inputChannels {
        let g = w + 9 * pair
        // A fourth row and column, which don't count.
        let kernel = Four { r in Four { c in g[3 * min(r, 2) + min(c, 2)] } }
        both(kernel, weight).forEachPlace { place, number in u[place * weightStep + pair] = number }
      }
    }

    /// V = Bᵀ d B for every tile of every channel of one picture.
    func transformInput(_ x: UnsafePointer<Float>, into v: UnsafeMutablePointer<Float>) {
      v.update(repeating: 0, count: 16 * inputStep)
      // Padded to what its tiles cover together, a channel has no edges; eight tiles may reach further.
      let (rows, columns) = (2 * high + 2, 2 * wide + 2)
      let count = rows * columns + 2 * Eight.scalarCount + 2
      withRoom(for: count) { padded in
        padded.update(repeating: 0, count: count)
        for ic in 0..<s.inputChannels {
          for ih in 0..<s.height {
            (padded + (ih + s.padding) * columns + s.padding)
              .update(from: x + s.input(0, ic, ih, 0), count: s.width)
          }
          let line = v + ic * lineLength
          for th in 0..<high {
            for tw in stride(from: 0, to: wide, by: Eight.scalarCount) {
              let corner = padded + 2 * th * columns + 2 * tw
              let d = Four { r in Self.rowOfTiles(corner + r * columns) }
              both(d, input).forEachPlace { place, eight in
                eight.store(at: line + place * inputStep + th * wide + tw)
              }
            }
          }
        }
      }
    }

    /// A row of eight tiles, whose first numbers are two apart.
    @inline(__always)
    private static func rowOfTiles(_ row: UnsafePointer<Float>) -> Four<Eight> {
      let (left, right) = (SIMD16<Float>(at: row), SIMD16<Float>(at: row + 2))
      return Four(left.evenHalf, left.oddHalf, right.evenHalf, right.oddHalf)
    }

    /// Y = Aᵀ M A for every tile of every output channel.
    func transformSums(_ m: UnsafePointer<Float>, into y: UnsafeMutablePointer<Float>) {
      // Two rows of outputs, with room for the last eight tiles.
      let room = 2 * roundedUp(wide, to: Eight.scalarCount)
      withRoom(for: 2 * room) { rows in
        for oc in 0..<s.outputChannels {
          for th in 0..<high {
            for tw in stride(from: 0, to: wide, by: Eight.scalarCount) {
              let sums = m + oc * tiles + th * wide + tw
              let tile = Four { r in Four { c in Eight(at: sums + (4 * r + c) * sumStep) } }
              let four = both(tile, output)
              Self.store(four.a, at: rows + 2 * tw)
              Self.store(four.b, at: rows + room + 2 * tw)
            }
            for row in 0..<min(2, s.outputHeight - 2 * th) {
              (y + s.output(0, oc, 2 * th + row, 0))
                .update(from: rows + row * room, count: s.outputWidth)
            }
          }
        }
      }
    }

    /// Writes the two outputs that each of eight tiles has in a row.
    @inline(__always)
    private static func store(_ row: Four<Eight>, at place: UnsafeMutablePointer<Float>) {
      var both = SIMD16<Float>()
      both.evenHalf = row.a
      both.oddHalf = row.b
      both.store(at: place)
    }
  }
}

// Idea       Memory is fast for who reads it in order, and for what fits the cache nearest by. So
//            lay out the operands in the order in which the tile reads them, a block at a time.
//
//                for each block of nc columns           a task, for rung 6
//                  for each block of kc steps of k      [OC, kc] of A stays in L2
//                    for each panel of nr columns       [kc, nr] of B is packed: it stays in L1
//                      for each panel of mr rows        [kc, mr] of A comes from L2
//                        the tile                       [mr, nr] of C is in registers
//
// Changed    The layout: A in panels [k][mr], B in panels [k][nr], each read straight through. B is
//            never whole: its blocks are packed from the picture, where they are used. Rung 4's tile
//            is the same, with other steps.
// Saves      The large matrix B, written to memory and read back; and at every step of k the jump from
//            one line of B to the next, to another page of memory.
// Costs      Packing, which pays if there are output channels enough to use what was packed. A tile's
//            sums are loaded and stored once for every block of k.
// Measured   2.37 ms, 97.4 GFLOP/s, no faster than rung 4 (56×56, 64 → 64 channels, 3×3; a core with
//            AVX-512 and 1 MB of L2): a cache that large forgives rung 4 its jumps, and what is saved
//            there goes into packing. At 112×112 9.74 ms against 11.6, 1.2 times.

import Tensors

extension Ladder {
  /// Rung 5, packed blocks. `Rung.conv2d` says what it computes.
  public static func packed(
    _ x: Tensor<Float>, weight w: Tensor<Float>, stride: Int = 1, padding: Int = 0
  ) -> Tensor<Float> {
    let s = Sizes(x, w, stride, padding, rung: "packed")
    return s.output(x, w) { x, w, y in
      let work = PackedConvolution(s, x, w, y)
      defer { work.free() }
      for channel in 0..<work.channels { work.pad(channel) }
      for panel in 0..<work.panels { work.packWeight(panel) }
      for block in 0..<work.blocks { work.compute(block) }
    }
  }
}

/// A convolution cut into pieces: first every channel is padded and every panel of the weight packed,
/// then every block of columns of the result is computed. Pieces of a kind write to different places,
/// so they can run at the same time.
struct PackedConvolution: @unchecked Sendable {
  /// Steps of k between two stores of a tile: a panel of B [kc, nr] and one of A fit L1 together.
  static var kc: Int { 192 }
  /// Columns of a block.
  static var nc: Int { 4 * Tile.nr }

  let s: Sizes
  let x: UnsafePointer<Float>
  let w: UnsafePointer<Float>
  let y: UnsafeMutablePointer<Float>
  /// The pictures with their padding, `[N, IC, H + 2·padding, W + 2·padding]`.
  let padded: UnsafeMutablePointer<Float>
  /// The weight in panels, `[OC/mr][K][mr]`, with zeros after the last channel.
  let a: UnsafeMutablePointer<Float>
  /// How far, in a padded picture, the input of product k lies from its window's corner.
  let offsets: [Int]

  var lineLength: Int { s.width + 2 * s.padding }
  var channelSize: Int { (s.height + 2 * s.padding) * lineLength }
  private var blocksPerPicture: Int { roundedUp(s.places, to: Self.nc) / Self.nc }

  /// How many pieces there are of each kind.
  var channels: Int { s.pictures * s.inputChannels }
  var panels: Int { roundedUp(s.outputChannels, to: Tile.mr) / Tile.mr }
  var blocks: Int { s.pictures * blocksPerPicture }

  init(
    _ s: Sizes, _ x: UnsafePointer<Float>, _ w: UnsafePointer<Float>,
    _ y: UnsafeMutablePointer<Float>
  ) {
    (self.s, self.x, self.w, self.y) = (s, x, w, y)
    let (line, channel) = (
      s.width + 2 * s.padding, (s.height + 2 * s.padding) * (s.width + 2 * s.padding)
    )
    let size = s.pictures * s.inputChannels * channel + Tile.nr
    padded = room(for: size)
    (padded + size - Tile.nr).update(repeating: 0, count: Tile.nr)
    let kernel = s.kernelHeight * s.kernelWidth
    offsets = (0..<s.products).map { k in
      k / kernel * channel + k % kernel / s.kernelWidth * line + k % s.kernelWidth
    }
    a = room(for: roundedUp(s.outputChannels, to: Tile.mr) * s.products)
  }

  func free() {
    padded.deallocate()
    a.deallocate()
  }

  /// Computes one block of columns, for all output channels.
  func compute(_ block: Int) {
    let (n, number) = block.quotientAndRemainder(dividingBy: blocksPerPicture)
    let columns = number * Self.nc..<min(s.places, (number + 1) * Self.nc)
    let picture = padded + n * s.inputChannels * channelSize
    let c = y + n * s.outputChannels * s.places
    // After the panel and its last row's overshoot, the tile.
    withRoom(for: (Self.kc + 1 + Tile.mr) * Tile.nr) { panel in
      let tile = panel + (Self.kc + 1) * Tile.nr
      for k in stride(from: 0, to: max(1, s.products), by: Self.kc) {
        let steps = k..<min(s.products, k + Self.kc)
        for j in stride(from: columns.lowerBound, to: columns.upperBound, by: Tile.nr) {
          let width = min(Tile.nr, columns.upperBound - j)
          pack(picture, steps, j..<j + width, into: panel)
          for i in stride(from: 0, to: s.outputChannels, by: Tile.mr) {
            Tile.sum(
              depth: steps.count, a + i * s.products + k * Tile.mr, rowStep: 1, kStep: Tile.mr,
              panel, kStep: Tile.nr, into: tile)
            for r in 0..<min(Tile.mr, s.outputChannels - i) {
              let (sums, to) = (tile + r * Tile.nr, c + (i + r) * s.places + j)
              if k == 0 {
                to.update(from: sums, count: width)
              } else {
                for j in 0..<width { to[j] += sums[j] }
              }
            }
          }
        }
      }
    }
  }
}

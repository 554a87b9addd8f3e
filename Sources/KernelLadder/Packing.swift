// How rung 5 lays out its operands: the pictures with zeros round them, the weight and the columns in
// the order in which the tile reads them.

extension PackedConvolution {
  /// Copies one channel of one picture, with zeros round it.
  func pad(_ channel: Int) {
    let to = padded + channel * channelSize
    to.update(repeating: 0, count: channelSize)
    for ih in 0..<s.height {
      (to + (ih + s.padding) * lineLength + s.padding)
        .update(from: x + (channel * s.height + ih) * s.width, count: s.width)
    }
  }

  /// Packs one panel of the weight.
  func packWeight(_ panel: Int) {
    let rows = min(Tile.mr, s.outputChannels - panel * Tile.mr)
    let (from, to) = (panel * Tile.mr * s.products, a + panel * Tile.mr * s.products)
    for k in 0..<s.products {
      for r in 0..<Tile.mr {
        to[k * Tile.mr + r] = r < rows ? w[from + r * s.products + k] : 0
      }
    }
  }

  /// Writes one panel of B, [kc, nr].
  func pack(
    _ picture: UnsafePointer<Float>, _ steps: Range<Int>, _ columns: Range<Int>,
    into panel: UnsafeMutablePointer<Float>
  ) {
    // Neighbouring outputs have neighbouring windows, up to the end of their row; from there it is a
    // jump to where the next row's begin.
    let (oh, ow) = columns.lowerBound.quotientAndRemainder(dividingBy: s.outputWidth)
    let corner = picture + (oh * lineLength + ow) * s.stride
    let jump = (lineLength - s.outputWidth) * s.stride
    let firstRow = min(s.outputWidth - ow, columns.count)
    var line = panel
    for k in steps {
      var (from, done, count) = (corner + offsets[k], 0, firstRow)
      while true {
        if s.stride == 1 {
          // A whole line whatever the count: what is too much, the next ones overwrite.
          (line + done).update(from: from, count: Tile.nr)
        } else {
          for i in 0..<count { line[done &+ i] = from[i &* s.stride] }
        }
        done &+= count
        if done == columns.count { break }
        from += count &* s.stride &+ jump
        count = min(s.outputWidth, columns.count &- done)
      }
      line += Tile.nr
    }
  }
}

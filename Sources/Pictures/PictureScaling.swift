extension Picture {
  /// The picture in another size: larger by the whole factor that fits, with sharp edges, or smaller, each
  /// pixel the mean of the area that it covers.
  ///
  /// - Precondition: both sizes are at least 1.
  public func scaled(width newWidth: Int, height newHeight: Int) -> Picture {
    if newWidth >= width && newHeight >= height { return enlarged(by: max(1, newWidth / width)) }
    return averaged(width: min(newWidth, width), height: min(newHeight, height))
  }

  /// The picture made smaller. Each new pixel is the mean of the area that it covers; pixels that are
  /// covered in part count by that part.
  ///
  /// The mean is that of the grey levels themselves, not of the light that a screen makes of them: in
  /// a feature map the levels stand for numbers, and their mean stands for the numbers' mean. Of a
  /// picture that is more than eight times as large, every so many pixels are enough.
  private func averaged(width newWidth: Int, height newHeight: Int) -> Picture {
    let columns = Coverage.of(width, by: newWidth)
    let rows = Coverage.of(height, by: newHeight)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(newWidth * newHeight * channels)
    pixels.withUnsafeBufferPointer { pixels in
      for row in rows {
        for column in columns {
          let mean = mean(of: pixels, row, column)
          bytes.append(mean.red)
          if channels == 3 {
            bytes.append(mean.green)
            bytes.append(mean.blue)
          }
        }
      }
    }
    return Picture(width: newWidth, height: newHeight, channels: channels, pixels: bytes)
  }

  /// The mean of the pixels that are covered; that of grey ones is in `red`.
  private func mean(
    of pixels: UnsafeBufferPointer<UInt8>, _ rows: Coverage, _ columns: Coverage
  ) -> Color {
    var (red, green, blue, weights) = (0, 0, 0, 0)
    var row = rows.first
    while row <= rows.last {
      let rowWeight = rows.weight(row)
      var column = columns.first
      while column <= columns.last {
        let weight = rowWeight * columns.weight(column)
        let place = (row * width + column) * channels
        weights += weight
        red += weight * Int(pixels[place])
        if channels == 3 {
          green += weight * Int(pixels[place + 1])
          blue += weight * Int(pixels[place + 2])
        }
        column += columns.step
      }
      row += rows.step
    }
    func rounded(_ sum: Int) -> UInt8 { UInt8((2 * sum + weights) / (2 * weights)) }
    return Color(red: rounded(red), green: rounded(green), blue: rounded(blue))
  }
}

/// The old pixels that a new one covers in one direction.
private struct Coverage {
  let first, last, step: Int
  private let start, end, newSize: Int

  /// The coverage of each new pixel. New pixel i covers i · size / newSize up to
  /// (i + 1) · size / newSize; all is counted in newSize-ths of an old pixel.
  static func of(_ size: Int, by newSize: Int) -> [Coverage] {
    (0..<newSize).map { Coverage(start: $0 * size, end: ($0 + 1) * size, newSize: newSize) }
  }

  private init(start: Int, end: Int, newSize: Int) {
    (self.start, self.end, self.newSize) = (start, end, newSize)
    step = max(1, (end - start) / newSize / 4)
    // From the middle of the first step, so that the mean isn't drawn to one side.
    first = start / newSize + (step - 1) / 2
    last = (end - 1) / newSize
  }

  /// How much of an old pixel lies in the new one.
  func weight(_ place: Int) -> Int {
    min(end, (place + 1) * newSize) - max(start, place * newSize)
  }
}

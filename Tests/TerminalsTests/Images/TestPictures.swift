import Pictures

extension Picture {
  /// A picture in which no two pixels that lie near each other are equal, and whose rows and columns
  /// can't be exchanged unseen.
  static func pattern(width: Int, height: Int, channels: Int = 3) -> Picture {
    let bytes = (0..<width * height * channels).map { UInt8(truncatingIfNeeded: 7 + 61 * $0) }
    return Picture(width: width, height: height, channels: channels, pixels: bytes)
  }

  /// A picture with very many colours that change slowly, as a photo has.
  static func gradient(width: Int, height: Int) -> Picture {
    var picture = Picture(repeating: .black, width: width, height: height)
    for row in 0..<height {
      for column in 0..<width {
        picture[row, column] = Color(
          red: UInt8(255 * column / width), green: UInt8(255 * row / height),
          blue: UInt8(255 - 255 * column / width))
      }
    }
    return picture
  }
}

/// The rest of a text behind a beginning; nil if it begins otherwise.
func text(_ text: Substring, after start: String) -> Substring? {
  text.hasPrefix(start) ? text.dropFirst(start.count) : nil
}

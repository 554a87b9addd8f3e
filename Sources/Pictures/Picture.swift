import Tensors

/// A picture as it is shown and saved: rows of pixels, grey or red, green and blue, 0 to 255.
///
///     let photo = try Picture(contentsOf: "photo.png")
///     photo[10, 20]                 // the Color in row 10, column 20
///     try photo.grey.write(to: "grey.png")
///
/// Numbers to compute with are `photo.tensor`, and `Picture(tensor)` is the way back.
public struct Picture: Equatable, Sendable {
  /// How many pixels a row has, at least 1.
  public let width: Int
  /// How many rows there are, at least 1.
  public let height: Int
  /// 1 for grey, 3 for red, green and blue.
  public let channels: Int
  /// Row by row from the top, pixel by pixel from the left, `channels` bytes for each pixel.
  public internal(set) var pixels: [UInt8]

  /// A picture of these pixels.
  ///
  /// - Precondition: at least one pixel, 1 or 3 channels, and width × height × channels bytes.
  public init(width: Int, height: Int, channels: Int, pixels: [UInt8]) {
    require(
      width >= 1 && height >= 1, "a picture has at least one pixel, not \(width) × \(height)")
    require(
      channels == 1 || channels == 3, "a picture has 1 or 3 channels, not \(channels)")
    require(
      pixels.count == width * height * channels,
      "\(pixels.count) bytes are not \(width) × \(height) pixels of \(channels)")
    self.width = width
    self.height = height
    self.channels = channels
    self.pixels = pixels
  }

  /// A grey picture that is `grey` everywhere.
  public init(repeating grey: UInt8, width: Int, height: Int) {
    self.init(
      width: width, height: height, channels: 1,
      pixels: Array(repeating: grey, count: max(0, width) * max(0, height)))
  }

  /// A coloured picture that is `color` everywhere.
  public init(repeating color: Color, width: Int, height: Int) {
    let pixel = [color.red, color.green, color.blue]
    self.init(
      width: width, height: height, channels: 3,
      pixels: Array(repeatElement(pixel, count: max(0, width) * max(0, height)).joined()))
  }

  /// The colour of a pixel. A grey picture takes a colour's luma.
  ///
  /// - Precondition: the row is from 0 to height − 1, the column from 0 to width − 1.
  public subscript(row: Int, column: Int) -> Color {
    get {
      let place = offset(row, column)
      if channels == 1 { return Color(grey: pixels[place]) }
      return Color(red: pixels[place], green: pixels[place + 1], blue: pixels[place + 2])
    }
    set {
      let place = offset(row, column)
      if channels == 1 {
        pixels[place] = newValue.luma
      } else {
        pixels[place] = newValue.red
        pixels[place + 1] = newValue.green
        pixels[place + 2] = newValue.blue
      }
    }
  }

  /// The same picture in grey: each pixel's `Color.luma` (Rec. 601).
  public var grey: Picture {
    if channels == 1 { return self }
    var result = Picture(repeating: 0, width: width, height: height)
    for place in result.pixels.indices {
      result.pixels[place] =
        Color(
          red: pixels[3 * place], green: pixels[3 * place + 1], blue: pixels[3 * place + 2]
        ).luma
    }
    return result
  }

  /// The same picture with three channels.
  public var rgb: Picture {
    if channels == 3 { return self }
    return Picture(
      width: width, height: height, channels: 3,
      pixels: pixels.flatMap { repeatElement($0, count: 3) })
  }

  /// Each pixel as a square of `factor` × `factor` pixels, with sharp edges, so that a digit of
  /// 28 × 28 or a kernel of 3 × 3 can be looked at.
  ///
  /// - Precondition: `factor` is at least 1.
  public func enlarged(by factor: Int) -> Picture {
    require(factor >= 1, "a picture is enlarged by 1 or more, not by \(factor)")
    if factor == 1 { return self }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(pixels.count * factor * factor)
    for row in 0..<height {
      let start = bytes.count
      for column in 0..<width {
        let place = offset(row, column)
        for _ in 0..<factor { bytes += pixels[place..<place + channels] }
      }
      let wide = bytes[start...]
      for _ in 1..<factor { bytes += wide }
    }
    return Picture(
      width: width * factor, height: height * factor, channels: channels, pixels: bytes)
  }

  private func offset(_ row: Int, _ column: Int) -> Int {
    require(
      row >= 0 && row < height && column >= 0 && column < width,
      "there is no pixel in row \(row), column \(column) of a picture with \(height) rows and "
        + "\(width) columns")
    return (row * width + column) * channels
  }
}

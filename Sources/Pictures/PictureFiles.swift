import CPNG
import Files

extension Picture {
  /// Reads any PNG file as it is meant to look on white paper.
  ///
  /// A palette is replaced by its colours. Samples of 1, 2 and 4 bits are stretched to 0…255, those
  /// of 16 bits are scaled and rounded to nearest. What is transparent is laid over white,
  /// `alpha·colour + (1 − alpha)·255`, rounded to nearest. Gamma and colour profiles are not
  /// applied. Grey files give grey pictures; all others have three channels.
  ///
  /// - Throws: what the matter is with the file, as `RawPNG` does.
  public init(contentsOf path: String) throws(PictureError) {
    try self.init(RawPNG(contentsOf: path), path: path)
  }

  /// Decodes the bytes of a PNG file. Errors call it by the name `path`.
  public init(png bytes: [UInt8], path: String = "the picture") throws(PictureError) {
    try self.init(RawPNG(bytes, path: path), path: path)
  }

  private init(_ raw: RawPNG, path: String) throws(PictureError) {
    let colors =
      switch raw.colorType {
      case .palette: try Self.expanded(raw, path: path)
      case .grey: Self.overWhite(raw, colorSamples: 1)
      case .greyAlpha: Self.overWhite(raw, colorSamples: 1)
      case .rgb, .rgba: Self.overWhite(raw, colorSamples: 3)
      }
    let channels = raw.colorType == .grey || raw.colorType == .greyAlpha ? 1 : 3
    self.init(width: raw.width, height: raw.height, channels: channels, pixels: colors)
  }

  private static func expanded(_ raw: RawPNG, path: String) throws(PictureError) -> [UInt8] {
    var colors = raw.palette
    if case .paletteAlphas(let alphas) = raw.transparency {
      for (index, alpha) in alphas.enumerated() where index < colors.count {
        let color = colors[index]
        colors[index] = Color(
          red: blended(Int(color.red), Int(alpha), largest: 255),
          green: blended(Int(color.green), Int(alpha), largest: 255),
          blue: blended(Int(color.blue), Int(alpha), largest: 255))
      }
    }
    if let index = raw.samples.first(where: { $0 >= colors.count }) {
      throw PictureError(
        path: path,
        problem: .damaged("a pixel has colour \(index) of a palette of \(colors.count)"))
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(3 * raw.samples.count)
    for index in raw.samples {
      let color = colors[Int(index)]
      bytes.append(color.red)
      bytes.append(color.green)
      bytes.append(color.blue)
    }
    return bytes
  }

  private static func overWhite(_ raw: RawPNG, colorSamples: Int) -> [UInt8] {
    let largest = (1 << raw.bitDepth) - 1
    let hasAlpha = raw.samplesPerPixel > colorSamples
    var transparent: [UInt16]?
    if case .color(let samples) = raw.transparency { transparent = samples }
    if raw.bitDepth == 8, !hasAlpha, transparent == nil {
      return raw.samples.map { UInt8(truncatingIfNeeded: $0) }
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(raw.width * raw.height * colorSamples)
    for start in stride(from: 0, to: raw.samples.count, by: raw.samplesPerPixel) {
      var alpha = hasAlpha ? Int(raw.samples[start + colorSamples]) : largest
      if let transparent, raw.samples[start..<start + colorSamples].elementsEqual(transparent) {
        alpha = 0
      }
      for place in start..<start + colorSamples {
        bytes.append(blended(Int(raw.samples[place]), alpha, largest: largest))
      }
    }
    return bytes
  }

  /// `sample` over white, from 0…largest to 0…255:
  /// 255 · (alpha·sample + (largest − alpha)·largest) / largest², in whole numbers.
  private static func blended(_ sample: Int, _ alpha: Int, largest: Int) -> UInt8 {
    let over = alpha * sample + (largest - alpha) * largest
    let square = largest * largest
    return UInt8((2 * 255 * over + square) / (2 * square))
  }

  // MARK: Writing

  /// Writes an 8-bit PNG file, grey or RGB.
  ///
  /// The file is written whole or not at all: when anything goes wrong, what was there under that
  /// name is still there. Equal pictures give equal bytes.
  ///
  /// - Throws: what the matter was, if the file can't be written.
  public func write(to path: String) throws(PictureError) {
    guard let bytes = encoded() else {
      throw PictureError(path: path, problem: .unwritable("there is no memory for it"))
    }
    try FileReplacement.write(to: path) { (file) throws(PictureError) in
      try bytes.withUnsafeBytes(file.append).get()
    }
  }

  /// The bytes of a PNG file of this picture.
  public var png: [UInt8] {
    guard let bytes = encoded() else {
      fatalError("there is no memory for a PNG file of \(width) × \(height) pixels")
    }
    return bytes
  }

  /// Flat drawings are smaller without PNG's filters and photos with them, and which it is can
  /// only be found by trying. Large pictures are taken for photos and pressed little: of a noisy photo
  /// of 16 megapixels, level 6 makes 7.1 MB and level 2 8.2 MB, in a thirtieth of the time.
  private func encoded() -> [UInt8]? {
    let isLarge = width * height > 1_000_000
    guard let filtered = encoded(isFiltered: true, level: isLarge ? 2 : 9) else { return nil }
    if isLarge { return filtered }
    guard let plain = encoded(isFiltered: false, level: 9) else { return nil }
    return plain.count <= filtered.count ? plain : filtered
  }

  private func encoded(isFiltered: Bool, level: Int32) -> [UInt8]? {
    var output = loupe_png_output()
    var error = loupe_png_error()
    defer { free(output.bytes) }
    let isWritten = loupe_png_write(
      UInt32(width), UInt32(height), Int32(channels), pixels, isFiltered ? 1 : 0, level, &output,
      &error)
    guard isWritten != 0 else { return nil }
    return Array(UnsafeBufferPointer(start: output.bytes, count: output.count))
  }
}

import CPNG
import Files

/// The samples of a PNG file exactly as they are stored: at their own depth, without gamma,
/// transparency or background applied.
///
/// `Picture(contentsOf:)` is for looking; this is for those who need the numbers themselves, such
/// as the 16 bits of a measurement or the index behind a colour.
///
/// Source: *Portable Network Graphics (PNG) Specification*, third edition, W3C.
public struct RawPNG: Equatable, Sendable {
  /// What the samples of a pixel are. The raw value is the file's own number for it.
  public enum ColorType: Int, Sendable {
    /// One sample: how bright the pixel is.
    case grey = 0
    /// Three samples: red, green and blue.
    case rgb = 2
    /// One sample: the index of a colour in `palette`.
    case palette = 3
    /// Two samples: how bright the pixel is, and how opaque.
    case greyAlpha = 4
    /// Four samples: red, green, blue, and how opaque the pixel is.
    case rgba = 6
  }

  /// What is transparent besides an alpha sample.
  public enum Transparency: Equatable, Sendable {
    /// Nothing: every pixel is opaque.
    case none
    /// The alphas of the first colours of the palette; the others are opaque.
    case paletteAlphas([UInt8])
    /// Pixels with exactly these samples are transparent, all others opaque.
    case color([UInt16])
  }

  /// How many pixels a row has.
  public let width: Int
  /// How many rows there are.
  public let height: Int
  /// Bits of a sample: 1, 2, 4, 8 or 16.
  public let bitDepth: Int
  /// What the samples of a pixel are.
  public let colorType: ColorType
  /// Whether the file holds the pixels in seven passes (Adam7); `samples` has them row by row
  /// anyway.
  public let isInterlaced: Bool
  /// How many samples a pixel has: 1, 2, 3 or 4, as `colorType` says.
  public let samplesPerPixel: Int
  /// Row by row from the top, pixel by pixel from the left, `samplesPerPixel` for each pixel, from
  /// 0 to 2^bitDepth − 1.
  public let samples: [UInt16]
  /// The colours that the samples of a palette picture count; of other pictures, colours that the
  /// file suggests, mostly none.
  public let palette: [Color]
  /// What is transparent besides an alpha sample. It isn't applied to the samples.
  public let transparency: Transparency

  /// Pictures of more pixels are refused before there is memory for them. (A file of a few
  /// kilobytes can claim to be a picture of many gigabytes.)
  public static let largestPixelCount = 100_000_000

  /// Files of more bytes are refused.
  public static let largestByteCount = 1 << 30

  /// Reads the file at `path`.
  ///
  /// - Throws: what the matter is, if it is missing, unreadable, not a PNG, damaged (which every
  ///   checksum that matters is tested for), or larger than the limits above.
  public init(contentsOf path: String) throws(PictureError) {
    let file = try FileReader<PictureError>(path)
    // A device without end or a film of many gigabytes is refused before the rest is read.
    let start = try file.next(Self.signature.count)
    try Self.requireSignature(start, path: path)
    guard let bytes = try file.rest(after: start, limit: Self.largestByteCount) else {
      throw PictureError(path: path, problem: .tooManyBytes)
    }
    try self.init(bytes, path: path)
  }

  /// Decodes the bytes of a PNG file. Errors call it by the name `path`.
  public init(_ bytes: [UInt8], path: String) throws(PictureError) {
    try Self.requireSignature(bytes, path: path)
    let bytes = try Self.essentials(of: bytes, path: path)
    var header = loupe_png_header()
    var error = loupe_png_error()
    guard loupe_png_read_header(bytes, bytes.count, &header, &error) != 0 else {
      throw Self.damaged(error, path: path)
    }
    width = Int(header.width)
    height = Int(header.height)
    bitDepth = Int(header.bit_depth)
    samplesPerPixel = Int(header.samples_per_pixel)
    isInterlaced = header.is_interlaced != 0
    guard let colorType = ColorType(rawValue: Int(header.color_type)) else {
      throw PictureError(
        path: path, problem: .damaged("there is no colour type \(header.color_type)"))
    }
    self.colorType = colorType
    palette = Self.palette(header)
    transparency = Self.transparency(header)
    guard height <= Self.largestPixelCount / width else {
      throw PictureError(path: path, problem: .tooManyPixels(width: width, height: height))
    }
    let sampleCount = width * height * samplesPerPixel
    try Self.requireEnough(
      bytes.count, forBits: sampleCount * bitDepth, size: (width, height), path: path)
    guard
      let samples = Self.samples(
        of: bytes, count: sampleCount, bytesEach: bitDepth == 16 ? 2 : 1, error: &error)
    else {
      throw Self.damaged(error, path: path)
    }
    self.samples = samples
  }

  /// Decodes into memory that is made once: small samples arrive as bytes in the second half of
  /// it, and are then widened from the front. Widening sample i writes bytes 2i and 2i + 1, which
  /// is never past byte count + i, the one that it reads.
  private static func samples(
    of bytes: [UInt8], count: Int, bytesEach: Int, error: inout loupe_png_error
  ) -> [UInt16]? {
    var isRead = false
    let samples = [UInt16](unsafeUninitializedCapacity: count) { buffer, filled in
      let room = UnsafeMutableRawPointer(buffer.baseAddress!)
      let arrived = (room + (2 - bytesEach) * count).assumingMemoryBound(to: UInt8.self)
      isRead = loupe_png_read_samples(bytes, bytes.count, arrived, &error) != 0
      guard isRead else { return }
      if bytesEach == 1 {
        for place in 0..<count { buffer[place] = UInt16(arrived[place]) }
      }
      filled = count
    }
    return isRead ? samples : nil
  }

  // MARK: What is refused

  private static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  private static func requireSignature(
    _ bytes: [UInt8], path: String
  ) throws(PictureError) {
    guard !bytes.starts(with: signature) else { return }
    throw PictureError(path: path, problem: .notPNG(looks(bytes)))
  }

  /// What a file that is no PNG seems to be, from its first bytes.
  private static func looks(_ bytes: [UInt8]) -> String {
    func starts(_ text: String) -> Bool { bytes.starts(with: Array(text.utf8)) }
    let known: [(Bool, String)] = [
      (bytes.starts(with: [0xFF, 0xD8, 0xFF]), "JPEG"), (starts("GIF8"), "GIF"),
      (starts("RIFF"), "WebP"), (starts("BM"), "BMP"), (starts("%PDF"), "PDF"),
      (starts("II*\0") || starts("MM\0*"), "TIFF"), (starts("P5") || starts("P6"), "PNM"),
    ]
    if bytes.isEmpty { return "it is empty" }
    if let (_, name) = known.first(where: \.0) {
      return "it looks like \(name). Save it as PNG first"
    }
    let damage = zip(bytes, signature).filter { $0 != $1 }.count
    if damage < 5 {
      return "its first bytes are nearly those of one, so it was damaged on the way, perhaps "
        + "copied as text. Get it again"
    }
    return "it begins with other bytes. Only PNG pictures can be read"
  }

  /// The file without the chunks that its samples don't depend on: text, times, colour profiles.
  ///
  /// libpng makes room for as much as a chunk says that it holds, before it looks whether that is
  /// there: of two gigabytes, for a file of two hundred bytes. So lengths are held against the file's
  /// own here, and what isn't needed, and may be compressed, never gets there.
  private static func essentials(
    of bytes: [UInt8], path: String
  ) throws(PictureError) -> [UInt8] {
    var kept = Array(bytes[..<signature.count])
    // The place from which on nothing was copied yet, and that of the next chunk.
    var (start, place) = (signature.count, signature.count)
    while place + 12 <= bytes.count {
      let length = bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
      let name = bytes[place + 4..<place + 8]
      guard length <= bytes.count - place - 12 else {
        throw PictureError(path: path, problem: .damaged("the file ends too early"))
      }
      let end = place + 12 + length
      if isAside(name) {
        kept += bytes[start..<place]
        start = end
      }
      if name.elementsEqual("IEND".utf8) { break }
      place = end
    }
    return start == signature.count ? bytes : kept + bytes[start...]
  }

  /// Whether a chunk of this name may be left out: by a small first letter it says that a picture can
  /// be shown without it, and only tRNS of these changes pixels.
  private static func isAside(_ name: ArraySlice<UInt8>) -> Bool {
    let areLetters = name.allSatisfy { (65...90).contains($0 & ~32) }
    return areLetters && name.first! & 32 != 0 && !name.elementsEqual("tRNS".utf8)
  }

  /// Deflate makes at most 1032 bytes out of one, so a small file can't hold a large picture, and
  /// that is known before there is memory for it.
  private static func requireEnough(
    _ byteCount: Int, forBits bits: Int, size: (Int, Int), path: String
  ) throws(PictureError) {
    guard bits / 8 / 1032 <= byteCount else {
      throw PictureError(
        path: path,
        problem: .damaged(
          "it says that it is \(size.0) × \(size.1) pixels, but has only \(byteCount) bytes"))
    }
  }

  private static func damaged(_ error: loupe_png_error, path: String) -> PictureError {
    let words = withUnsafeBytes(of: error.message) {
      String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
    }
    return PictureError(path: path, problem: .damaged(words.isEmpty ? "out of memory" : words))
  }

  // MARK: Palette and transparency

  private static func palette(_ header: loupe_png_header) -> [Color] {
    withUnsafeBytes(of: header.palette) { bytes in
      (0..<Int(header.palette_count)).map {
        Color(red: bytes[3 * $0], green: bytes[3 * $0 + 1], blue: bytes[3 * $0 + 2])
      }
    }
  }

  private static func transparency(_ header: loupe_png_header) -> Transparency {
    if header.alpha_count > 0 {
      return .paletteAlphas(
        withUnsafeBytes(of: header.alphas) { Array($0.prefix(Int(header.alpha_count))) })
    }
    guard header.has_transparent_color != 0 else { return .none }
    let (first, second, third) = header.transparent_color
    return .color(header.samples_per_pixel == 1 ? [first] : [first, second, third])
  }
}

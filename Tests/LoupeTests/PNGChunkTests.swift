import Foundation
import Loupe
import Testing

/// Found by the fuzzer: 216 bytes made libpng take two gigabytes.
@Suite("Chunks of PNG files that say more than they hold", .serialized)
struct PNGChunkTests {
  private static let picture = Picture(width: 2, height: 1, channels: 1, pixels: [3, 200])

  /// The picture's file with a chunk of this name and length, and with these bytes in it, before the
  /// samples.
  private static func file(_ name: String, length: UInt32, _ data: [UInt8]) -> [UInt8] {
    let png = picture.png
    let bytes = (0..<4).map { UInt8(truncatingIfNeeded: length >> (24 - 8 * $0)) }
    // With a wrong checksum, which only makes a reader pass over such a chunk.
    return png[..<33] + bytes + Array(name.utf8) + data + [0, 0, 0, 0] + png[33...]
  }

  @Test("a length beyond the end of the file takes no memory", arguments: ["tEXt", "iCCP", "abCd"])
  func lengths(name: String) {
    let before = Self.peakMemory
    for length in [0x7FFF_FFFF, 0x7E00_000A, 1000] as [UInt32] {
      let error = PictureError(path: "p", problem: .damaged("the file ends too early"))
      #expect(throws: error) {
        try RawPNG(Self.file(name, length: length, [1, 2, 3]), path: "p")
      }
    }
    #expect(Self.peakMemory - before < 500 << 20)
  }

  @Test("what isn't needed for the samples is passed over, whatever is in it")
  func asides() throws {
    for name in ["tEXt", "iCCP", "zTXt", "gAMA", "abCd"] {
      #expect(try Picture(png: Self.file(name, length: 3, [1, 2, 3])) == Self.picture, "\(name)")
    }
    // A capital letter says that the picture can't be shown without it.
    #expect(throws: PictureError.self) {
      try Picture(png: Self.file("ABCD", length: 3, [1, 2, 3]))
    }
  }

  /// The most memory that this process ever had, in bytes.
  private static var peakMemory: Int {
    var usage = rusage()
    #if os(Linux)
      getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
      return usage.ru_maxrss << 10
    #else
      getrusage(RUSAGE_SELF, &usage)
      return usage.ru_maxrss
    #endif
  }
}

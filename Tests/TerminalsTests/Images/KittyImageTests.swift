import Foundation
import Pictures
import Testing

@testable import Terminals

@Suite("Terminals: kitty's and iTerm2's pictures")
struct KittyImageTests {
  private struct Chunk {
    var keys: [String: String]
    var letters: String
  }

  /// The chunks of a text that is nothing but such sequences.
  private func chunks(_ whole: String) throws -> [Chunk] {
    var chunks: [Chunk] = []
    var rest = whole[...]
    while !rest.isEmpty {
      let body = try #require(text(rest, after: "\u{1B}_G"))
      let end = try #require(body.firstRange(of: "\u{1B}\\"))
      let parts = body[..<end.lowerBound].split(separator: ";", maxSplits: 1)
      let pairs = parts[0].split(separator: ",").map { $0.split(separator: "=").map(String.init) }
      let keys = Dictionary(uniqueKeysWithValues: pairs.map { ($0[0], $0[1]) })
      chunks.append(Chunk(keys: keys, letters: String(parts[1])))
      rest = body[end.upperBound...]
    }
    return chunks
  }

  @Test(
    "the chunks are short enough and together are the PNG",
    arguments: [1, 3, 3071, 3072, 3073, 6144, 20_000])
  func chunked(count: Int) throws {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 37) }
    let chunks = try chunks(KittyImage.text(png: bytes, columns: 12))
    #expect(chunks.count == (count + 3071) / 3072)
    #expect(chunks.allSatisfy { $0.letters.utf8.count <= 4096 && $0.letters.utf8.count % 4 == 0 })
    #expect(Data(base64Encoded: chunks.map(\.letters).joined()) == Data(bytes))
    let first = ["a": "T", "f": "100", "c": "12"]
    #expect(chunks[0].keys.filter { !"mq".contains($0.key) } == first)
    #expect(chunks.dropFirst().allSatisfy { Set($0.keys.keys) == ["m", "q"] })
    #expect(chunks.dropLast().allSatisfy { $0.keys["m"] == "1" })
    #expect(chunks.last?.keys["m"] == "0")
    // An answer would be taken for keys.
    #expect(chunks.allSatisfy { $0.keys["q"] == "2" })
  }

  @Test("without columns the picture has its own size")
  func ownSize() throws {
    #expect(try chunks(KittyImage.text(png: [1], columns: nil))[0].keys["c"] == nil)
  }

  private func shown(
    _ picture: Picture, _ shown: ImageProtocol, columns: Int = 80, cell: CellSize?
  ) -> String {
    TerminalImages.text(
      picture, shown: shown, colors: .palette, window: TerminalSize(columns: columns, rows: 42),
      cell: cell)
  }

  private struct Sent: Equatable {
    var picture: Picture
    var columns: String?
  }

  private func kitty(
    _ picture: Picture, columns: Int = 80, cell: CellSize? = nil
  ) throws -> Sent {
    let text = shown(picture, .kitty, columns: columns, cell: cell)
    #expect(text.hasSuffix("\n"))
    let chunks = try chunks(String(text.dropLast()))
    let png = try #require(Data(base64Encoded: chunks.map(\.letters).joined()))
    return Sent(picture: try Picture(png: Array(png)), columns: chunks[0].keys["c"])
  }

  @Test("a picture that fits is sent as it is; its columns are said where the cells are not known")
  func fits() throws {
    let picture = Picture.pattern(width: 401, height: 33)
    #expect(try kitty(picture) == Sent(picture: picture, columns: "41"))
    #expect(try kitty(picture, cell: .usual) == Sent(picture: picture, columns: nil))
  }

  @Test("a small picture is sent with larger pixels")
  func small() throws {
    let picture = Picture.pattern(width: 8, height: 7, channels: 1)
    #expect(
      try kitty(picture, cell: .usual) == Sent(picture: picture.enlarged(by: 40), columns: nil))
  }

  @Test("of a large picture no more is sent than twice the pixels that are seen")
  func large() throws {
    let large = Picture.gradient(width: 1000, height: 300)
    #expect(try kitty(large, cell: .usual) == Sent(picture: large, columns: "80"))
    let sent = try kitty(large, columns: 20, cell: .usual)
    #expect(sent.picture.width == 400 && sent.picture.height == 120)
    #expect(sent.columns == "20")
  }

  @Test("iTerm2 gets the PNG, its size and its columns in one sequence that saves no file")
  func iTerm() throws {
    let picture = Picture.pattern(width: 401, height: 33)
    let all = shown(picture, .iterm, cell: .usual)
    let body = try #require(text(all[...], after: "\u{1B}]1337;File="))
    #expect(body.hasSuffix("\u{07}\n"))
    let parts = body.dropLast(2).split(separator: ":")
    #expect(parts.count == 2)
    let png = try #require(Data(base64Encoded: String(parts[1])))
    #expect(try Picture(png: Array(png)) == picture)
    let keys = Set(parts[0].split(separator: ";").map(String.init))
    #expect(keys.isSuperset(of: ["inline=1", "width=41", "size=\(png.count)"]))
    #expect(keys.contains("preserveAspectRatio=1"))
    #expect(all.count { $0 == "\u{1B}" } == 1)
  }
}

import TestSupport
import Files
import Foundation
import Testing

@testable import Pictures

@Suite struct PictureFileTests {
  // MARK: What is read

  @Test func greyOfEveryDepthIsStretchedToAllOfBlackToWhite() throws {
    let one = PNGBytes(width: 4, height: 1, bitDepth: 1, rows: [[0b0110_0000]])
    #expect(try Picture(png: one.bytes).pixels == [0, 255, 255, 0])
    let two = PNGBytes(width: 4, height: 1, bitDepth: 2, rows: [[0b00_01_10_11]])
    #expect(try Picture(png: two.bytes).pixels == [0, 85, 170, 255])
    let four = PNGBytes(width: 3, height: 1, bitDepth: 4, rows: [[0x07, 0xF0]])
    #expect(try Picture(png: four.bytes).pixels == [0, 119, 255])
    #expect(try RawPNG(four.bytes, path: "four").samples == [0, 7, 15])
  }

  @Test func sixteenBitsAreRoundedToNearest() throws {
    // 257 is one step of 8 bits: 128 is nearer to 0, 129 is nearer to 1.
    let numbers = [0, 128, 129, 257, 0x7F7F, 0xFFFF]
    let row = numbers.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
    let file = PNGBytes(width: 6, height: 1, bitDepth: 16, rows: [row])
    #expect(try RawPNG(file.bytes, path: "16").samples.map { Int($0) } == numbers)
    #expect(try Picture(png: file.bytes).pixels == [0, 0, 1, 1, 127, 255])
  }

  @Test func aPaletteIsReplacedByItsColours() throws {
    let palette: [UInt8] = [255, 0, 0, 0, 200, 0, 10, 20, 30]
    let file = PNGBytes(
      width: 3, height: 1, bitDepth: 8, colorType: 3,
      extraChunks: [("PLTE", palette), ("tRNS", [255, 0])], rows: [[2, 0, 1]])
    let raw = try RawPNG(file.bytes, path: "palette")
    #expect(raw.samples == [2, 0, 1])
    #expect(raw.palette.map(\.green) == [0, 200, 20])
    #expect(raw.transparency == .paletteAlphas([255, 0]))
    #expect(try Picture(png: file.bytes).pixels == [10, 20, 30, 255, 0, 0, 255, 255, 255])
  }

  @Test func anIndexPastThePaletteIsRefused() {
    let file = PNGBytes(
      width: 2, height: 1, colorType: 3, extraChunks: [("PLTE", [1, 2, 3])], rows: [[0, 7]])
    #expect(
      throws: PictureError(
        path: "p", problem: .damaged("a pixel has colour 7 of a palette of 1"))
    ) { try Picture(png: file.bytes, path: "p") }
  }

  @Test func transparencyIsLaidOverWhite() throws {
    let alpha = PNGBytes(
      width: 3, height: 1, colorType: 6,
      rows: [[100, 0, 50, 0, 100, 0, 50, 255, 100, 0, 50, 51]])
    // 51/255 is a fifth: 100/5 + 255·4/5 = 224, 204 and 214.
    #expect(
      try Picture(png: alpha.bytes).pixels == [255, 255, 255, 100, 0, 50, 224, 204, 214])
    let greyAlpha = PNGBytes(width: 2, height: 1, colorType: 4, rows: [[0, 128, 40, 255]])
    #expect(try Picture(png: greyAlpha.bytes).pixels == [127, 40])
    let key = PNGBytes(
      width: 2, height: 1, colorType: 0, extraChunks: [("tRNS", [0, 9])], rows: [[9, 10]])
    #expect(try Picture(png: key.bytes).pixels == [255, 10])
    #expect(try RawPNG(key.bytes, path: "key").transparency == .color([9]))
  }

  // MARK: What is refused

  @Test func aBombIsRefusedBeforeItsPixelsAreDecoded() {
    let bomb = PNGBytes(width: 30_000, height: 30_000, rows: [[0]])
    let error = #expect(throws: PictureError.self) { try Picture(png: bomb.bytes, path: "bomb") }
    #expect(error?.problem == .tooManyPixels(width: 30_000, height: 30_000))
    #expect(error?.description.contains("100 million") == true)
    let thin = PNGBytes(width: 0x7FFF_FFFF, height: 0x7FFF_FFFF, rows: [[0]])
    #expect(throws: PictureError.self) { try Picture(png: thin.bytes, path: "thin") }
  }

  @Test func aSmallFileThatClaimsALargePictureIsRefused() {
    let file = PNGBytes(width: 9_000, height: 9_000, rows: [[0]])
    let error = #expect(throws: PictureError.self) { try Picture(png: file.bytes, path: "few") }
    #expect(error?.description.contains("has only") == true)
  }

  @Test func onlyTheFifteenKindsOfPictureThatThereAreAreRead() {
    let samples = [0: 1, 2: 3, 3: 1, 4: 2, 6: 4]
    var read = 0
    for colorType in 0...7 {
      for bitDepth in 0...17 {
        let bits = 3 * bitDepth * samples[colorType, default: 4]
        let row = [UInt8](repeating: 0, count: (bits + 7) / 8)
        let file = PNGBytes(
          width: 3, height: 2, bitDepth: bitDepth, colorType: colorType,
          extraChunks: colorType == 3 ? [("PLTE", [1, 2, 3])] : [], rows: [row, row])
        guard let picture = try? Picture(png: file.bytes) else { continue }
        read += 1
        let isGrey = colorType == 0 || colorType == 4
        let color = Color(red: 1, green: 2, blue: 3)
        let hasAlpha = colorType == 4 || colorType == 6
        #expect(picture.channels == (isGrey ? 1 : 3))
        #expect(picture[1, 2] == (colorType == 3 ? color : hasAlpha ? .white : .black))
      }
    }
    #expect(read == 15)
  }

  @Test func everyTruncationIsRefused() {
    let whole = Picture(width: 3, height: 2, channels: 1, pixels: [1, 2, 3, 4, 5, 6]).png
    for count in whole.indices {
      #expect(throws: PictureError.self, "the first \(count) bytes") {
        try Picture(png: Array(whole.prefix(count)))
      }
    }
  }

  @Test func everyChangedByteIsRefused() {
    let whole = Picture(width: 3, height: 2, channels: 1, pixels: [1, 2, 3, 4, 5, 6]).png
    for place in whole.indices {
      var bytes = whole
      bytes[place] ^= 0x40
      #expect(throws: PictureError.self, "byte \(place)") { try Picture(png: bytes) }
    }
  }

  @Test func filesThatAreNoPictureAreRefusedInWords() throws {
    try withTemporaryFolder { folder in
      let text = folder + "/notes.png"
      try Data("Dear diary, today I learned about kernels.".utf8)
        .write(to: URL(fileURLWithPath: text))
      let photo = folder + "/photo.png"
      try Data([0xFF, 0xD8, 0xFF, 0xE0, 0, 0, 0, 0, 0]).write(to: URL(fileURLWithPath: photo))
      let empty = folder + "/empty.png"
      try Data().write(to: URL(fileURLWithPath: empty))
      func message(_ path: String) -> String {
        do {
          _ = try Picture(contentsOf: path)
          return "read"
        } catch {
          return error.description
        }
      }
      #expect(
        message(text)
          == "'\(text)' is not a PNG picture: it begins with other bytes. Only PNG pictures can "
          + "be read.")
      #expect(message(photo).contains("it looks like JPEG. Save it as PNG first"))
      #expect(message(empty).contains("it is empty"))
      #expect(message(folder) == "'\(folder)' is a folder. Name the file in it.")
      #expect(
        message(folder + "/none.png")
          == "There is no file '\(folder)/none.png'. Check its spelling, and the folder that you "
          + "are in.")
      #expect(message("/dev/zero").contains("not a PNG"))
      #expect(message(text + "/x.png").contains("can't be read"))
    }
  }

  // MARK: What is written

  @Test(arguments: [(1, 1), (7, 5), (64, 33)], [1, 3])
  func whatIsWrittenIsReadBack(size: (Int, Int), channels: Int) throws {
    let (width, height) = size
    let count = width * height * channels
    let picture = Picture(
      width: width, height: height, channels: channels,
      pixels: (0..<count).map { UInt8(truncatingIfNeeded: $0 * $0 / 3) })
    try withTemporaryFolder { folder in
      let path = folder + "/p.png"
      try picture.write(to: path)
      #expect(try Picture(contentsOf: path) == picture)
      #expect(try RawPNG(contentsOf: path).samplesPerPixel == channels)
      let first = try Data(contentsOf: URL(fileURLWithPath: path))
      try picture.write(to: path)
      #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == first)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["p.png"])
    }
  }

  @Test func aFailedWriteLeavesTheOldFileAndNothingElse() throws {
    let old = Picture(repeating: 7, width: 2, height: 2)
    try withTemporaryFolder { folder in
      let path = folder + "/p.png"
      try old.write(to: path)
      let full = PictureError(path: path, problem: .unwritable("No space left on device"))
      #expect(throws: full) {
        try FileReplacement.write(to: path) { (file) throws(PictureError) in
          try [1, 2, 3].withUnsafeBytes(file.append).get()
          throw full
        }
      }
      #expect(try Picture(contentsOf: path) == old)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["p.png"])
    }
  }

  @Test func placesThatCannotBeWrittenAreRefusedInWords() throws {
    let picture = Picture(repeating: 7, width: 2, height: 2)
    try withTemporaryFolder { folder in
      #expect(throws: PictureError(path: folder, problem: .folder)) {
        try picture.write(to: folder)
      }
      let nowhere = folder + "/none/p.png"
      #expect(
        throws: PictureError(path: nowhere, problem: .unwritable("its folder does not exist"))
      ) { try picture.write(to: nowhere) }
    }
  }

  @Test func aLinkKeepsPointingWhereItPoints() throws {
    let picture = Picture(repeating: 7, width: 2, height: 2)
    try withTemporaryFolder { folder in
      let (target, link) = (folder + "/target.png", folder + "/link.png")
      try picture.write(to: target)
      try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: target)
      try Picture(repeating: 9, width: 1, height: 1).write(to: link)
      #expect(try Picture(contentsOf: target).pixels == [9])
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == target)
      try picture.write(to: "/dev/null")
      #expect(FileSystem.kind(ofPath: "/dev/null") == .other)
    }
  }
}

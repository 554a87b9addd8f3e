import Foundation
import Pictures
import TestSupport
import Testing

@testable import Terminals

@Suite("Terminals: pictures from files")
struct TerminalImagesTests {
  private func images(_ choice: ImageChoice, _ output: Int32) -> TerminalImages {
    TerminalImages(choice, style: .colored, environment: [:], input: output, output: output)
  }

  @Test("a terminal gets the picture in its own size, and what is no terminal gets none")
  func shown() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/picture.png"
      try Picture.gradient(width: 300, height: 200).write(to: path)
      let terminal = try PseudoTerminal(columns: 30, rows: 40)
      let text = try #require(images(.blocks, terminal.terminal).text(ofPNG: path))
      #expect(text.count { $0 == "▀" } == 30 * 10)
      #expect(images(.none, terminal.terminal).text(ofPNG: path) == nil)
      #expect(TerminalImages.none.text(ofPNG: path) == nil)
      let file = open(folder + "/file", O_WRONLY | O_CREAT, 0o600)
      defer { close(file) }
      for choice in ImageChoice.allCases {
        #expect(images(choice, file).text(ofPNG: path) == nil, "\(choice)")
      }
    }
  }

  @Test("a file that is gone, is no picture, is damaged or is a pipe gives no picture")
  func unreadable() throws {
    try withTemporaryFolder { folder in
      let terminal = try PseudoTerminal()
      let png = Picture.gradient(width: 30, height: 20).png
      let files: [(String, [UInt8])] = [
        ("empty", []), ("text", Array("This is no picture, and it is long enough.".utf8)),
        ("short", Array(png[..<20])), ("damaged", Array(png[..<(png.count / 2)])),
      ]
      for (name, bytes) in files {
        try Data(bytes).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
      }
      #expect(mkfifo(folder + "/pipe", 0o600) == 0)
      for name in files.map(\.0) + ["gone", "pipe", ""] {
        let text = images(.blocks, terminal.terminal).text(ofPNG: "\(folder)/\(name)")
        #expect(text == nil, "\(name)")
      }
    }
  }

  @Test("a picture that is far too large is not even read")
  func tooLarge() throws {
    try withTemporaryFolder { folder in
      let terminal = try PseudoTerminal()
      for (width, isShown) in [(5000, true), (5001, false)] {
        let path = "\(folder)/\(width).png"
        try Picture(repeating: 7, width: width, height: 5000).write(to: path)
        let size = try #require(PNGSize.ofFile(path))
        #expect(size.width == width && size.height == 5000)
        #expect((images(.blocks, terminal.terminal).text(ofPNG: path) != nil) == isShown)
      }
    }
  }
}

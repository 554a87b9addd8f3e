import Classroom
import Foundation
import TestSupport
import Testing

@Suite("A student's file, before anything is done with it")
struct SubmissionTests {
  private static func message(
    of make: (_ path: String) throws -> Void
  ) throws -> String? {
    try withTemporaryFolder { folder -> String? in
      let path = "\(folder)/mine.swift"
      try make(path)
      do throws(SubmissionError) {
        _ = try Submission(readingFrom: path)
        return nil
      } catch {
        return error.message
      }
    }
  }

  @Test("a plain file of text is read, whatever its line ends and marks are")
  func plain() throws {
    for text in ["", "let a = 1", "\u{FEFF}let a = 1\r\n", "let ä = \"→\"\n"] {
      #expect(
        try Self.message { try text.write(toFile: $0, atomically: false, encoding: .utf8) } == nil)
    }
  }

  @Test("links, folders and pipes aren't opened, and too much isn't read")
  func others() throws {
    #expect(
      try Self.message {
        try FileManager.default.createSymbolicLink(atPath: $0, withDestinationPath: "/etc/hostname")
      } == "it is a link to another file; hand in the file itself")
    #expect(
      try Self.message {
        try FileManager.default.createDirectory(atPath: $0, withIntermediateDirectories: false)
      } == "it is no file; hand in a file of Swift")
    #expect(
      try Self.message { _ = mkfifo($0, 0o600) }
        == "it is no file; hand in a file of Swift")
    #expect(
      try Self.message {
        try String(repeating: " ", count: 200_001).write(
          toFile: $0, atomically: false, encoding: .utf8)
      }?.hasPrefix("it has more than 200000 bytes") == true)
    #expect(try Self.message { _ in } == "it can't be read: No such file or directory")
  }

  @Test("bytes that are no text are refused")
  func bytes() throws {
    for bytes in [[0xFF], [0xC3, 0x28], [0x61, 0x00]] as [[UInt8]] {
      #expect(
        try Self.message { try Data(bytes).write(to: URL(fileURLWithPath: $0)) }
          == "it isn't text in UTF-8; save it in that encoding")
    }
  }

  @Test(
    "its first line says which exercise it is for",
    arguments: [
      ("// Exercise 03-convolution/edges\n", "03-convolution/edges"),
      ("\u{FEFF}// Exercise 03-convolution/edges \r\nlet a = 1", "03-convolution/edges"),
      ("// exercise 03", nil), ("\n// Exercise 03", nil), ("", nil),
    ])
  func heading(text: String, exercise: String?) throws {
    try withTemporaryFolder { folder in
      try text.write(toFile: "\(folder)/a.swift", atomically: false, encoding: .utf8)
      #expect(try Submission(readingFrom: "\(folder)/a.swift").exercise == exercise)
    }
  }
}

@Suite("Blanks")
struct BlanksTests {
  private static let starter = """
    let height = 1  // YOUR TURN: how many rows?
    let width = 1  // YOUR TURN: how many columns?
    let other = 1
    """

  @Test("those are unfilled whose code is as it was, whatever became of the comment or the blanks")
  func unfilled() {
    let blanks = Blanks(starter: Self.starter)
    #expect(blanks.unfilled(in: Self.starter) == [1, 2])
    #expect(blanks.unfilled(in: "\nlet  height = 1 // YOUR TURN: hm\n") == [2])
    #expect(blanks.unfilled(in: Self.starter.replacing("height = 1", with: "height = 7")) == [2])
    #expect(blanks.unfilled(in: "let height = 1\nlet width = 2") == [])
  }
}

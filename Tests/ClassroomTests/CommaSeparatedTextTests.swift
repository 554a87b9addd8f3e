import Testing

@testable import Classroom

@Suite("Tables as text")
struct CommaSeparatedTextTests {
  @Test("what is written is read again, whatever is in the fields")
  func roundTrip() throws {
    let rows = [
      ["a", "b"], ["", "x,y"], ["\"", "\"\"q\""], ["two\nlines", "three\r\nlines\r"],
      ["ä → 🦆", " "],
    ]
    let text = rows.map(CommaSeparatedText.line).joined()
    #expect(try CommaSeparatedText.rows(text).map(\.fields) == rows)
  }

  @Test(
    "line ends of all systems end a row, and a row knows its line",
    arguments: [
      "a,b\n\"c\nd\",e\nf,g", "a,b\r\n\"c\nd\",e\r\nf,g\r\n", "\u{FEFF}a,b\n\"c\nd\",e\n\nf,g\n",
    ])
  func lines(text: String) throws {
    let rows = try CommaSeparatedText.rows(text)
    #expect(rows.map(\.fields) == [["a", "b"], ["c\nd", "e"], ["f", "g"]])
    #expect(Array(rows.map(\.line).prefix(2)) == [1, 2])
    #expect(rows[2].line >= 4)
  }

  @Test("quotes that don't fit are told with their line")
  func quotes() {
    #expect(
      throws: CommaSeparatedText.ReadingError(line: 2, description: "a quote is never closed")
    ) {
      try CommaSeparatedText.rows("a\n\"b\nc")
    }
    #expect(
      throws: CommaSeparatedText.ReadingError(
        line: 1, description: "something stands behind a closing quote")
    ) { try CommaSeparatedText.rows("\"a\"b,c\n") }
  }

  @Test("no text crashes the reader")
  func anyText() {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<5000 {
      let text = String((0..<12).map { _ in "\"\"\",,\n\r\r\nab".randomElement(using: &random)! })
      _ = try? CommaSeparatedText.rows(text)
    }
  }
}

@Suite("Parts of a class")
struct ShardTests {
  @Test("every file is in just one part, and the parts are of about one size")
  func parts() {
    let entries = (0..<23).map { ClassEntry(student: "\($0)", exercise: "e", path: nil) }
    let parts = (1...5).compactMap { Shard("\($0)/5")?.part(of: entries) }
    #expect(parts.count == 5)
    #expect(Set(parts.flatMap { $0 }).count == 23)
    #expect(parts.allSatisfy { 4...5 ~= $0.count })
  }

  @Test(
    "what is no part is refused",
    arguments: ["0/3", "4/3", "1/0", "1", "1/2/3", "a/b", "-1/3", "", "/"])
  func malformed(text: String) { #expect(Shard(text) == nil) }
}

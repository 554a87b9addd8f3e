import Terminals
import Testing

@Suite("Terminals: messages")
struct MessageSetterTests {
  private func set(_ text: String, width: Int) -> String { MessageSetter(width: width).set(text) }

  @Test("lines are broken at blanks, and what follows is indented")
  func breaking() {
    #expect(set("error: there is no lesson", width: 14) == "error: there\n  is no lesson\n")
    #expect(set("one two\n  three four", width: 10) == "one two\n  three\n    four\n")
    #expect(set("as  it   is", width: 11) == "as  it   is\n")
    #expect(set("", width: 10) == "\n")
  }

  @Test("a path stays whole, however narrow the window is")
  func paths() {
    let path = "Lessons/03-convolution/README.md:57:9:"
    #expect(set("error: see \(path) wrong", width: 12) == "error: see\n  \(path)\n  wrong\n")
    #expect(set(path, width: 1) == "\(path)\n")
  }

  @Test("the compiler's mark stays below what it marks, and both are cut where they don't fit")
  func marks() {
    let line = "let someLongName = picture + missing + picture + picture"
    let mark = "                             ^~~~~~~"
    #expect(set("\(line)\n\(mark)", width: 60) == "\(line)\n\(mark)\n")
    #expect(
      set("\(line)\n\(mark)", width: 24)
        == "…ture + missing + pictu…\n" + "        ^~~~~~~\n")
    #expect(set("\(line)\n^~~", width: 12) == "let someLon…\n^~~\n")
    let end = String(repeating: " ", count: line.count - 1) + "^"
    #expect(set("\(line)\n\(end)", width: 12) == "…e + picture\n           ^\n")
    #expect(set("^", width: 1) == "^\n")
  }
}

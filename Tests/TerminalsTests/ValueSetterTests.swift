import LessonEngine
import Testing

@testable import Terminals

@Suite("Code with the values of its lines")
struct ValueSetterTests {
  private func value(
    _ name: String, _ text: String?, leftOut: Int = 0, line: Int = 7, column: Int = 1
  ) -> LineValue {
    LineValue(name: name, text: text, leftOut: leftOut, line: line, column: column)
  }

  @Test("A value stands beside its line, the values of several lines in one column")
  func besideTheLine() {
    let set = ValueSetter(width: 60).set(
      "let a = 1\nlet longer = a + 1\nprint(a)\n", firstLine: 7,
      values: [value("a", "1"), value("longer", "2", line: 8)])
    #expect(
      set == """
          7 │ let a = 1            a = 1
          8 │ let longer = a + 1   longer = 2
          9 │ print(a)

        """)
  }

  @Test("A line in a loop shows its first values, how many are left out, and the last")
  func loops() {
    let values = [
      value("i", "0"), value("sum", "0", column: 9), value("i", "1"), value("sum", "1", column: 9),
      value("i", "99", leftOut: 97), value("sum", nil, leftOut: 98, column: 9),
    ]
    #expect(
      ValueSetter.words(for: values)
        == "i = 0, 1, … 97 left out …, 99   sum = 0, 1, … 98 left out")
  }

  @Test("A value without a variable stands alone")
  func withoutName() {
    #expect(ValueSetter.words(for: [value("", "5")]) == "5")
  }

  @Test("A tensor of several rows is put on one line")
  func tensors() {
    #expect(
      ValueSetter.words(for: [value("w", "[[ 0,  1],\n [ 6, 12]]")]) == "w = [[0, 1], [6, 12]]")
  }

  @Test(
    "Values that don't fit beside their line stand below it, and no line is wider than the window")
  func narrow() {
    let set = ValueSetter(width: 40).set(
      "let numbers = [1, 2, 3, 4].map { $0 * 1000 }\nlet b = 2\n", firstLine: 7,
      values: [value("numbers", "[1000, 2000, 3000, 4000]"), value("b", "2", line: 8)])
    #expect(
      set == """
          7 │ let numbers = [1, 2, 3, 4].map { $0 * 1000 }
              numbers = [1000, 2000, 3000, 4000]
          8 │ let b = 2            b = 2

        """)
  }

  @Test("A very long value is cut after three lines, and says so")
  func long() {
    let set = ValueSetter(width: 40).set(
      "a\n", firstLine: 7,
      values: [value("a", (1...100).map(String.init).joined(separator: " "))])
    let lines = set.split(separator: "\n")
    #expect(lines.count == 4)
    #expect(lines.last?.hasSuffix(" …") == true)
    #expect(lines.allSatisfy { $0.count <= 40 })
  }

  @Test("Controls in a value are shown, not sent")
  func controls() {
    #expect(ValueSetter.words(for: [value("a", "\u{1B}[2J")]) == "a = ␛[2J")
  }

  @Test("the values of a line that is broken stand below its last piece")
  func brokenCode() {
    let values = [LineValue(name: "sum", text: "3", line: 7, column: 1)]
    #expect(
      ValueSetter(width: 24, code: CodeSetter(width: 24)).set(
        "let sum = first + second\nb", firstLine: 7, values: values) == """
            7 │ let sum = first +
              ┆   second
                sum = 3
            8 │ b

          """)
  }
}

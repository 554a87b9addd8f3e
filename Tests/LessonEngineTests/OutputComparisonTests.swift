import Testing

@testable import LessonEngine

@Suite("Comparing an output with its record")
struct OutputComparisonTests {
  struct Row: CustomTestStringConvertible {
    let name: String
    let recorded: String
    let printed: String
    let options: String
    let agree: Bool
    var testDescription: String { name }

    init(
      _ name: String, _ recorded: String, _ printed: String, options: String = "", agree: Bool
    ) {
      (self.name, self.recorded, self.printed) = (name, recorded, printed)
      (self.options, self.agree) = (options, agree)
    }

    var comparison: OutputComparison {
      get throws { OutputComparison(try CellOptions(words: options.split(separator: " "))) }
    }
  }

  static let rows = [
    Row("the same text", "a b\nc\n", "a b\nc\n", agree: true),
    Row("another word", "one apple", "one pear", agree: false),
    Row("upper and lower case differ", "Edges", "edges", agree: false),
    Row("nothing and nothing", "", "", agree: true),
    Row("nothing recorded", "", "a", agree: false),
    Row("nothing printed", "a", "", agree: false),

    Row("blanks at the ends of lines", "a  \nb\t\n", "a\nb\n", agree: true),
    Row("no line end after the last line", "a\n", "a", agree: true),
    Row("blank lines at the end", "a\n\n \n", "a\n", agree: true),
    Row("a blank line in the middle counts", "a\n\nb\n", "a\nb\n", agree: false),
    Row("a blank line at the beginning counts", "\na\n", "a\n", agree: false),
    Row("one blank or several", "a   1\tb", "a 1 b", agree: true),
    Row("an indentation", "   [1, 2]", "[1, 2]", agree: true),
    Row("a blank inside a word", "ab", "a b", agree: false),
    Row("a blank inside a number", "12", "1 2", agree: false),
    Row("lines that end as on Windows", "a\r\nb\r\n", "a\nb\n", agree: true),
    Row("a line more", "a\nb", "a\nb\nc", agree: false),
    Row("a line less", "a\nb", "a", agree: false),
    Row("two lines exchanged", "a\nb", "b\na", agree: false),

    Row("a number within a thousandth", "2.000", "2.0019", agree: true),
    Row("a negative number within a thousandth", "-2.000", "-1.9981", agree: true),
    Row("a number past a thousandth", "2.000", "2.0021", agree: false),
    Row("the tolerance is of the recorded number", "1000.0", "1001.0005", agree: false),
    Row("near zero, a millionth", "0.0", "0.000001", agree: true),
    Row("near zero, two millionths", "0.0", "0.000002", agree: false),
    Row("zero and minus zero", "0.0", "-0.0", agree: true),
    Row("other digits of the same number", "1.5", "1.50", agree: true),
    Row("a whole number that is written otherwise", "5", "5.0", agree: true),
    Row("a whole number that is off by one", "100000", "100001", agree: false),
    Row("a whole number, with a tolerance", "100", "101", options: "tolerance=0.02", agree: true),
    Row("a whole number past its tolerance", "100", "103", options: "tolerance=0.02", agree: false),
    Row("the cell's tolerance is wider", "2.0", "2.03", options: "tolerance=0.02", agree: true),
    Row(
      "the cell's tolerance is narrower", "2.0", "2.001", options: "tolerance=0.0001", agree: false),
    Row("no tolerance but the millionth", "2.0", "2.0000005", options: "tolerance=0", agree: true),
    Row("another sign", "0.5", "-0.5", agree: false),
    Row("a minus sign and a hyphen", "−3", "-3", agree: true),
    Row("a plus sign", "+3", "3", agree: true),
    Row("exponents", "1.2e-07", "1.2001E-7", agree: true),
    Row("another exponent", "1.2e3", "1.2e4", agree: false),
    Row("an exponent and digits", "1e3", "1000.5", agree: true),
    Row("a share without a zero before the point", "0.5", "0.5004", agree: true),
    Row(
      "numbers in brackets", "[[1.0, 2.0],\n [3.0, 4.0]]", "[[1.0,2.001],\n [3.0, 4.0]]",
      agree: true),
    Row("a number more", "[1.0, 2.0]", "[1.0, 2.0, 3.0]", agree: false),
    Row("a word for a number", "1.0", "one", agree: false),
    Row("a version is numbers and points", "6.3.1", "6.3.2", agree: false),

    Row("not a number, both times", "nan -inf", "nan -inf", agree: true),
    Row("not a number for a number", "1.0", "nan", agree: false),
    Row("a number for not a number", "nan", "1.0", agree: false),
    Row("infinity of the other sign", "inf", "-inf", agree: false),

    Row("digits in a word are text", "conv2d", "conv3d", agree: false),
    Row(
      "digits in a word, with a tolerance", "conv2d", "conv3d", options: "tolerance=0.9",
      agree: false),
    Row("digits after a low line", "x_1", "x_2", options: "tolerance=0.9", agree: false),
    Row("sizes are whole numbers", "3×3", "3×4", agree: false),
    Row("a unit after the number", "2.310 ms", "2.311 ms", agree: true),
    Row("a unit that sticks to the number", "2.310ms", "2.311ms", agree: true),
    Row("another unit", "2.31 ms", "2.31 s", agree: false),
    Row("per cent", "12.50%", "12.51%", agree: true),

    Row("a line with a tilde", "~ error 1e-7 at [0, 1]", "~ none", agree: true),
    Row("a tilde on one side only", "~ error", "error", agree: false),
    Row("a tilde line that is missing", "a\n~ b", "a", agree: false),
    Row("a tilde in the middle of a line", "a ~1", "a ~2", agree: false),

    Row("masked: any number", "fast 3.54 ms", "fast 128.0 ms", options: "masked", agree: true),
    Row("masked: whole numbers too", "0.9 times", "12 times", options: "masked", agree: true),
    Row("masked: words still count", "fast 3.54", "slow 3.54", options: "masked", agree: false),
    Row("masked: a number must be there", "fast 3.54", "fast", options: "masked", agree: false),
  ]

  @Test("two outputs agree where they should", arguments: rows)
  func agree(row: Row) throws {
    #expect(try row.comparison.agree(row.recorded, row.printed) == row.agree)
  }

  @Test("the differences are empty exactly where the outputs agree", arguments: rows)
  func differencesMatchAgreement(row: Row) throws {
    let changes = try row.comparison.differences(row.recorded, row.printed)
    let onlySame = changes.allSatisfy { if case .same = $0 { true } else { false } }
    #expect(onlySame == row.agree)
  }

  @Test("a time that comes in another unit agrees in a masked cell")
  func maskedUnits() throws {
    let row = Row("", "reference  3.54 µs", "reference  1.20 ms", options: "masked", agree: true)
    let comparison = try row.comparison
    #expect(comparison.agree(row.recorded, row.printed))
  }

  @Test("a number too large for a Double agrees with itself only")
  func overflow() {
    let comparison = OutputComparison(CellOptions())
    #expect(comparison.agree("1e400", "1e400"))
    #expect(!comparison.agree("1e400", "5.0"))
  }

  @Test("the differences come in the order of reading, the recorded line before the printed one")
  func order() {
    let changes = OutputComparison(CellOptions()).differences(
      "title\na 1\nb 2.000\nc\nlast\n", "title\na 2\nb 2.001\nlast\nmore\n")
    #expect(
      changes == [
        .same(recorded: "title", printed: "title"), .recorded("a 1"), .printed("a 2"),
        .same(recorded: "b 2.000", printed: "b 2.001"), .recorded("c"),
        .same(recorded: "last", printed: "last"), .printed("more"),
      ])
  }

  @Test("a hundred changed lines are compared in no time")
  func manyChanges() {
    func lines(from first: Int) -> String {
      (first..<first + 100).map { "line \($0) of many\n" }.joined()
    }
    let clock = ContinuousClock()
    var changes: [LineChange] = []
    let time = clock.measure {
      changes = OutputComparison(CellOptions()).differences(lines(from: 0), lines(from: 1000))
    }
    #expect(changes.count == 200)
    #expect(time < .seconds(3))
  }

  @Test("a line comes apart into numbers and the text between them")
  func pieces() {
    func number(_ text: String, _ value: Double, isWhole: Bool = false) -> OutputPiece {
      .number(OutputNumber(text: text, value: value, isWhole: isWhole))
    }
    #expect(
      OutputPiece.pieces(of: "  conv2d: [−1.5,2e3]  3x3 4 ms x-1")
        == [
          .text("conv2d:"), .text("["), number("−1.5", -1.5), .text(","), number("2e3", 2000),
          .text("]"), number("3", 3, isWhole: true), .text("x3"), number("4", 4, isWhole: true),
          .text("ms"), .text("x-"), number("1", 1, isWhole: true),
        ])
    #expect(OutputPiece.pieces(of: " \t").isEmpty)
  }
}

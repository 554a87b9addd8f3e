import Testing

@testable import LessonEngine

@Suite("Numbers in an output")
struct OutputNumberTests {
  typealias Row = OutputComparisonTests.Row

  static let rows = [
    Row("an exponent and a point", "1e-3", "0.001", agree: true),
    Row("another exponent below one", "1e-3", "1e-4", agree: false),
    Row("an exponent with the sign for minus", "1e−3", "1e-3", agree: true),
    Row("zero and minus zero", "-0.0", "0.0", agree: true),
    Row("a whole zero and its negative", "-0", "0", agree: true),

    Row("not a number, of any sign", "nan", "-nan", agree: true),
    Row("not a number in a tensor", "[nan, 1.0]", "[ nan,  1.0]", agree: true),
    Row("not a number beside infinity", "[nan]", "[inf]", agree: false),
    Row("infinity and a large number", "inf", "1e30", agree: false),
    Row("infinity with a tolerance", "inf", "1.0", options: "tolerance=0.5", agree: false),
    Row("infinity of the other sign, in a tensor", "[inf,  2.0]", "[-inf, 2.0]", agree: false),
    Row("the sign for minus before infinity", "−inf", "-inf", agree: true),
    Row("words that begin with nan and inf", "nano info", "nano info", agree: true),
    Row("other words that begin with them", "nano", "nan", agree: false),

    Row("groups of digits", "1_000", "1000", agree: true),
    Row("other groups of digits", "1_000", "1_001", agree: false),
    Row("groups, with a tolerance", "1_000", "1_001", options: "tolerance=0.01", agree: true),
    Row("groups in a masked cell", "1_000 ns", "2_345 ns", options: "masked", agree: true),
    Row("digits after a comma are a number of their own", "1,000", "1,001", agree: false),
    Row("zeros that are missing", "1,000", "1,0", agree: false),
    Row("zeros in front", "007", "7", agree: false),
    Row("zeros in front, masked", "00:05", "01:13", options: "masked", agree: true),
    Row("binary digits", "0101", "0101", agree: true),

    Row("a hexadecimal number", "0x1F", "0x1F", agree: true),
    Row("another hexadecimal number", "0x1F", "0x1E", options: "tolerance=0.9", agree: false),
    Row("a hexadecimal number and its value", "0x1F", "31", agree: false),

    Row("no zero before the point", ".5", "0.5", agree: true),
    Row("no zero before the point, in a tensor", "[.5,.25]", "[0.5, 0.25]", agree: true),
    Row("no zero before the point, negative", "-.50", "-0.5", agree: true),
    Row("no zero before the point, another number", ".5", ".6", agree: false),
    Row("a full stop after a number", "it is 5.", "it is 5.", agree: true),
    Row("a full stop that is missing", "it is 5.", "it is 5", agree: false),
    Row("points between numbers", "0...2", "0...3", agree: false),
    Row("a half-open range", "0..<2", "0..<2", agree: true),

    Row("sizes", "3×3", "3×3", agree: true),
    Row("sizes with blanks", "3 × 3", "3×3", agree: true),
    Row("a fraction", "1/3", "1/3", agree: true),
    Row("another fraction", "1/3", "1/4", agree: false),
    Row("per cent", "12%", "13%", agree: false),
    Row("per cent with a point", "12.000%", "12.001%", agree: true),
    Row("the sign for minus", "−4", "-4", agree: true),
    Row("the sign for minus is no plus", "−4", "4", agree: false),
    Row("a difference is not a number with a sign", "3-1", "3 -1", agree: false),
    Row("a sum is not two numbers", "3+4", "3 4", agree: false),
    Row("a difference of brackets", "f(x)-1", "f(x)-1", agree: true),
    Row("a day", "2024-01-15", "2024-01-16", agree: false),
    Row("versions differ by their last part", "6.3.1000", "6.3.1001", agree: false),
    Row("a version, with a tolerance", "6.3.1", "6.3.2", options: "tolerance=0.9", agree: false),
    Row("the same version", "v (6.3.1)", "v (6.3.1)", agree: true),

    Row(
      "whole numbers that a Double can't tell apart", "9007199254740993", "9007199254740992",
      agree: false),
    Row(
      "the largest of all whole numbers", "18446744073709551615", "18446744073709551614",
      agree: false),

    Row(
      "alignment that changes with the widest number", "[[ 10.00, 5.00],\n [  1.00, 2.00]]",
      "[[9.999, 5.00],\n [1.00,  2.00]]", agree: true),
    Row(
      "alignment with what isn't a number", "[[-1.0, nan],\n [ inf, 2.0]]",
      "[[-1.0,  nan],\n [inf,   2.0]]", agree: true),
    Row("a bracket that is missing", "[[1, 2]]", "[1, 2]", agree: false),

    Row(
      "masked: a unit with a comma", "149 µs, twice", "1.2 ms, twice", options: "masked",
      agree: true),
    Row("masked: both letters of µ", "149 µs", "149 μs", options: "masked", agree: true),
    Row("masked: another word is no unit", "149 µs", "149 m", options: "masked", agree: false),
  ]

  @Test("agree where they are worth the same", arguments: rows)
  func agree(row: Row) throws {
    #expect(try row.comparison.agree(row.recorded, row.printed) == row.agree)
  }

  @Test("agree with themselves, and where they agree there is no difference", arguments: rows)
  func differences(row: Row) throws {
    #expect(try row.comparison.agree(row.recorded, row.recorded))
    #expect(try row.comparison.agree(row.printed, row.printed))
    let changes = try row.comparison.differences(row.recorded, row.printed)
    let onlySame = changes.allSatisfy { if case .same = $0 { true } else { false } }
    #expect(onlySame == row.agree)
  }

  @Test("that are too far apart are told with their line and what is allowed")
  func outOfTolerance() {
    let comparison = OutputComparison(CellOptions())
    let changes = comparison.differences(
      "title\na 0.5 b 2\n3.5 words\nc 7 -nan", "title\na 0.6 b 2\n9.5 letters\nc 8 1.5")
    #expect(
      comparison.numberDifferences(changes).map(\.line) == [2, 4, 4])
    let first = comparison.numberDifferences(changes)[0]
    #expect(first.recorded == "0.5")
    #expect(first.printed == "0.6")
    #expect((first.difference - 0.1).magnitude < 1e-12)
    #expect(first.allowed == 0.0005)
    let whole = comparison.numberDifferences(changes)[1]
    #expect(whole.difference == 1)
    #expect(whole.allowed == 0)
    #expect(comparison.numberDifferences(changes)[2].difference.isNaN)
  }

  @Test("are told in every line of many that changed, and in no time")
  func manyLines() {
    func lines(_ first: Int) -> String {
      (0..<5_000).map { "line \($0) is \($0 + first)\n" }.joined()
    }
    let comparison = OutputComparison(CellOptions())
    let clock = ContinuousClock()
    var changes: [LineChange] = []
    let time = clock.measure { changes = comparison.differences(lines(0), lines(1)) }
    #expect(time < .seconds(10))
    #expect(changes.count == 10_000)
    #expect(comparison.numberDifferences(changes).count == 5_000)
  }
}

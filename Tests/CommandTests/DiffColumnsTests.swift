import LessonEngine
import Terminals
import TestSupport
import Testing

@testable import lessons

@Suite("What is recorded and what was printed, beside each other", .takingTurns)
struct DiffColumnsTests {
  private static func same(_ text: String) -> LinePair {
    LinePair(recorded: text, printed: text, agrees: true)
  }

  private static let sums = [
    same("first line"), LinePair(recorded: "sum 4.0", printed: "sum 9.75"),
    LinePair(recorded: nil, printed: "one more"), LinePair(recorded: "gone", printed: nil),
    same(""),
  ]

  private func lines(_ pairs: [LinePair], width: Int) -> [String]? {
    DiffColumns(pairs, width: width)?.lines(pairs, style: .plain)
  }

  @Test("has a header, and marks what differs")
  func whole() {
    #expect(
      lines(Self.sums, width: 80) == [
        "    recorded      printed",
        "    first line    first line",
        "  - sum 4.0     + sum 9.75",
        "                + one more",
        "  - gone",
        "",
      ])
  }

  @Test("is as wide as it must be")
  func widths() {
    let needed = 8 + 10 + 10
    #expect(lines(Self.sums, width: needed)?[1] == "    first line    first line")
    // Both columns are narrower than what is broken at all, so there is no room.
    #expect(lines(Self.sums, width: needed - 1) == nil)
  }

  @Test("gives no line more than the window has, and loses nothing of it", arguments: 56...140)
  func broken(width: Int) throws {
    let long = (0..<40).map { "word\($0)" }.joined(separator: " ")
    let solid = String(repeating: "0123456789", count: 12)
    let pairs = [
      LinePair(recorded: long, printed: solid), LinePair(recorded: "a", printed: long),
      Self.same(solid),
    ]
    let lines = try #require(self.lines(pairs, width: width))
    #expect(lines.allSatisfy { $0.displayWidth <= width })
    let columns = try #require(DiffColumns(pairs, width: width))
    let left = lines.dropFirst().map { String($0.dropFirst(4).prefix(columns.recordedWidth)) }
    let right = lines.dropFirst().map { String($0.dropFirst(8 + columns.recordedWidth)) }
    func solidly(_ text: String) -> String { text.filter { $0 != " " } }
    #expect(left.map(solidly).joined() == solidly(long + "a" + solid))
    #expect(right.map(solidly).joined() == solidly(solid + long + solid))
  }

  @Test("breaks after a blank rather than in a word")
  func blanks() {
    let pairs = [
      LinePair(recorded: "a b", printed: "the quick brown fox jumps over the lazy dog again")
    ]
    #expect(
      lines(pairs, width: 46) == [
        "    recorded    printed",
        "  - a b       + the quick brown fox jumps over",
        "                the lazy dog again",
      ])
  }

  @Test("counts wide characters as two, and shows what would steer the terminal")
  func characters() {
    let pairs = [
      LinePair(recorded: "表表表表表", printed: "\u{1B}[2J"), LinePair(recorded: "a\tb", printed: "é"),
    ]
    #expect(
      lines(pairs, width: 80) == [
        "    recorded      printed",
        "  - 表表表表表  + ␛[2J",
        "  - a       b   + é",
      ])
  }

  @Test("is red and green where there is colour")
  func colors() {
    let lines = DiffColumns(Self.sums, width: 80)?.lines(Self.sums, style: .colored)
    #expect(lines?[2] == "  \u{1B}[31m- sum 4.0\u{1B}[39m     \u{1B}[32m+ sum 9.75\u{1B}[39m")
    #expect(lines?[1] == "    first line    first line")
  }

  @Test("is followed by numbers with what they are off by, in as many digits as tell it")
  func numbers() {
    func words(_ recorded: String, _ printed: String, _ difference: Double, _ allowed: Double)
      -> String
    {
      NumberDifference(
        line: 3, recorded: recorded, printed: printed, difference: difference, allowed: allowed
      ).words
    }
    #expect(
      words("0.5", "0.6", 0.6 - 0.5, 0.0005)
        == "line 3: recorded 0.5, printed 0.6: off by 0.1, allowed 0.0005")
    #expect(
      words("2.0", "2.0020001", 0.0020001, 0.002)
        == "line 3: recorded 2.0, printed 2.0020001: off by 0.0020001, allowed 0.002")
    #expect(words("1.0", "nan", .nan, 0) == "line 3: recorded 1.0, printed nan")
    #expect(
      words("9007199254740993", "9007199254740992", 0, 0)
        == "line 3: recorded 9007199254740993, printed 9007199254740992")
  }
}

import LessonEngine
import Testing

@testable import Classroom

@Suite("Reports: harmless texts")
struct ReportsHarmlessTests {
  @Test(
    "what could steer a reader is shown",
    arguments: [
      ("\u{1B}[2J\0\u{07}", "␛[2J␀␇"), ("a\r\nb\rc", "a\nb␍c"), ("a\u{9B}\u{7F}", "a<U+009B>␡"),
      ("\u{202E}\u{2028}", "<U+202E><U+2028>"), ("\u{FFFE}\u{FFFF}", "<U+FFFE><U+FFFF>"),
      ("::set-output", ": :set-output"), (":::", ": : :"), ("a\n ::x", "a\n : :x"),
      ("::\u{301}x", ": :\u{301}x"), ("##[error]", "## [error]"), ("###[", "### ["),
    ])
  func shown(text: String, expected: String) {
    #expect(harmless(text).unicodeScalars.elementsEqual(expected.unicodeScalars))
  }

  @Test(
    "other text is left as it is, and what was shown once stays",
    arguments: ["", "a\tb\n", "a: b # [c] #[d]", "日本語 é 👩‍👩‍👧 \u{FFFD}", harmless(Samples.hostile)])
  func kept(text: String) {
    #expect(harmless(text).unicodeScalars.elementsEqual(text.unicodeScalars))
  }

  @Test("no control character gets through, whatever the text")
  func all() {
    for value in UInt32(0)...0x2100 {
      guard let scalar = Unicode.Scalar(value) else { continue }
      #expect(Samples.isHarmless(harmless("a\(scalar)b")), "U+\(String(value, radix: 16))")
    }
  }

  @Test("a long text keeps its beginning and its end, and says how much is left out")
  func cut() {
    let text = "begin" + String(repeating: "\u{1F468}\u{200D}", count: 5000) + "end"
    let shown = cutInTheMiddle(text, to: 1000)
    #expect(shown.unicodeScalars.count <= 1000)
    #expect(shown.unicodeScalars.count > 980)
    #expect(shown.hasPrefix("begin") && shown.hasSuffix("end"))
    let kept = shown.unicodeScalars.count { $0.value == 0x1F468 || $0.value == 0x200D } + 8
    #expect(shown.contains(" … \(text.unicodeScalars.count - kept) characters are left out … "))
    #expect(cutInTheMiddle("12345", to: 5) == "12345")
  }

  @Test("no format holds what could do harm", arguments: ReportFormat.allCases)
  func everyFormat(format: ReportFormat) throws {
    for grades in [[Samples.hostileGrade], [Samples.hostileGrade, Samples.refused]] {
      var grades = grades
      if grades.count > 1 { grades[1].student = grades[0].student }
      let text = try Report(grades).text(as: format)
      #expect(Samples.isHarmless(text))
      #expect(!text.isEmpty && !text.hasSuffix("\n"))
      switch format {
      case .junit: break
      case .githubClassroom:
        let found = texts(in: try decodedLine(text))
        #expect(found.contains { $0.contains("␛[2J") } && found.allSatisfy(Samples.isHarmless))
      case .json, .gradescope, .exercism:
        let found = texts(in: try jsonObject(text))
        #expect(found.contains { $0.contains("␛[2J") } && found.allSatisfy(Samples.isHarmless))
      }
    }
  }

  @Test(
    "where a format is for one student, the grades of several are refused",
    arguments: ReportFormat.allCases)
  func severalStudents(format: ReportFormat) throws {
    let report = Report([Samples.complete, Samples.grade([Samples.passed], student: "noa")])
    switch format {
    case .json, .junit: #expect(try report.text(as: format).contains("noa"))
    case .gradescope, .githubClassroom, .exercism:
      #expect(throws: ReportError.severalStudents(format)) { try report.text(as: format) }
    }
  }

  @Test(
    "students' formats don't say what hidden tests try, nor a judge's last words",
    arguments: [ReportFormat.junit, .gradescope, .githubClassroom, .exercism])
  func hidden(format: ReportFormat) throws {
    for grade in [Samples.mixed, Samples.judgeFailed] {
      let report = Report([grade])
      var text = try report.text(as: format)
      if format == .githubClassroom {
        text = texts(in: try decodedLine(text)).joined(separator: "\n")
      }
      #expect(!text.contains("secret") && !text.contains("hidden input"))
      let told =
        grade.status == .graded ? "this test doesn't show what it tries" : "isn't your mistake"
      #expect(text.contains(told))
    }
  }

  @Test("the formats are called as on the command line")
  func names() {
    #expect(
      ReportFormat.allCases.map(\.rawValue) == [
        "json", "junit", "gradescope", "github-classroom", "exercism",
      ])
  }
}

import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@testable import Classroom

@Suite("Reports: JUnit")
struct ReportsJUnitTests {
  @Test("a suite for each grade, a case for each test, and their sums")
  func suites() throws {
    let root = try parse([Samples.mixed, Samples.complete])
    #expect(root.name == "testsuites" && root["tests"] == "7")
    #expect(root["failures"] == "2" && root["errors"] == "1" && root["skipped"] == "0")
    #expect(root["time"] == "4.812")
    #expect(root.elements.map(\.name) == ["testsuite", "testsuite"])
    let suite = root.elements[0]
    #expect(suite["name"] == "\(Samples.exercise) (\(Samples.file)) (mia)")
    #expect(suite["tests"] == "5" && suite["failures"] == "2" && suite["errors"] == "1")
    #expect(suite["time"] == "3.781" && suite["file"] == Samples.file)
    #expect(
      suite.properties == [
        "points": "6", "of": "15", "seed": "1234567", "sandbox": "limits and walls (bubblewrap)",
      ])
    let cases = suite.all("testcase")
    #expect(cases.map { $0["name"] } == Samples.mixed.tests.map(\.title))
    for found in cases {
      #expect(found["classname"] == Samples.exercise && found["file"] == Samples.file)
    }
    #expect(cases.map { $0["time"] } == ["0.031", "0.250", "1.500", "1.000", "1.000"])
    #expect(cases[1].properties == ["points": "3", "earned": "0"])
    #expect(cases[0].properties == ["points": "2", "earned": "2"])
  }

  @Test("a wrong answer is a failure, none an error, and what passed has neither")
  func endings() throws {
    let cases = try parse([Samples.mixed]).elements[0].all("testcase")
    #expect(cases.map(\.ending?.name) == [nil, "failure", "error", nil, "failure"])
    #expect(cases[1].ending?["message"] == Samples.failed.feedback)
    #expect(cases[1].ending?["type"] == "failed")
    #expect(cases[1].ending?.text == Samples.failed.feedback)
    #expect(cases[2].ending?["type"] == "noAnswer" && cases[2]["line"] == "12")
    #expect(cases[0].all("system-out").map(\.text) == ["window 0\n\twindow 1\n"])
    #expect(cases[3].all("system-out").isEmpty && cases[4].all("system-out").isEmpty)
  }

  @Test("where a file was refused or a judge failed, each test is an error")
  func noVerdicts() throws {
    for grade in [Samples.refused, Samples.judgeFailed] {
      let suite = try parse([grade]).elements[0]
      #expect(suite["errors"] == "2" && suite["failures"] == "0" && suite["skipped"] == "0")
      #expect(suite.all("testcase").map(\.ending?.name) == ["error", "error"])
    }
    let found = try parse([Samples.refused]).first("testsuite").first("testcase")
    #expect(found.ending?["message"] == "it doesn't compile" && found["line"] == "7")
    #expect(found.ending?.text == Samples.compilerWords)
    #expect(found.ending?["type"] == "refused")
  }

  @Test("a test that was not run, of a file that was, is skipped")
  func skipped() throws {
    var grade = Samples.mixed
    grade.tests[1].status = .notRun
    let suite = try parse([grade]).elements[0]
    #expect(suite["skipped"] == "1" && suite["failures"] == "1")
    #expect(suite.all("testcase")[1].ending?.name == "skipped")
    #expect(suite.all("testcase")[1].ending?["message"] == "it was not run")
  }

  @Test("where nothing was tested there is an error, not an empty suite")
  func nothing() throws {
    for grades in [[], [Samples.grade([])]] {
      let root = try parse(grades)
      #expect(root["tests"] == "1" && root["errors"] == "1")
      #expect(root.elements[0].all("testcase").map(\.ending?.name) == ["error"])
    }
  }

  @Test("hostile texts stay texts")
  func hostile() throws {
    let suite = try parse([Samples.hostileGrade]).first("testsuite")
    let expected = harmless(Samples.hostile)
    #expect(suite.all("testcase").count == 2)
    let found = try suite.first("testcase")
    #expect(found["name"] == expected && found["classname"] == expected)
    #expect(found.ending?.text == expected && found.all("system-out").first?.text == expected)
    #expect(found["time"] == "0.000" && suite["file"] == expected)
    #expect(expected.contains("]]>") && expected.contains("</testcase>"))
  }

  @Test("every character of Unicode's first plane can be in a report")
  func allCharacters() throws {
    let scalars = (UInt32(0)...0xFFFF).compactMap(Unicode.Scalar.init)
    let text = String(String.UnicodeScalarView(scalars)) + "\u{1F600}\u{10FFFF}"
    var test = Samples.failed
    (test.feedback, test.title) = (text, text)
    let found = try parse([Samples.grade([test])]).first("testsuite").first("testcase")
    #expect(found.ending?.text == harmless(text) && found["name"] == harmless(text))
  }

  @Test("no number has an exponent")
  func times() throws {
    var test = Samples.passed
    test.seconds = 1e-9
    #expect(try parse([Samples.grade([test])])["time"] == "0.000")
    test.seconds = 1e7
    #expect(try parse([Samples.grade([test])])["time"] == "10000000.000")
  }

  @Test("the time of a hidden test is told in whole seconds, which say nothing of what it tries")
  func hiddenTimes() throws {
    for seconds in [0.01, 0.5, 0.99] {
      var test = Samples.hiddenPassed
      test.seconds = seconds
      let report = Report([Samples.grade([test])])
      #expect(try parse(report.grades)["time"] == "1.000")
      #expect(try jsonObject(report.text(as: .gradescope))["execution_time"] as? Double == 1)
      #expect(!(try report.text(as: .githubClassroom).contains("\(seconds)")))
      // The teacher's own report has it all.
      #expect(try report.text(as: .json).contains("\(seconds)"))
    }
  }

  @Test(
    "what these tests read XML with refuses what isn't",
    arguments: ["\u{1B}", "<", "]]>", "&", "\u{FFFE}"])
  func reader(text: String) {
    #expect(throws: (any Error).self) { try ReadElement.parse("<a>\(text)</a>") }
  }

  private func parse(_ grades: [Grade]) throws -> ReadElement {
    try ReadElement.parse(Report(grades).text(as: .junit))
  }
}

/// A piece of XML, as a reader of reports sees it.
private final class ReadElement: NSObject, XMLParserDelegate {
  let name: String
  let attributes: [String: String]
  var text = ""
  var elements: [ReadElement] = []
  private var open: [ReadElement] = []

  private init(_ name: String, _ attributes: [String: String]) {
    (self.name, self.attributes) = (name, attributes)
  }

  struct Fault: Error {}

  static func parse(_ text: String) throws -> ReadElement {
    let document = ReadElement("", [:])
    document.open = [document]
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = document
    guard parser.parse(), let root = document.elements.first else {
      throw parser.parserError ?? Fault()
    }
    return root
  }

  subscript(_ attribute: String) -> String? { attributes[attribute] }

  func all(_ name: String) -> [ReadElement] { elements.filter { $0.name == name } }

  func first(_ name: String) throws -> ReadElement { try #require(all(name).first) }

  var ending: ReadElement? {
    elements.first { ["failure", "error", "skipped"].contains($0.name) }
  }

  var properties: [String: String] {
    var found: [String: String] = [:]
    for property in elements.first?.all("property") ?? [] {
      found[property["name"] ?? ""] = property["value"]
    }
    return found
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String] = [:]
  ) {
    let element = ReadElement(name, attributes)
    open.last?.elements.append(element)
    open.append(element)
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    open.removeLast()
  }

  func parser(_ parser: XMLParser, foundCharacters text: String) { open.last?.text += text }
}

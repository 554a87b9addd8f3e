import Foundation

/// JUnit's XML: a suite for each grade, a case for each test, with what students may know.
///
/// There is no specification; build servers agree on what is written here. Suites aren't nested, since many
/// readers pass over what lies deeper, and a file that was refused is an error in each of its tests, since many
/// pass over what is skipped.
struct JUnitReport {
  let report: Report

  init(_ report: Report) { self.report = report }

  func text() -> String {
    var suites = report.grades.map(suite)
    if suites.isEmpty { suites = [nothing(in: "lessons grade", "nothing was graded")] }
    let all = suites.reduce(into: Counts()) { $0.add($1.counts) }
    return XMLElement(
      name: "testsuites", attributes: [("name", "lessons grade")] + all.attributes,
      elements: suites.map(\.element)
    ).document()
  }

  private struct Suite {
    let element: XMLElement
    let counts: Counts
  }

  private struct Counts {
    var tests = 0
    var failures = 0
    var errors = 0
    var skipped = 0
    var seconds = 0.0

    mutating func add(_ other: Counts) {
      tests += other.tests
      failures += other.failures
      errors += other.errors
      skipped += other.skipped
      seconds += other.seconds
    }

    var attributes: [(name: String, value: String)] {
      [
        ("tests", "\(tests)"), ("failures", "\(failures)"), ("errors", "\(errors)"),
        ("skipped", "\(skipped)"), ("time", decimal(seconds)),
      ]
    }
  }

  private func suite(_ grade: Grade) -> Suite {
    let student = grade.student.map { " (\($0))" } ?? ""
    let name = report.name(of: grade) + student
    guard !grade.tests.isEmpty else {
      return nothing(in: name, grade.messageForStudent ?? "there was nothing to test")
    }
    var counts = Counts()
    let cases = grade.tests.map { test in
      let ending = ending(of: test, in: grade)
      counts.add(
        Counts(
          tests: 1, failures: ending == .failure ? 1 : 0, errors: ending == .error ? 1 : 0,
          skipped: ending == .skipped ? 1 : 0, seconds: test.secondsForStudent))
      return element(test, in: grade, ending)
    }
    var properties = [
      ("points", "\(grade.points)"), ("of", "\(grade.of)"), ("sandbox", grade.sandbox),
    ]
    if let seed = grade.seed { properties.append(("seed", "\(seed)")) }
    return Suite(
      element: XMLElement(
        name: "testsuite",
        attributes: [("name", name)] + counts.attributes + [("file", grade.file)],
        elements: [Self.properties(properties)] + cases), counts: counts)
  }

  /// Where nothing was tested, a reader must not see a suite without failures.
  private func nothing(in name: String, _ message: String) -> Suite {
    let counts = Counts(tests: 1, errors: 1)
    let element = XMLElement(
      name: "testcase", attributes: [("name", "something is tested"), ("classname", name)],
      elements: [Self.ending(.error, type: "nothing tested", message)])
    return Suite(
      element: XMLElement(
        name: "testsuite", attributes: [("name", name)] + counts.attributes, elements: [element]),
      counts: counts)
  }

  /// How a test that wasn't passed ended, by the name of its element.
  private enum Ending: String { case failure, error, skipped }

  private func ending(of test: TestResult, in grade: Grade) -> Ending? {
    switch test.status {
    case .passed: nil
    case .failed: .failure
    case .noAnswer, .judgeFailed: .error
    case .notRun: grade.status == .graded ? .skipped : .error
    }
  }

  private func element(_ test: TestResult, in grade: Grade, _ ending: Ending?) -> XMLElement {
    let words = grade.words(for: test)
    var element = XMLElement(
      name: "testcase",
      attributes: [
        ("name", test.title), ("classname", grade.exercise),
        ("time", decimal(test.secondsForStudent)),
        ("file", grade.file),
      ])
    if let line = grade.line(in: words) { element.attributes.append(("line", "\(line)")) }
    element.elements = [
      Self.properties([("points", "\(test.points)"), ("earned", "\(test.earned)")])
    ]
    if let ending {
      let type = grade.status == .refused ? "refused" : test.status.rawValue
      element.elements.append(Self.ending(ending, type: type, words))
    }
    if !test.printedForStudent.isEmpty {
      element.elements.append(XMLElement(name: "system-out", text: test.printedForStudent))
    }
    return element
  }

  private static func ending(_ ending: Ending, type: String, _ words: String) -> XMLElement {
    let firstLine = String(words.prefix { $0 != "\n" })
    return XMLElement(
      name: ending.rawValue,
      attributes: ending == .skipped
        ? [("message", firstLine)] : [("message", firstLine), ("type", type)],
      text: ending == .skipped ? "" : words)
  }

  private static func properties(_ properties: [(String, String)]) -> XMLElement {
    XMLElement(
      name: "properties",
      elements: properties.map {
        XMLElement(name: "property", attributes: [("name", $0.0), ("value", $0.1)])
      })
  }
}

/// Seconds as readers of reports expect them: decimals, never an exponent.
func decimal(_ seconds: Double) -> String { String(format: "%.3f", seconds) }

import Exchange
import Foundation
import LessonEngine

/// An exercise with what its own files have earned, and what is wrong with it. Each kind of fault is a file
/// beside this one.
struct GradedExercise {
  let exercise: Exercise
  let tests: [TestDescription]
  /// By the path of the file: its grades, one for each seed.
  let grades: [String: [Grade]]

  init(_ exercise: Exercise, tests: [TestDescription], grades: [String: [Grade]]) {
    (self.exercise, self.tests, self.grades) = (exercise, tests, grades)
  }

  /// What each rule finds.
  var faults: [AuthorFault] {
    [
      hintFaults, testFaults, pointFaults, judgeFaults, blankFaults, starterFaults, solutionFaults,
      wrongSolutionFaults,
    ].flatMap { $0() }
  }

  var frontMatter: Exercise.FrontMatter { exercise.frontMatter }

  /// A file's grades, where it could be graded.
  func graded(_ path: String) -> [Grade] { (grades[path] ?? []).filter { $0.status == .graded } }

  /// What there is to say of a file that isn't even run; nil if it is.
  func refusal(of path: String, calledA name: String) -> AuthorFault? {
    guard let grade = grades[path]?.first(where: { $0.status == .refused }) else { return nil }
    return AuthorFault(
      path: path, message: "\(name) must compile; \(grade.message ?? "it is refused")")
  }

  /// A fault of the README.md: on the line of a field of the front matter, or of a name below it.
  func readmeFault(field: String, name: String? = nil, _ message: String) -> AuthorFault {
    AuthorFault(path: exercise.readme, line: line(ofField: field, name: name), message: message)
  }

  private func line(ofField field: String, name: String?) -> Int {
    let text = (try? String(contentsOfFile: exercise.readme, encoding: .utf8)) ?? ""
    let lines = SourceLines(text).lines.map(\.text)
    guard let start = lines.firstIndex(where: { $0.hasPrefix("\(field):") }) else { return 1 }
    guard let name else { return start + 1 }
    let below = lines[(start + 1)...].prefix { $0.first?.isWhitespace == true }
    let found = below.firstIndex { line in
      let key = line.trimmingCharacters(in: .whitespaces)
      return ["\(name):", "\"\(name)\":", "'\(name)':"].contains(where: key.hasPrefix)
    }
    return (found ?? start) + 1
  }

  /// The line of the judge in which a title stands for the time of this number, counted from 0.
  func judgeLine(ofTitle title: String, time: Int) -> Int {
    let text = (try? String(contentsOfFile: exercise.judge, encoding: .utf8)) ?? ""
    let lines = SourceLines(text).lines.indices.filter {
      SourceLines(text).lines[$0].text.contains("\"\(title)\"")
    }
    return lines.indices.contains(time) ? lines[time] + 1 : 1
  }
}

extension [Grade] {
  /// How to say that only some of these grades show a fault: " with seed 2"; empty if all do.
  func seedWords(where isFault: (Grade) -> Bool) -> String {
    let found = filter(isFault)
    guard found.count < count else { return "" }
    return " with seed " + found.compactMap(\.seed).map(String.init).joined(separator: " and ")
  }
}

extension Grade {
  /// Whether the test of this title was passed.
  func passes(_ title: String) -> Bool { tests.contains { $0.title == title && $0.passed } }
}

import Foundation
import LessonEngine

extension GradedExercise {
  /// Wrong solutions that the tests don't catch as the front matter says. Those that are caught show that each
  /// test can fail, and that a mistake costs no more points than it should.
  func wrongSolutionFaults() -> [AuthorFault] {
    let paths = exercise.wrongSolutions
    let names = paths.map {
      URL(fileURLWithPath: $0).deletingPathExtension().lastPathComponent
    }
    var faults: [AuthorFault] = []
    if paths.isEmpty {
      faults.append(
        AuthorFault(
          path: exercise.readme,
          message:
            "there is no wrong solution; write into wrong/ a file for each mistake that people "
            + "make, so that the tests are known to catch it"))
    }
    for (name, path) in zip(names, paths) { faults += self.faults(ofFile: name, path) }
    for name in frontMatter.wrong.keys.sorted() {
      if !names.contains(name) {
        faults.append(
          fault(name, "there is no file wrong/\(name).swift; write it, or remove this line"))
      }
      faults += titleFaults(name)
    }
    return faults
  }

  private func fault(_ name: String, _ message: String) -> AuthorFault {
    readmeFault(field: "wrong", name: name, message)
  }

  private func titleFaults(_ name: String) -> [AuthorFault] {
    let (named, titles) = (frontMatter.wrong[name] ?? [], tests.map(\.title))
    if named.isEmpty {
      return [
        fault(
          name, "no test is named that wrong/\(name).swift fails; name those that must catch it")
      ]
    }
    return named.filter { !titles.contains($0) }.map { title in
      let nearest = Spelling.nearest(to: title, among: titles)
      return fault(
        name,
        "there is no test '\(title)'; "
          + (nearest.map { "did you mean '\($0)'?" } ?? "name one of the judge's"))
    }
  }

  private func faults(ofFile name: String, _ path: String) -> [AuthorFault] {
    if let fault = refusal(of: path, calledA: "a wrong solution") { return [fault] }
    let grades = graded(path)
    guard let named = frontMatter.wrong[name] else {
      let failed = tests.map(\.title).filter { title in grades.contains { !$0.passes(title) } }
      return [
        AuthorFault(
          path: path,
          message:
            "the front matter doesn't say which tests this file fails; if it is right so, put "
            + "'\(name): [\(failed.joined(separator: ", "))]' below 'wrong:'")
      ]
    }
    return tests.compactMap { test in
      let title = test.title
      if named.contains(title), grades.contains(where: { $0.passes(title) }) {
        return fault(
          name,
          "wrong/\(name).swift passes the test '\(title)'\(grades.seedWords { $0.passes(title) }); "
            + "sharpen the test, or don't name it here")
      }
      if !named.contains(title), grades.contains(where: { !$0.passes(title) }) {
        return fault(
          name,
          "wrong/\(name).swift fails the test '\(title)' as well"
            + "\(grades.seedWords { !$0.passes(title) }); name it here, or let the test pass it")
      }
      return nil
    }
  }
}

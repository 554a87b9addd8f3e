// What the formats that students see have in common.

/// What became of a test, or of all of them, in the words that most platforms use.
enum Outcome: String, Codable {
  case pass, fail
  /// There is no verdict.
  case error
}

extension TestResult {
  /// How long it took, in seconds. Of a hidden test only the whole seconds, so that its time says nothing of
  /// what it tries.
  var secondsForStudent: Double { isHidden ? seconds.rounded(.up) : seconds }

  /// How it ended, for platforms that know of three ways only. A test that wasn't run was not passed.
  var outcome: Outcome {
    switch status {
    case .passed: .pass
    case .failed, .noAnswer: .fail
    case .notRun, .judgeFailed: .error
    }
  }
}

extension Grade {
  /// What is wrong with the file, for the student. The judge's own last words may say what hidden tests try,
  /// so they are for the teacher alone.
  var messageForStudent: String? {
    guard status == .judgeFailed else { return message }
    return "the judge of this exercise failed, which isn't your mistake. Show it to your teacher"
  }

  /// What is wrong in a test, for the student; empty if nothing is.
  func words(for test: TestResult) -> String {
    switch test.status {
    case .judgeFailed: return "the judge gave no verdict, which isn't your mistake"
    case .notRun: return messageForStudent ?? "it was not run"
    case .failed, .noAnswer:
      let words = [test.feedbackForStudent, test.workedOutForStudent].filter { !$0.isEmpty }
      if !words.isEmpty { return words.joined(separator: "\n") }
      return test.status == .failed ? "the answer is wrong" : "your function gave no answer"
    case .passed: return test.feedbackForStudent
    }
  }

  /// The first line of the student's file that the words point at, as a compiler does.
  func line(in words: String) -> Int? {
    for line in words.split(separator: "\n") where line.hasPrefix("\(file):") {
      let number = line.dropFirst(file.count + 1).prefix { $0.isASCII && $0.isNumber }
      if let number = Int(number), number > 0 { return number }
    }
    return nil
  }
}

extension Report {
  /// What a grade is called among the others: by its exercise, and where that has several, by its file too.
  func name(of grade: Grade) -> String {
    let isOnly = grades.count { $0.exercise == grade.exercise } == 1
    return grade.exercise + (isOnly ? "" : " (\(grade.file))")
  }

  /// What a test is called among those of all grades.
  func name(of test: TestResult, in grade: Grade) -> String {
    grades.count == 1 ? test.title : "\(name(of: grade)): \(test.title)"
  }

  /// What became of all: an error only where no test ran, so that a student sees those that did.
  var outcome: Outcome {
    if !grades.isEmpty, grades.allSatisfy(\.isComplete) { return .pass }
    return grades.contains { $0.tests.contains { $0.outcome != .error } } ? .fail : .error
  }

  /// What is wrong beside the tests, for the student; nil if nothing is.
  var messageForStudent: String? {
    if grades.isEmpty { return "nothing was graded" }
    let messages = grades.compactMap { grade in
      (grade.messageForStudent ?? (grade.tests.isEmpty ? "there was nothing to test" : nil)).map {
        grades.count == 1 ? $0 : "\(name(of: grade)): \($0)"
      }
    }
    return messages.isEmpty ? nil : messages.joined(separator: "\n\n")
  }
}

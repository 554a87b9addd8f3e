/// What a student's file has earned, and why.
public struct Grade: Sendable, Codable, Equatable {
  /// What became of a file.
  public enum Status: String, Sendable, Codable {
    /// Its functions were called, and the tests decided.
    case graded
    /// Nothing was called, because something is wrong with the file.
    case refused
    /// The tests could not decide, because something is wrong with the judge.
    case judgeFailed
  }

  /// The exercise: `03-convolution/valid-convolution`.
  public var exercise: String
  /// Who handed it in, where that is known.
  public var student: String?
  /// The file, as one would type its path.
  public var file: String
  /// What became of it.
  public var status: Status
  /// What is wrong with the file or with the judge; nil if nothing is.
  public var message: String?
  /// The tests, in the judge's order.
  public var tests: [TestResult]
  /// What the random inputs followed from; nil where nothing was called.
  public var seed: UInt64?
  /// What stood around the student's program.
  public var sandbox: String
  /// The lines of the file in which nothing has been filled in.
  public var blanks: [Int] = []
  /// Whether nothing has been filled in at all. Then it isn't told how the right answers come about: that is
  /// what the student is to find out.
  public var isUntouched = false
  /// What the compiler warned of.
  public var warnings: [String] = []

  /// What was earned.
  public var points: Int { tests.reduce(0) { $0 + $1.earned } }

  /// What could be earned.
  public var of: Int { tests.reduce(0) { $0 + $1.points } }

  mutating func hideWorkings() {
    for number in tests.indices { tests[number].workedOut = "" }
  }

  /// Whether all points were earned.
  public var isComplete: Bool { status == .graded && !tests.isEmpty && tests.allSatisfy(\.passed) }
}

/// What became of a test.
public struct TestResult: Sendable, Codable, Equatable {
  /// How it ended.
  public enum Status: String, Sendable, Codable {
    /// The answers were right.
    case passed
    /// An answer was wrong.
    case failed
    /// The student's function gave no answer.
    case noAnswer
    /// It was not run.
    case notRun
    /// The judge gave no verdict.
    case judgeFailed
  }

  /// What it finds out.
  public var title: String
  /// How it ended.
  public var status: Status
  /// What it is worth.
  public var points: Int
  /// Whether students are only told whether they passed it.
  public var isHidden: Bool
  /// What is wrong, for whoever may know; empty if nothing is.
  public var feedback = ""
  /// How the right answer comes about, number by number, for whoever may know; empty where that isn't shown.
  public var workedOut = ""
  /// What the student's functions printed.
  public var printed = ""
  /// How long it took, by the clock.
  public var seconds = 0.0

  /// Whether the answers were right.
  public var passed: Bool { status == .passed }

  /// What was earned.
  public var earned: Int { passed ? points : 0 }

  /// What is wrong, for the student: of a hidden test, that there is something.
  public var feedbackForStudent: String {
    guard isHidden else { return feedback }
    return passed || status == .notRun
      ? "" : "this test doesn't show what it tries; the others are like it"
  }

  /// How the right answer comes about, for the student: of a hidden test, nothing.
  public var workedOutForStudent: String { isHidden ? "" : workedOut }

  /// What the student's functions printed, for the student: of a hidden test, nothing.
  public var printedForStudent: String { isHidden ? "" : printed }
}

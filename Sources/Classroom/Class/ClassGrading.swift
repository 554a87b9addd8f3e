import LessonEngine

/// Grades the files of a class, several at once. What is done is kept as it goes, so that a class whose grading
/// was stopped goes on where it was.
public struct ClassGrading: Sendable {
  /// What became of one of them.
  public struct Outcome: Sendable, Codable {
    /// Who handed it in.
    public var student: String
    /// The exercise.
    public var exercise: String
    /// What it earned, where it could be graded.
    public var grade: Grade?
    /// Why it could not be graded; nil where it could.
    public var trouble: Trouble?
    /// What could be earned.
    public var of: Int
  }

  /// Why a file could not be graded.
  public enum Trouble: Sendable, Codable, Equatable {
    /// The student handed nothing in.
    case missing
    /// The file can't be read: why.
    case unreadable(String)
    /// It isn't the file's fault: why.
    case notGraded(String)
  }

  private let graders: [String: Grader]
  private let seed: UInt64
  private let jobs: Int
  private let journal: ClassJournal?

  /// A grading.
  ///
  /// - Parameters:
  ///   - graders: one for each exercise, by its identifier.
  ///   - seed: what the random inputs of all follow from.
  ///   - jobs: how many files are graded at once.
  ///   - journal: where what is done is kept; nowhere, if it is nil.
  public init(graders: [String: Grader], seed: UInt64, jobs: Int, journal: ClassJournal?) {
    (self.graders, self.seed, self.jobs, self.journal) = (graders, seed, max(1, jobs), journal)
  }

  /// Grades them all.
  ///
  /// - Parameters:
  ///   - entries: the files.
  ///   - progress: called after each, with how many are done.
  /// - Returns: what became of each, in their order.
  public func grade(
    _ entries: [ClassEntry], progress: (Int, Outcome) -> Void
  ) async -> [Outcome] {
    var outcomes = [Outcome?](repeating: nil, count: entries.count)
    await withTaskGroup(of: (Int, Outcome).self) { group in
      var waiting = entries.indices[...]
      func startNext() {
        guard let index = waiting.popFirst() else { return }
        group.addTask { (index, await outcome(of: entries[index])) }
      }
      for _ in 0..<jobs { startNext() }
      var done = 0
      for await (index, outcome) in group {
        startNext()
        outcomes[index] = outcome
        done += 1
        progress(done, outcome)
      }
    }
    return outcomes.compactMap { $0 }
  }

  private func outcome(of entry: ClassEntry) async -> Outcome {
    let grader = graders[entry.exercise]
    var outcome = Outcome(
      student: entry.student, exercise: entry.exercise, of: grader?.points ?? 0)
    guard let path = entry.path else {
      outcome.trouble = .missing
      return outcome
    }
    do {
      guard let grader else { throw ToolchainError.broken("there is no judge") }
      let submission = try Submission(readingFrom: path)
      let digest = grader.digest(of: submission, seed: seed)
      if let known = journal?.outcome(of: entry, digest: digest) { return known }
      var grade = try await grader.grade(submission, seed: seed)
      grade.student = entry.student
      outcome.grade = grade
      // A judge that failed may do better the next time.
      if grade.status != .judgeFailed { journal?.keep(outcome, digest: digest) }
    } catch let error as SubmissionError {
      outcome.trouble = .unreadable(error.message)
    } catch {
      outcome.trouble = .notGraded("\(error)")
    }
    return outcome
  }
}

extension ClassReport {
  /// The table of what became of a class's files.
  public init(_ outcomes: [ClassGrading.Outcome]) {
    self.init(
      outcomes.map { outcome in
        Row(
          student: harmless(outcome.student), exercise: outcome.exercise,
          points: outcome.grade?.points ?? 0,
          of: outcome.grade?.of ?? outcome.of, status: outcome.status, seed: outcome.grade?.seed)
      })
  }
}

extension ClassGrading.Outcome {
  /// What became of it, in a word or two.
  public var status: String {
    switch trouble {
    case .missing: "missing"
    case .unreadable: "unreadable"
    case .notGraded: "not graded"
    case nil:
      switch grade?.status {
      case .refused: "refused"
      case .judgeFailed: "judge failed"
      case .graded, nil:
        grade?.isComplete == true ? "complete" : grade?.points == 0 ? "nothing" : "partly"
      }
    }
  }

  /// Why nothing was run, in a line; nil if something was, or nothing was handed in.
  public var reason: String? {
    switch trouble {
    case .missing: return nil
    case .unreadable(let words), .notGraded(let words): return words
    case nil: break
    }
    guard grade?.status != .graded, let message = grade?.message else { return nil }
    let lines = message.split(separator: "\n")
    // "it doesn't compile" says less than the line after it.
    return lines.first { $0.contains(": error: ") }.map(String.init) ?? lines.first.map(String.init)
  }

  /// Whether all points were earned.
  public var isComplete: Bool { grade?.isComplete == true }
}

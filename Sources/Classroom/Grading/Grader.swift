import Exchange
import Foundation
public import LessonEngine

/// Grades students' files for one exercise.
///
/// A file becomes a program of its own. For each test there is a new process of it, in a sandbox, which can only
/// be asked to call a function; the judge, another process, says which, and looks at what comes back.
public struct Grader: Sendable {
  /// What is graded.
  public let exercise: Exercise
  /// What stands around students' programs.
  public let sandbox: Sandbox

  private let library: LessonLibrary
  private let judge: JudgeProgram

  /// A grader with the exercise's judge, or another.
  ///
  /// - Parameters:
  ///   - exercise: what is graded.
  ///   - library: what judges and students' files are compiled against.
  ///   - sandbox: what stands around students' programs.
  ///   - judge: the path of another judge than the exercise's own.
  /// - Throws: `LessonError` where the judge is wrong, `ToolchainError` where nothing can be compiled.
  public init(
    _ exercise: Exercise, library: LessonLibrary, sandbox: Sandbox, judge: String? = nil
  ) async throws {
    (self.exercise, self.library, self.sandbox) = (exercise, library, sandbox)
    self.judge = try await JudgeBuilder(library: library).build(judge ?? exercise.judge)
  }

  /// What all tests are worth together.
  public var points: Int { judge.points }

  /// The tests, in order.
  var tests: [TestDescription] { judge.tests }

  /// What the grade of a file depends on, in words that change when any of it does.
  func digest(of submission: Submission, seed: UInt64) -> String {
    let starter = (try? String(contentsOfFile: exercise.starter, encoding: .utf8)) ?? ""
    let rules = "\(exercise.frontMatter.imports) \(exercise.frontMatter.seconds) \(sandbox.words)"
    return [
      judge.identity, "\(seed)", "\(submission.text.utf8.count)",
      ProgramCache.hash(submission.text), ProgramCache.hash(starter + rules),
    ].joined(separator: " ")
  }

  /// Grades a file.
  ///
  /// - Parameters:
  ///   - submission: the file.
  ///   - seed: what random inputs follow from; one that nobody knows before, unless told. It is drawn after
  ///     the file has been compiled.
  /// - Throws: `ToolchainError` or the system's error where it can't be graded for reasons of ours.
  public func grade(_ submission: Submission, seed: UInt64? = nil) async throws -> Grade {
    try await grades(submission, seeds: [seed])[0]
  }

  /// The grade of a file that can't even be read.
  public func grade(_ error: SubmissionError) -> Grade {
    Grade(
      exercise: exercise.identifier, file: shownPath(error.path), status: .refused,
      message: error.description, tests: judge.tests.map { TestResult($0, .notRun) },
      sandbox: sandbox.words)
  }

  /// Grades a file once for each seed, but compiles it only once.
  func grades(_ submission: Submission, seeds: [UInt64?]) async throws -> [Grade] {
    var grade = Grade(
      exercise: exercise.identifier, file: shownPath(submission.path), status: .refused,
      tests: judge.tests.map { TestResult($0, .notRun) }, sandbox: sandbox.words)
    let blanks = try exercise.blanks()
    grade.blanks = blanks.unfilled(in: submission.text)
    grade.isUntouched = blanks.count > 0 && grade.blanks.count == blanks.count
    if let other = submission.exercise, !exercise.isCalled(other) {
      grade.message = Refusal.otherExercise(other).words(path: submission.path)
      return seeds.map { _ in grade }
    }
    let scratch = try ScratchFolder(library)
    defer { withExtendedLifetime(scratch) {} }
    let starter = try textOfFile(exercise.starter, calling: "starter").text
    let built = try await StudentCompiler(library: library, starter: starter).build(
      submission, functions: judge.functions, imports: exercise.frontMatter.imports,
      in: scratch.path)
    switch built {
    case .refused(let refusal):
      grade.message = refusal.words(path: submission.path)
      return seeds.map { _ in grade }
    case .built(let program, let warnings):
      grade.status = .graded
      grade.warnings = warnings.map(\.description)
      var grades: [Grade] = []
      for seed in seeds {
        var graded = grade
        let seed = seed ?? .random(in: 0...9_999_999)
        graded.seed = seed
        try await run(program, scratch.path, seed: seed, &graded)
        if graded.isUntouched { graded.hideWorkings() }
        grades.append(graded)
      }
      return grades
    }
  }

  private func run(
    _ program: String, _ folder: String, seed: UInt64, _ grade: inout Grade
  ) async throws {
    let judgeProcess = JudgeProcess(judge.path, library: library)
    var limits = Sandbox.Limits()
    limits.seconds = exercise.frontMatter.seconds
    for number in judge.tests.indices {
      try Task.checkCancellation()
      let start = SuspendingClock.now
      let work = "\(folder)/work-\(number)"
      try FileManager.default.createDirectory(atPath: work, withIntermediateDirectories: true)
      let student = try await StudentProcess.start(
        program, source: "\(folder)/student/\(StudentCompiler.moduleName).swift", in: sandbox,
        folder: work, limits: limits)
      let trial = Trial(student: student, judge: judgeProcess, file: grade.file)
      grade.tests[number] = try await trial.run(
        judge.tests[number], number: number, seed: self.seed(of: number, seed))
      grade.tests[number].seconds = start.duration(to: .now) / .seconds(1)
      if grade.tests[number].status == .judgeFailed {
        grade.status = .judgeFailed
        grade.message =
          "the judge itself failed in the test '\(judge.tests[number].title)'\(judgeProcess.lastWords())"
      }
      try? FileManager.default.removeItem(atPath: work)
    }
  }

  /// Each test has random numbers of its own, so that it doesn't matter which others run.
  private func seed(of test: Int, _ seed: UInt64) -> UInt64 {
    seed &* 1_000_003 &+ UInt64(test)
  }
}

/// One test of a student's file.
private struct Trial {
  let student: StudentProcess
  let judge: JudgeProcess
  let file: String

  func run(_ test: TestDescription, number: Int, seed: UInt64) async throws -> TestResult {
    var result = TestResult(test, .judgeFailed)
    var trouble: StudentTrouble?
    var message = try await judge.ask(.run(test: number, seed: seed))
    while case .call(let function, let arguments) = message {
      switch await student.call(function, arguments) {
      case .success(let value): message = try await judge.tell(.result(value))
      case .failure(let found):
        trouble = trouble ?? found
        message = try await judge.tell(.nothing)
      }
    }
    let endTrouble = trouble == nil ? await student.finish() : nil
    result.printed = student.printed.text + (student.printed.isCut ? "…" : "")
    guard case .verdict(let passed, let feedback, let workedOut) = message else { return result }
    if let trouble = trouble ?? (passed ? endTrouble : nil) {
      // Whatever the judge makes of it, a function that gave nothing back was not right. The judge knows
      // what the function was given.
      let words = [trouble.words(path: file), passed ? "" : feedback].filter { !$0.isEmpty }
      (result.status, result.feedback) = (.noAnswer, words.joined(separator: "\n"))
    } else {
      (result.status, result.feedback) = (passed ? .passed : .failed, feedback)
      result.workedOut = workedOut
    }
    return result
  }
}

extension TestResult {
  fileprivate init(_ test: TestDescription, _ status: Status) {
    self.init(title: test.title, status: status, points: test.points, isHidden: test.isHidden)
  }
}

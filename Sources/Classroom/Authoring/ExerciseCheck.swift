import Exchange
public import LessonEngine

/// Looks for what only an exercise's author can mend, from both sides: as given, an exercise must earn nothing,
/// its solution must earn all, and each wrong solution must fail just the tests that are there to catch it.
public struct ExerciseCheck: Sendable {
  /// What is checked.
  public let exercise: Exercise

  private let library: LessonLibrary
  private let sandbox: Sandbox
  private let seeds: [UInt64]

  /// A check of an exercise.
  ///
  /// - Parameters:
  ///   - exercise: what is checked.
  ///   - library: what judges and students' files are compiled against.
  ///   - sandbox: what stands around their programs.
  ///   - seeds: what random inputs follow from. The solution is graded with each of them, the other files with
  ///     the first two.
  public init(
    _ exercise: Exercise, library: LessonLibrary, sandbox: Sandbox, seeds: [UInt64] = [1, 2, 3]
  ) {
    (self.exercise, self.library, self.sandbox) = (exercise, library, sandbox)
    self.seeds = seeds
  }

  /// What is wrong, file by file; empty if nothing is.
  ///
  /// - Parameter most: how many files are graded at once, at most.
  /// - Throws: `ToolchainError` or the system's error where nothing can be compiled or run for reasons that
  ///   aren't the exercise's.
  public func faults(gradingAtOnce most: Int) async throws -> [AuthorFault] {
    let grader: Grader
    do {
      grader = try await Grader(exercise, library: library, sandbox: sandbox)
    } catch let error as LessonError {
      // Without a judge nothing else can be told.
      return [AuthorFault(path: error.path, line: error.line ?? 1, message: error.message)]
    }
    var faults: [AuthorFault] = []
    var submissions: [Submission] = []
    for path in [exercise.starter, exercise.solution] + exercise.wrongSolutions {
      do {
        submissions.append(try Submission(readingFrom: path))
      } catch {
        faults.append(AuthorFault(path: error.path, message: error.message))
      }
    }
    let graded = try await results(of: submissions, atOnce: most) { [exercise, seeds] submission in
      let all = submission.path == exercise.solution
      return try await grader.grades(submission, seeds: all ? seeds : Array(seeds.prefix(2)))
    }
    let grades = Dictionary(uniqueKeysWithValues: zip(submissions.map(\.path), graded))
    return faults + GradedExercise(exercise, tests: grader.tests, grades: grades).faults
  }
}

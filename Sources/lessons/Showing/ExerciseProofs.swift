import Classroom
import Foundation
import LessonEngine
import Terminals

/// Proves exercises from both sides, and prints what their authors should mend.
struct ExerciseProofs {
  let library: LessonLibrary
  let sandbox: Sandbox
  /// The exercises of the course, among which each needs a name of its own.
  let catalog: ExerciseCatalog?

  /// Proves them one after the other.
  ///
  /// - Returns: how that went; nil if there is nothing to mend.
  func show(_ exercises: [Exercise]) async throws -> ExitStatus? {
    var worst: ExitStatus?
    for exercise in exercises {
      let check = ExerciseCheck(exercise, library: library, sandbox: sandbox)
      let faults =
        try await sameName(as: exercise)
        + tellingToolchainErrors {
          try await Messages.working("proving \(exercise.identifier) from both sides") {
            try await check.faults(
              gradingAtOnce: ProcessInfo.processInfo.activeProcessorCount)
          }
        }
      for fault in faults { print(escapingControls(fault.description)) }
      if faults.isEmpty {
        let wrong = counted(exercise.wrongSolutions.count, "wrong solution")
        print(
          "\(exercise.identifier): the starter fails, the solution earns "
            + "\(counted(exercise.frontMatter.points, "point")), \(wrong) caught")
      } else {
        print("\(exercise.identifier): \(faults.count) for its author to mend")
        worst = .malformed
      }
    }
    return worst
  }

  /// The files of a class are told apart by their exercises' names alone.
  private func sameName(as exercise: Exercise) -> [AuthorFault] {
    let others = (catalog?.folders ?? []).filter {
      $0 != exercise.folder && URL(fileURLWithPath: $0).lastPathComponent == exercise.name
    }
    return others.map {
      AuthorFault(
        path: "\(exercise.folder)/README.md",
        message:
          "\(shownPath($0)) is called so, too; files of a class are told apart by the names of their "
          + "exercises, so give one of them another")
    }
  }
}

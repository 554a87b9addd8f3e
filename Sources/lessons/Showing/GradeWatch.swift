import Classroom
import Foundation
import LessonEngine
import Terminals

/// Grades a student's file each time it is saved.
final class GradeWatch {
  private let assignment: Assignment
  private let grading: AssignmentGrading
  private let printer: GradePrinter
  private let file: SavedFile

  /// - Parameters:
  ///   - assignment: the file, and what it is for.
  ///   - grading: what grades it.
  ///   - printer: what shows its grade.
  init(_ assignment: Assignment, grading: AssignmentGrading, printer: GradePrinter) {
    (self.assignment, self.grading, self.printer) = (assignment, grading, printer)
    file = SavedFile(assignment.path)
  }

  /// Grades it, and goes on until the reader presses q or the process is ended.
  func watch() async throws {
    file.readKeys()
    try await grade()
    while !file.isOver {
      rule("watching \(shownPath(assignment.path)) · \(file.keyThatEnds) ends")
      repeat {
        try await file.nextVersion {
          rule("\(SavedFile.time): \(shownPath(assignment.path)) is gone; waiting for it")
        }
      } while try await !gradeAgain()
    }
  }

  /// Grades the file as it is now.
  ///
  /// - Returns: false if it was saved meanwhile, so that there is a newer one to grade.
  private func gradeAgain() async throws -> Bool {
    if file.isOver { return true }
    rule("saved at \(SavedFile.time)")
    return try await grade()
  }

  /// Grades the file, unless it is saved meanwhile or the reader wants no more: that ends it.
  ///
  /// - Returns: false if it was saved meanwhile.
  @discardableResult
  private func grade() async throws -> Bool {
    let isOutdated = file.isOutdated
    let (grading, assignment, printer) = (grading, assignment, printer)
    let work = Task {
      try await grading.grade(assignment) { printer.show(blanks: $0, of: assignment.path) }
    }
    let guardian = SavedFile.endingPrograms(when: isOutdated, first: { work.cancel() })
    defer { guardian.cancel() }
    do {
      let grade = try await work.value
      if isOutdated() { return file.isOver }
      printer.show(grade, of: assignment.exercise)
    } catch let error as SubmissionError {
      Messages.error("\(error)")
    } catch let error as LessonError {
      Messages.error(error.description)
    } catch {
      // What was ended fails.
      guard isOutdated() else { throw error }
      return file.isOver
    }
    return true
  }

  private func rule(_ text: String) {
    printer.rule(text)
    fflush(nil)
  }
}

import ArgumentParser
import Classroom
import Comparisons
import LessonEngine
import Operations

/// What a shell offers when one presses the tab key.
extension CompletionKind {
  /// The names of the lessons around the current folder.
  static let lessons = CompletionKind.custom { _, _, _ in CourseLookup.find()?.course.names ?? [] }

  /// The exercises of those lessons, and the lessons.
  static let exercises = CompletionKind.custom { _, _, _ in
    guard let course = CourseLookup.find()?.course else { return [] }
    let names = ExerciseCatalog(course).folders.map { folder in
      folder.split(separator: "/").suffix(3).filter { $0 != "exercises" }.joined(separator: "/")
    }
    return names + course.names
  }

  /// The rows and operations that can be compared.
  static let comparisons = CompletionKind.list(Selection.words)

  /// The operations of 'lessons op'.
  static let operations = CompletionKind.list(OperationTable.all.map { $0.name })

  /// Files with a tensor in them.
  static let tensorFiles = CompletionKind.file(extensions: ["npy", "safetensors"])
}

import Classroom
import Foundation
import LessonEngine
import TestSupport

/// A small exercise in which nothing is wrong, and what a check says of it after something was changed.
struct ExerciseExample {
  /// The texts of its files, by their paths in its folder.
  var files = [
    "README.md": """
    ---
    title: Twice
    points: 3
    for: anybody
    wrong:
      thrice: [small numbers, large numbers]
      up-to-nine: [large numbers]
    ---

    # Twice

    Write `twice`, which gives back twice its number.

    ## Hints

    1. Add the number to itself.

    """,
    "judge.swift": """
    import Judging
    import Tensors

    let twice = Student.function("twice(_:)", as: ((Int) -> Int).self)

    test("small numbers", points: 1) { try expect(twice(2), equals: 4) }

    property("large numbers", points: 2) { random in
      let number = random.whole(in: 100...999)
      try expect(twice(number), equals: 2 * number)
    }

    """,
    "starter.swift": """
    func twice(_ number: Int) -> Int {
      number  // YOUR TURN: twice as much
    }

    """,
    "solution.swift": "func twice(_ number: Int) -> Int { 2 * number }\n",
    "wrong/thrice.swift": "func twice(_ number: Int) -> Int { 3 * number }\n",
    "wrong/up-to-nine.swift": "func twice(_ number: Int) -> Int { number > 9 ? 9 : 2 * number }\n",
  ]

  /// Replaces a piece of a file, which must be there.
  mutating func change(_ file: String, _ old: String, to new: String) throws {
    guard let text = files[file], text.contains(old) else { throw NotThere(piece: old) }
    files[file] = text.replacing(old, with: new)
  }

  private struct NotThere: Error {
    let piece: String
  }

  /// The exercise with these files, in a folder that is gone afterwards.
  func withExercise<Result>(_ body: (Exercise) async throws -> Result) async throws -> Result {
    try await withTemporaryFolder { folder in
      let exercise = "\(folder)/Lessons/01-sums/exercises/twice"
      for (file, text) in files {
        let url = URL(fileURLWithPath: "\(exercise)/\(file)")
        try FileManager.default.createDirectory(
          at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
      }
      return try await body(Exercise(readingFrom: exercise))
    }
  }

  /// Its faults, each as `starter.swift:2: …`.
  func faults() async throws -> [String] {
    try await withExercise { exercise in
      let library = try LessonLibrary()
      let check = ExerciseCheck(
        exercise, library: library, sandbox: await Sandbox.strongest(library))
      return try await check.faults(gradingAtOnce: 2).map { fault in
        "\(fault.path.dropFirst(exercise.folder.count + 1)):\(fault.line): \(fault.message)"
      }
    }
  }
}

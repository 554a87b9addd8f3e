import Foundation
import TestSupport
import Testing

@Suite("lessons export and lessons clean", .takingTurns, .serialized)
struct ExportCommandTests {
  private static let body =
    TemporaryCourse.sums + """

      ```swift fails
      let b: Int = "one"
      ```

      ```swift norun
      exit(0)
      ```

      ```swift scope
      let a = 2
      ```

      ```swift hidden
      print("twice", 2 * a)
      ```

      """

  private static let exported = """
    // Sums
    //
    // The cells of the lesson 01-sums, one program. It imports Loupe: in a package that depends on Loupe
    // it can be the main.swift of an executable.

    import Loupe

    // MARK: Cell 1, line 10
    let a = 1
    print("a is", a)

    // MARK: Cell 2, line 19
    print("the sum is", a + 1)

    // MARK: Cell 3, line 27
    // It is meant to fail:
    // let b: Int = "one"

    // MARK: Cell 4, line 31
    // It isn't run:
    // exit(0)

    // MARK: Cell 5, line 35
    do {
    let a = 2
    }

    // MARK: Cell 6, line 39
    print("twice", 2 * a)

    """

  @Test("export writes the cells as one program; what doesn't run in the lesson is a comment")
  func export() async throws {
    try await TemporaryCourse.with([("01-sums", Self.body)]) { course in
      var outcome = try await Command.lessons("export", "1", "--swift", "sums.swift", in: course)
      #expect(outcome.code == 0)
      #expect(outcome.output == "sums.swift: 6 cells of 01-sums\n")
      let written = try String(contentsOfFile: "\(course.folder)/sums.swift", encoding: .utf8)
      #expect(written == Self.exported)
      outcome = try await Command.lessons("export", "1", "--swift", "-", in: course)
      #expect(outcome.output == Self.exported)
    }
  }

  @Test("export never writes over a file unasked, and tells what can't be written")
  func noOverwriting() async throws {
    try await TemporaryCourse.with([("01-sums", Self.body)]) { course in
      let path = "\(course.folder)/mine.swift"
      try "mine".write(toFile: path, atomically: false, encoding: .utf8)
      var outcome = try await Command.lessons("export", "1", "--swift", "mine.swift", in: course)
      #expect(outcome.code == 2)
      #expect(outcome.errors.contains("mine.swift is there already"))
      #expect(try String(contentsOfFile: path, encoding: .utf8) == "mine")
      outcome = try await Command.lessons(
        "export", "1", "--swift", "mine.swift", "--force", in: course)
      #expect(outcome.code == 0)
      #expect(try String(contentsOfFile: path, encoding: .utf8) == Self.exported)
      outcome = try await Command.lessons("export", "1", "--swift", "none/a.swift", in: course)
      #expect(outcome.code == 2)
      #expect(outcome.errors.contains("none/a.swift could not be written"))
      #expect(try await Command.lessons("export", "1", in: course).code == 64)
    }
  }

  @Test("clean tells what it has forgotten, or that there is nothing to forget")
  func clean() async throws {
    // What is forgotten is everybody's, so this is asked in a build folder of its own.
    try await TemporaryCourse.with([("01-sums", TemporaryCourse.sums)]) { course in
      let build = """
        mkdir -p build/x/debug/Modules/Loupe.swiftmodule build/lessons/cache/abc
        cp "$lessons" build/x/debug/lessons
        printf 1234 > build/lessons/cache/abc/program
        build/x/debug/lessons clean
        mkdir build/lessons/memory
        printf 123 > build/lessons/memory/def.safetensors
        build/x/debug/lessons clean
        build/x/debug/lessons clean
        """
      let outcome = try await Command.shell(build, in: course)
      #expect(outcome.code == 0, "\(outcome.errors)")
      #expect(
        outcome.output == """
          1 program forgotten, 4 bytes freed
          0 programs and 1 remembered value forgotten, 3 bytes freed
          There is no compiled program to forget

          """)
    }
  }
}

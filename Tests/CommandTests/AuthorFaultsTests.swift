import Foundation
import TestSupport
import Testing

@Suite("lessons check --author", .takingTurns, .serialized)
struct AuthorFaultsTests {
  private static let faulty = """
    # Sums and more

    See [there](nowhere.md).

    ```swift
    let a = [1].map { $0 + 1 }
    ```

    """

  @Test("tells each fault with its line, and the exit code is 2")
  func faults() async throws {
    try await TemporaryCourse.with([("01-sums", Self.faulty)]) { course in
      let plain = try await Command.lessons("check", in: course)
      #expect(plain.code == 0)
      #expect(plain.output == "01-sums: 1 cell and 0 pictures as recorded\n")
      let author = try await Command.lessons("check", "--author", in: course)
      #expect(author.code == 2)
      #expect(
        author.output == """
          01-sums: 1 cell and 0 pictures as recorded
          Lessons/01-sums/README.md:6: the first heading, 'Sums and more', isn't the title; make it \
          '# Sums', or change the title
          Lessons/01-sums/README.md:8: the link 'nowhere.md' leads nowhere; correct the path, which \
          begins at the lesson's folder
          Lessons/01-sums/README.md:10: cell 1 prints and shows nothing; print or show what it makes, \
          or mark it 'hidden'
          01-sums: 3 for its author to mend

          """)
    }
  }

  @Test("looks at a lesson by its path, in the course or elsewhere")
  func paths() async throws {
    try await TemporaryCourse.with([("01-sums", Self.faulty)]) { course in
      for path in ["Lessons/01-sums", "./Lessons/01-sums/", "Lessons/01-sums/README.md"] {
        let outcome = try await Command.lessons("check", "--author", path, in: course)
        #expect(outcome.code == 2)
        #expect(outcome.output.contains("Lessons/01-sums/README.md:8: the link"))
      }
      let missing = try await Command.lessons("check", "nowhere/01-sums", in: course)
      #expect(missing.code == 2)
      #expect(missing.errors.contains("nowhere/01-sums: there is no such file or folder"))
    }
  }

  @Test("a wrong output is worth 1, and a fault that an author must mend 2")
  func codes() async throws {
    let body = "# Sums\n\n```swift\nprint(1)\n```\n\n```output\n2\n```\n"
    try await TemporaryCourse.with([("01-sums", body)]) { course in
      #expect(try await Command.lessons("check", "--author", in: course).code == 1)
      try course.replace("# Sums", with: "# Products", in: "01-sums")
      #expect(try await Command.lessons("check", in: course).code == 1)
      #expect(try await Command.lessons("check", "--author", in: course).code == 2)
    }
  }

  @Test("the package's own lessons have nothing to mend")
  func ownLessons() async throws {
    let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().path
    try await TemporaryCourse.with([]) { course in
      let outcome = try await Command.lessons(
        "check", "--author", "\(package)/Lessons/03-convolution", in: course)
      #expect(outcome.code == 0, "\(outcome.output)\(outcome.errors)")
    }
  }
}

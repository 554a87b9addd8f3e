import Foundation
import TestSupport
import Testing

@Suite("lessons new", .takingTurns, .serialized)
struct NewCommandTests {
  private static let sums = "# Sums\n"

  @Test("makes a lesson of the course that runs, is as recorded and has nothing to mend")
  func inCourse() async throws {
    try await TemporaryCourse.with([("01-sums", Self.sums), ("30-last", Self.sums)]) { course in
      let new = try await Command.lessons("new", "24-my-topic", in: course)
      #expect(new.errors == "")
      #expect(new.code == 0)
      #expect(
        new.output == """
          Lessons/24-my-topic/README.md
            swift run lessons 24-my-topic
            swift run lessons record 24-my-topic

          """)
      let text = try course.text(of: "24-my-topic")
      #expect(text.contains("title: \"My topic\"\n"))
      #expect(text.contains("requires: [01-sums]\n"))
      #expect(text.contains("```output\n[[19, 25],\n [37, 43]]\n```\n"))
      #expect(text.contains("```output\nreference and fast agree\n~ largest error"))
      let check = try await Command.lessons("check", "--author", "24", in: course)
      #expect(check.code == 0)
      #expect(
        check.output == """
          24-my-topic: 2 cells and 0 pictures as recorded
          24-my-topic: nothing for its author to mend

          """)
      let run = try await Command.lessons("24", in: course)
      #expect(run.code == 0)
      #expect(course.files.filter { $0.contains("24") } == ["Lessons/24-my-topic/README.md"])
      #expect(course.temporaryFiles.isEmpty)
    }
  }

  @Test("makes one anywhere, with the folders around it, and tells the path to type")
  func anywhere() async throws {
    try await TemporaryCourse.with([("01-sums", Self.sums)]) { course in
      let new = try await Command.lessons("new", "my own/things/my-topic", in: course)
      #expect(new.code == 0)
      #expect(
        new.output == """
          my own/things/my-topic/README.md
            swift run lessons 'my own/things/my-topic'
            swift run lessons record 'my own/things/my-topic'

          """)
      for command in ["record", "check", "check --author", ""] {
        let outcome = try await Command.shell(
          "\"$lessons\" \(command) 'my own/things/my-topic'", in: course)
        #expect(outcome.code == 0, "\(command): \(outcome.errors)")
      }
      let here = try await Command.lessons("new", "./topic", in: course)
      #expect(here.output.hasPrefix("topic/README.md\n  swift run lessons ./topic\n"))
      #expect(
        course.files == [
          "Lessons/01-sums/README.md", "my own/things/my-topic/README.md", "topic/README.md",
        ])
    }
  }

  @Test(
    "refuses what is no name, a name that is there and a number that is taken",
    arguments: [
      ("My-topic", "a name is two digits and words in small letters"),
      ("my-topic", "as in 24-my-topic"), ("1-topic", "is no name for a lesson"),
      ("01-sums", "Lessons/01-sums is there already"),
      ("01-topic", "01-sums has the number 01 already"), ("x/My", "as in my-topic or 24-my-topic"),
      ("Lessons/topic", "a name is two digits"), ("Lessons/01-topic", "has the number 01 already"),
      ("Lessons/01-sums", "is there already"), ("Lessons/01-sums/README.md/a", "could not be made"),
    ])
  func refusals(name: String, words: String) async throws {
    try await TemporaryCourse.with([("01-sums", Self.sums)]) { course in
      let outcome = try await Command.lessons("new", name, in: course)
      #expect(outcome.code == 2)
      #expect(outcome.errors.contains(words), "\(outcome.errors)")
      #expect(outcome.output == "")
      #expect(course.files == ["Lessons/01-sums/README.md"])
    }
  }

  @Test("leaves nothing behind where nothing can be written, or where there is no compiler")
  func leftovers() async throws {
    try await TemporaryCourse.with([("01-sums", Self.sums)]) { course in
      // Even the superuser can make nothing in a folder that isn't one, or in the system's own.
      let system = try await Command.lessons("new", "/proc/lessons/topic", in: course)
      #expect(system.code == 2)
      #expect(system.errors.contains("/proc/lessons/topic could not be made"))
      let folders = "\(course.folder)/Lessons"
      let noCompiler = try await Command.lessons(
        "new", "24-topic-\(UInt32.random(in: 0 ... .max))", in: course,
        environment: ["PATH": course.folder])
      // A compiled program may be kept from before; then no compiler is needed.
      if noCompiler.code != 0 {
        #expect(noCompiler.code == 3)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folders) == ["01-sums"])
      }
      #expect(course.temporaryFiles.isEmpty)
    }
  }

  @Test("leaves nothing behind in a folder that is full", .enabled(if: FullFolder.isPossible))
  func full() async throws {
    try await TemporaryCourse.with([("01-sums", Self.sums)]) { course in
      let line =
        "mkdir full && mount -t tmpfs -o size=4k,nr_inodes=2 none full && "
        + "{ \"$lessons\" new full/topic; echo \"= $?\"; ls -A full; }"
      let outcome = try await Command.shell("unshare -rm sh -c '\(line)'", in: course)
      #expect(outcome.output == "= 2\n")
      #expect(outcome.errors.contains("full/topic could not be made"))
    }
  }
}

/// Whether a test may make a file system of its own, that no other process sees.
private enum FullFolder {
  static let isPossible: Bool = {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "unshare -rm mount -t tmpfs none /mnt"]
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }()
}

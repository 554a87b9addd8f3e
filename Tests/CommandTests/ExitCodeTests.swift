import TestSupport
import Foundation
import Testing

@Suite("What the lessons command says when it ends", .takingTurns, .serialized)
struct ExitCodeTests {
  @Test("a name of no lesson is malformed input, and the nearest name is told")
  func unknownLesson() async throws {
    try await TemporaryCourse.with([("01-sums", ""), ("02-products", "")]) { course in
      for arguments in [["prodcts"], ["check", "prodcts"], ["record", "prodcts"]] {
        let outcome = try await Command.shell(
          "\"$lessons\" \(arguments.joined(separator: " "))", in: course)
        #expect(outcome.code == 2)
        #expect(
          outcome.errors.contains("there is no lesson 'prodcts'; did you mean '02-products'?"))
      }
      let far = try await Command.lessons("backpropagation", in: course)
      #expect(far.code == 2)
      #expect(far.errors.contains("The lessons are: 01-sums, 02-products"))
      let several = try await Command.lessons("0", in: course)
      #expect(several.code == 2)
      #expect(several.errors.contains("'0' could be 01-sums or 02-products"))
    }
  }

  @Test("a misspelt command is told the nearest command")
  func misspeltCommand() async throws {
    try await TemporaryCourse.with([("01-sums", "")]) { course in
      let outcome = try await Command.lessons("recrd", in: course)
      #expect(outcome.code == 2)
      #expect(outcome.errors.contains("did you mean the command 'record'?"))
      // With more behind it it isn't the rest that is wrong.
      for (line, words) in [
        ("wach 1", "error: there is no command or lesson 'wach'; did you mean 'watch'?\n"),
        ("chek --author", "error: there is no command or lesson 'chek'; did you mean 'check'?\n"),
        ("02-sums 1", "error: there is no command or lesson '02-sums'; did you mean '01-sums'?\n"),
        ("kernel 1", "error: there is no command or lesson 'kernel'\n"),
      ] {
        let more = try await Command.shell("\"$lessons\" \(line)", in: course)
        #expect(more.code == 64)
        #expect(more.errors == words)
      }
      let lesson = try await Command.lessons("sums", "2", in: course)
      #expect(lesson.errors.hasPrefix("error: Unexpected argument '2'\n"))
    }
  }

  @Test("--version says which Loupe it is, what built it and what it was built for")
  func version() async throws {
    try await TemporaryCourse.with([]) { course in
      let outcome = try await Command.lessons("--version", in: course)
      #expect(outcome.code == 0)
      #expect(
        outcome.output.wholeMatch(
          of: /Loupe \d+\.\d+\.\d+ \(Swift 6\.\d+(\.\d+)?(-dev)?, (x86-64|arm64)( with .+)?\)\n/)
          != nil, "\(outcome.output)")
    }
  }

  @Test("a malformed lesson is told with its line, and the others are still looked at")
  func malformedLesson() async throws {
    let good = "```swift\nlet a = 1\n```\n"
    try await TemporaryCourse.with([("01-bad", "```swift hiden\n```\n"), ("02-good", good)]) {
      course in
      let words = "Lessons/01-bad/README.md:6: a cell has no option 'hiden'; did you mean 'hidden'?"
      let run = try await Command.lessons("1", in: course)
      #expect(run.code == 2)
      #expect(run.errors.contains(words))
      let check = try await Command.lessons("check", in: course)
      #expect(check.code == 2)
      #expect(check.errors.contains(words))
      #expect(check.output.contains("02-good: 1 cell and 0 pictures as recorded"))
      let list = try await Command.lessons("list", in: course)
      #expect(list.code == 2)
      #expect(list.output.contains("02-good"))
    }
  }

  @Test("a limit has an exit code of its own")
  func limit() async throws {
    let body = "```swift timeout=1s\nwhile true {}\n```\n"
    try await TemporaryCourse.with([("01-endless", body)]) { course in
      for arguments in ["1", "check", "record"] {
        let outcome = try await Command.lessons(arguments, in: course)
        #expect(outcome.code == 4)
        #expect((outcome.errors + outcome.output).contains("was stopped after 1 s"))
      }
      #expect(await RunningProcesses.left(mentioning: course.temporaryFolder).isEmpty)
    }
  }

  @Test("the order of the lessons doesn't change the exit code")
  func order() async throws {
    let lessons = [
      ("01-endless", "```swift timeout=1s\nwhile true {}\n```\n"),
      ("02-crash", "```swift\nfatalError()\n```\n"),
    ]
    try await TemporaryCourse.with(lessons) { course in
      let there = try await Command.lessons("check", "1", "2", in: course)
      let back = try await Command.lessons("check", "2", "1", in: course)
      #expect(there.code == back.code)
    }
  }

  @Test("without a compiler the toolchain is at fault")
  func toolchain() async throws {
    // The text has never been compiled before, so that no program of it is kept.
    let body = "```swift\nprint(\"\(UUID().uuidString)\")\n```\n"
    try await TemporaryCourse.with([("01-sums", body)]) { course in
      let outcome = try await Command.lessons(
        "1", in: course, environment: ["PATH": course.folder])
      #expect(outcome.code == 3)
      #expect(outcome.errors.contains("swiftc --version"))
    }
  }

  @Test("a command line that can't be understood is a fault of usage")
  func usage() async throws {
    try await TemporaryCourse.with([("01-sums", "")]) { course in
      for arguments in ["1 --colour always", "1 --color pink", "1 2", "list 1", "1 --picture"] {
        let outcome = try await Command.shell("\"$lessons\" \(arguments)", in: course)
        #expect(outcome.code == 64, "\(arguments)")
        #expect(outcome.errors.contains("Usage"), "\(arguments)")
        #expect(outcome.errors.hasPrefix("error: "), "\(arguments)")
        #expect(outcome.output == "", "\(arguments)")
      }
    }
  }

  @Test("the help says what matters")
  func help() async throws {
    try await TemporaryCourse.with([]) { course in
      for (arguments, words) in [
        ("--help", ["130 interrupted", "64", "03-convolution", "record", "compare"]),
        ("run --help", ["b goes back", "q quits", "--picture", "--no-step", "--color"]),
        ("check --help", ["within a tolerance", "one grey level", "exit code is 1"]),
        ("record --help", ["byte for byte", "is not recorded"]),
        ("compare --help", ["error and speed", "medians"]),
        ("list --help", ["List the lessons"]),
      ] {
        let outcome = try await Command.shell("\"$lessons\" \(arguments)", in: course)
        #expect(outcome.code == 0)
        // Help is broken into lines to fit the width.
        let text = outcome.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        for words in words { #expect(text.contains(words), "\(arguments)") }
      }
    }
  }

  @Test("the list has each lesson with its question, and so has the command alone")
  func list() async throws {
    try await TemporaryCourse.with([("02-products", ""), ("01-sums", "")]) { course in
      let list = try await Command.lessons("list", in: course)
      #expect(list.code == 0)
      #expect(
        list.output == """
          01-sums      What is one and one? (5 min)
          02-products  What is one and one? (5 min)

          Start one with: swift run lessons 01-sums

          """)
      let alone = try await Command.lessons(in: course)
      #expect(alone.output == list.output)
      #expect(alone.code == 0)
    }
  }
}

import Foundation
import TestSupport
import Testing

/// What Linux tells of processes in /proc may be missing, or there may be less of it.
@Suite("Without /proc", .takingTurns, .serialized)
struct ProcessFolderTests {
  /// Runs a line of the shell where something else is mounted on /proc; nil where the system allows none.
  private static func shell(
    _ line: String, mounting mount: String, in course: TemporaryCourse
  ) async throws -> Command.Outcome? {
    for unshare in ["unshare -m", "unshare -r -m"] {
      let inside = "mount -t \(mount) /proc"
      let probe = try await Command.shell("\(unshare) sh -c '\(inside)' 2> /dev/null", in: course)
      guard probe.code == 0 else { continue }
      return try await Command.shell("\(unshare) sh -c '\(inside) && \(line)'", in: course)
    }
    print("*** SKIPPED: nothing can be mounted on /proc here (\(mount)) ***")
    return nil
  }

  @Test("every command says that it is missing, and ends as where the toolchain is")
  func missing() async throws {
    let body = "```swift\nprint(\"one \" + \"and two\")\n```\n"
    try await TemporaryCourse.with([("01-sums", body)]) { course in
      for arguments in ["1", "check", "doctor", "--help"] {
        let line = "\"$lessons\" \(arguments)"
        let found = try await Self.shell(line, mounting: "tmpfs none", in: course)
        guard let outcome = found else { return }
        #expect(outcome.code == 3, "\(arguments)")
        #expect(outcome.output == "")
        #expect(outcome.errors.contains("error: the folder /proc can't be read"))
        #expect(outcome.errors.contains("mount -t proc proc /proc"))
      }
    }
  }

  @Test("where it tells of processes alone, lessons run and are stopped as ever")
  func processesAlone() async throws {
    let body = """
      ```swift
      import Foundation
      print("one " + "and two")
      var words = [strdup("sleep"), strdup("90"), nil]
      var id: pid_t = 0
      posix_spawn(&id, "/bin/sleep", nil, nil, &words, environ)
      ```

      ```swift timeout=1s
      while true {}
      ```

      """
    try await TemporaryCourse.with([("01-sums", body)]) { course in
      let line = "test ! -e /proc/loadavg && \"$lessons\" 1"
      let found = try await Self.shell(line, mounting: "proc -o subset=pid proc", in: course)
      guard let outcome = found else { return }
      #expect(outcome.code == 4)
      #expect(outcome.output.contains("one and two\n"))
      #expect(outcome.errors.contains("cell 2 was stopped after 1 s"))
      #expect(await RunningProcesses.left(mentioning: course.temporaryFolder) == [])
      #expect(course.temporaryFiles == [])
    }
  }
}

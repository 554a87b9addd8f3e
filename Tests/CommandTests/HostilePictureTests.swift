import Foundation
import Pictures
import TestSupport
import Testing

@Suite("A cell that tampers with the picture that it shows", .takingTurns, .serialized)
struct HostilePictureTests {
  /// What is done to the file at `path` before the runner is told of it.
  static let ways = [
    ("nothing written", "unlink(path)"),
    ("cut off", "truncate(path, 40)"),
    (
      "another kind of file",
      "try! \"hello\".write(toFile: path, atomically: false, encoding: .utf8)"
    ),
    ("a link to a device without end", "unlink(path); symlink(\"/dev/zero\", path)"),
    ("a pipe that nobody writes into", "unlink(path); mkfifo(path, 0o600)"),
    ("a folder", "unlink(path); mkdir(path, 0o700)"),
    (
      "a claim of 30 000 × 30 000 pixels",
      """
      var bytes = [UInt8](try! Data(contentsOf: URL(fileURLWithPath: path)))
      bytes.replaceSubrange(16..<24, with: [0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30])
      try! Data(bytes).write(to: URL(fileURLWithPath: path))
      """
    ),
  ]

  /// A cell that makes a picture, spoils it and then says so to the runner in the words of `show`.
  private func lesson(_ spoiling: String) -> String {
    """
    ```swift
    import Foundation
    let path = ProcessInfo.processInfo.environment["LOUPE_FIGURES"]! + "/dot.png"
    // What the run before has left there.
    _ = try? FileManager.default.removeItem(atPath: path)
    try! Picture(repeating: 7, width: 4, height: 3).write(to: path)
    func spoil() {
      \(spoiling.replacing("\n", with: "\n  "))
    }
    spoil()
    let words = #"{"picture":{"path":"\\#(path)","title":"Dot"}}"# + "\\n"
    write(3, words, words.utf8.count)
    var answer: UInt8 = 0
    read(3, &answer, 1)
    ```

    ![Dot](figures/dot.png)

    """
  }

  @Test("is told that there is no picture, and nothing is recorded", arguments: ways)
  func tampering(name: String, spoiling: String) async throws {
    try await TemporaryCourse.with([("01-dot", lesson(spoiling))]) { course in
      let figures = "\(course.folder)/Lessons/01-dot/figures"
      try FileManager.default.createDirectory(atPath: figures, withIntermediateDirectories: true)
      let recorded = Picture(repeating: 7, width: 4, height: 3)
      try recorded.write(to: figures + "/dot.png")
      let run = try await Command.lessons("1", in: course)
      #expect(run.code == 0, "\(name): \(run.errors)")
      let check = try await Command.lessons("check", in: course)
      #expect(check.code == 1, "\(name)")
      #expect(
        check.output.contains("figures/dot.png is not as it is recorded: "),
        "\(name): \(check.output)")
      let text = try course.text(of: "01-dot")
      let record = try await Command.lessons("record", in: course)
      #expect(record.code == 2, "\(name)")
      #expect(
        record.errors.contains("README.md:7: cell 1 shows 'Dot', which is no picture: "),
        "\(name): \(record.errors)")
      #expect(try course.text(of: "01-dot") == text)
      #expect(try Picture(contentsOf: figures + "/dot.png") == recorded)
    }
  }

  @Test("unspoilt, the same cell is as recorded")
  func unspoilt() async throws {
    try await TemporaryCourse.with([("01-dot", lesson("_ = 0"))]) { course in
      let figures = "\(course.folder)/Lessons/01-dot/figures"
      try FileManager.default.createDirectory(atPath: figures, withIntermediateDirectories: true)
      try Picture(repeating: 7, width: 4, height: 3).write(to: figures + "/dot.png")
      let check = try await Command.lessons("check", in: course)
      #expect(check.code == 0, "\(check.output)\(check.errors)")
    }
  }
}

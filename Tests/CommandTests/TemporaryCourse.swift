import Foundation

/// A folder with a course in it, as a learner has it, and nothing else.
///
///     course/Lessons/01-sums/README.md
///     tmp/
struct TemporaryCourse {
  /// The folder that people are in when they type a command.
  let folder: String
  /// What the commands take for the folder of temporary files.
  let temporaryFolder: String
  /// Where progress is kept, instead of the user's own folder. It isn't there at first.
  var stateFolder: String { folder + "/../state" }

  /// The front matter that the lessons begin with. What follows begins on line 6.
  static let frontMatter = """
    ---
    title: Sums
    summary: What is one and one?
    minutes: 5
    ---

    """

  /// What follows the front matter in a lesson of three cells, each with a text before it.
  static let threeSteps = """

    # Three steps

    The first text.

    ```swift
    var total = 1
    print("total is", total)
    ```

    The second text.

    ```swift
    total += 10
    print("total is", total)
    ```

    The third text.

    ```swift
    total += 100
    print("total is", total)
    ```

    The end.

    """

  /// What follows the front matter in a lesson of two cells, of which the second builds on the first.
  static let sums = """

    # Sums

    ```swift
    let a = 1
    print("a is", a)
    ```

    ```output
    a is 1
    ```

    ```swift
    print("the sum is", a + 1)
    ```

    ```output
    the sum is 2
    ```

    """

  /// Makes the folder, calls `body` and takes the folder away again. Each lesson is given by its
  /// name and what follows the front matter.
  static func with<Result>(
    _ lessons: [(name: String, body: String)], _ body: (TemporaryCourse) async throws -> Result
  ) async throws -> Result {
    let root =
      FileManager.default.temporaryDirectory.resolvingSymlinksInPath().path
      + "/CommandTests-\(UUID().uuidString)"
    let course = TemporaryCourse(folder: root + "/course", temporaryFolder: root + "/tmp")
    defer { try? FileManager.default.removeItem(atPath: root) }
    for folder in [course.folder + "/Lessons", course.temporaryFolder] {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }
    for lesson in lessons { try course.write(frontMatter + lesson.body, to: lesson.name) }
    return try await body(course)
  }

  func path(of lesson: String) -> String { "\(folder)/Lessons/\(lesson)/README.md" }

  func text(of lesson: String) throws -> String {
    try String(contentsOfFile: path(of: lesson), encoding: .utf8)
  }

  func write(_ text: String, to lesson: String) throws {
    try FileManager.default.createDirectory(
      atPath: "\(folder)/Lessons/\(lesson)", withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(fileURLWithPath: path(of: lesson)))
  }

  /// Changes some words in a lesson.
  func replace(_ old: String, with new: String, in lesson: String) throws {
    try write(text(of: lesson).replacing(old, with: new), to: lesson)
  }

  /// All files in the folder, by their paths from there.
  var files: [String] {
    let paths = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return paths.filter { path in
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: "\(folder)/\(path)", isDirectory: &isFolder)
        && !isFolder.boolValue
    }.sorted()
  }

  /// The files and folders that were left behind among the temporary ones.
  var temporaryFiles: [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: temporaryFolder)) ?? []
  }

  /// Makes a folder with a compiler in it that waits before it compiles, so that there is time to look.
  func slowCompiler(seconds: Int) throws -> String {
    let tools = folder + "/tools"
    try FileManager.default.createDirectory(atPath: tools, withIntermediateDirectories: true)
    let script = """
      #!/bin/sh
      sleep \(seconds)
      PATH=${PATH#"\(tools):"}
      exec swiftc "$@"

      """
    try script.write(toFile: tools + "/swiftc", atomically: false, encoding: .utf8)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: tools + "/swiftc")
    return tools
  }
}

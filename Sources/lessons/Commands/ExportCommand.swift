import ArgumentParser
import Foundation
import LessonEngine

struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a lesson's cells as one Swift program, for an editor.",
    discussion: "Cells that don't run in the lesson, or are meant to fail, are comments in it.")

  @Argument(help: "The lesson; your copy of it, if there is one.", completion: .lessons)
  var lesson: String

  @Option(
    help: ArgumentHelp("The file to write; '-' for standard output.", valueName: "file"),
    completion: .file(extensions: ["swift"]))
  var swift: String

  @Flag(help: "Replace the file, if there is one.")
  var force = false

  func run() throws {
    let (lesson, _) = try CourseLookup.lessonToRun(lesson)
    guard swift != "-" else { return print(lesson.swiftFile, terminator: "") }
    guard force || !FileManager.default.fileExists(atPath: swift) else {
      throw ExitStatus.malformed.saying(
        "\(swift) is there already; choose another name, or say --force to replace it")
    }
    try tellingFileErrors("\(swift) could not be written") {
      try lesson.swiftFile.write(toFile: swift, atomically: true, encoding: .utf8)
    }
    print("\(swift): \(counted(lesson.cells.count, "cell")) of \(lesson.name)")
  }
}

struct CleanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clean",
    abstract: "Forget the compiled programs of lessons, and what they remember.",
    discussion: """
      The next run of a lesson compiles it again, and trains again what it had kept. Lessons and \
      copies are not touched.
      """)

  func run() throws {
    let library = try findLibrary()
    let (programs, values, bytes) = try tellingFileErrors(
      "the programs could not be removed", as: .toolchain
    ) { try library.removeKept() }
    guard programs > 0 || values > 0 || bytes > 0 else {
      return print("There is no compiled program to forget")
    }
    let remembered = values > 0 ? " and \(counted(values, "remembered value"))" : ""
    print(
      "\(counted(programs, "program"))\(remembered) forgotten, "
        + "\(bytes.formatted(.byteCount(style: .file))) freed")
  }
}

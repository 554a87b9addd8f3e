import ArgumentParser
import Classroom
import Foundation
import LessonEngine
import Terminals

struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Run lessons and compare what they print and show with what is recorded.",
    discussion: """
      Text is compared word by word, numbers within a tolerance, pictures pixel by pixel within one \
      grey level. What differs is shown as a diff, and the exit code is 1. As many lessons run at \
      once as there are cores.

      What a cell remembers, such as a network that it has trained, is taken from the last run as long \
      as nothing has changed on which it depends; with --fresh it is made anew.

      With --author it also looks for what only a lesson's author can mend: pictures and links that \
      lead nowhere, cells of which readers see nothing, lessons in 'requires' that aren't there; and \
      it proves the lessons' exercises from both sides, as 'lessons exercises --author' does. Each \
      is told with its line, and the exit code is 2.
      """)

  @Argument(
    help: "The lessons, by name or path; all of the course, if none is named.",
    completion: .lessons)
  var lessons: [String] = []

  @Flag(help: "Look for what only a lesson's author can mend, too.")
  var author = false

  @Flag(help: "Make anew what cells remember from earlier runs, such as trained networks.")
  var fresh = false

  @OptionGroup var color: ColorOption

  func run() async throws {
    let library = try findLibrary()
    var worst: ExitStatus?
    var named: [NamedLesson] = []
    for word in lessons.isEmpty ? try CourseLookup().course.names : lessons {
      do {
        named.append(NamedLesson(word: word, lesson: try CourseLookup.lesson(named: word)))
      } catch {
        worst = ExitStatus.worse(worst, .malformed)
      }
    }
    let course = author ? CourseLookup.find()?.course ?? Course(folder: "/") : nil
    let checks = LessonChecks(library: library, authorsCourse: course, forgets: fresh)
    let printer = CheckPrinter(color: color.color)
    await checks.check(named) { lesson, result in
      worst = ExitStatus.worse(worst, printer.show(result, of: lesson, forAuthor: author))
    }
    if author {
      let exercises = try named.flatMap { try Exercise.all(besideLesson: $0.lesson) }
      let proofs = ExerciseProofs(
        library: library, sandbox: await .strongest(library),
        catalog: course.map(ExerciseCatalog.init))
      worst = ExitStatus.worse(worst, try await proofs.show(exercises))
    }
    if let worst { throw worst.code }
  }
}

extension Exercise {
  /// Those in the folder of a lesson.
  fileprivate static func all(besideLesson lesson: Lesson) throws -> [Exercise] {
    let folder = URL(fileURLWithPath: lesson.path).deletingLastPathComponent()
    let course = Course(folder: folder.deletingLastPathComponent().path)
    return try ExerciseCatalog(course).folders(of: folder.lastPathComponent).map { path in
      try tellingLessonErrors { () throws(LessonError) in try Exercise(readingFrom: path) }
    }
  }
}

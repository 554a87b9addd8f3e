import ArgumentParser
import Foundation
import LessonEngine
import Terminals

struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Run lessons and compare what they print and show with what is recorded.",
    discussion: """
      Text is compared word by word, numbers within a tolerance, pictures pixel by pixel within one \
      grey level. What differs is shown as a diff, and the exit code is 1.
      """)

  @Argument(help: "The lessons; all of them, if none is named.", completion: .lessons)
  var lessons: [String] = []

  @OptionGroup var color: ColorOption

  func run() async throws {
    let lookup = try CourseLookup()
    let library = try findLibrary()
    let style = color.color.style(
      isTerminal: isTerminal(1), environment: ProcessInfo.processInfo.environment)
    var worst: ExitStatus?
    for name in lessons.isEmpty ? lookup.course.names : lessons {
      let lesson: Lesson
      do {
        lesson = try lookup.lesson(name)
      } catch {
        worst = ExitStatus.worse(worst, .malformed)
        continue
      }
      // Its pictures are compared, so it has to last until then.
      let run = try await FinishedRun.of(lesson, library)
      defer { withExtendedLifetime(run) {} }
      let results = run.results
      let wrong = results.map { ($0, $0.discrepancies(with: lesson)) }.filter { !$0.1.isEmpty }
      for (result, found) in wrong {
        for discrepancy in found {
          DiscrepancyPrinter(lesson: lesson, style: style).show(discrepancy, of: result)
        }
      }
      if wrong.isEmpty {
        let pictures = results.flatMap(\.pictures).count
        print("\(lesson.name): \(results.count) cells and \(pictures) pictures are as recorded")
      } else {
        print("\(lesson.name): \(wrong.count) of \(results.count) cells are not as recorded")
        worst = ExitStatus.worse(worst, ExitStatus(results) ?? .wrong)
      }
    }
    if let worst { throw worst.code }
  }
}

import ArgumentParser
import Foundation
import LessonEngine
import Terminals

struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the lessons, each with its question, and how far you have come.")

  @OptionGroup var color: ColorOption

  func run() throws { try Self.list(color: color.color) }

  static func list(color: ColorChoice) throws {
    let lookup = try CourseLookup()
    let environment = ProcessInfo.processInfo.environment
    let style = color.style(isTerminal: isTerminal(1), environment: environment)
    // Into a pipe or a file a lesson is a line.
    let columns =
      isTerminal(1) ? TerminalSize(ofDescriptor: 1, environment: environment).columns : nil
    var isMalformed = false
    let file = ProgressFile()
    if let complaint = file?.complaint {
      Messages.note("Your progress \(complaint.found).\n→ \(complaint.remedy)\n")
    }
    let progress = file?.read() ?? CourseProgress()
    // Who hasn't begun needs no marks.
    let isBegun = lookup.course.names.contains { progress.places[$0] != nil }
    let widest = lookup.course.names.map(\.count).max() ?? 0
    for name in lookup.course.names {
      do {
        let lesson = try lookup.course.lesson(name)
        let padding = String(repeating: " ", count: widest - name.count)
        let place = progress.places[name]
        let question =
          "\(lesson.frontMatter.summary) (\(lesson.frontMatter.minutes) min"
          + "\(place.map(words) ?? ""))"
        let indent = (isBegun ? 2 : 0) + widest + 2
        let lines = columns.map { brokenLines(question, width: max(20, $0 - indent)) } ?? [question]
        print(
          "\(isBegun ? mark(place, style) : "")\(style(name, .bold))\(padding)  "
            + lines.joined(separator: "\n" + String(repeating: " ", count: indent)))
      } catch {
        Messages.error(error.description)
        isMalformed = true
      }
    }
    print("\n" + (isBegun ? advice(progress, lookup.course.names) : start(lookup.course.names)))
    if isMalformed { throw ExitStatus.malformed.code }
  }

  /// A tick for a lesson that is finished, an arrow for one that was stopped in.
  private static func mark(_ place: CourseProgress.Place?, _ style: TerminalStyle) -> String {
    guard let place else { return "  " }
    return place.isOnTheWay ? "› " : place.isFinished ? style("✓ ", .green) : "  "
  }

  /// ", you are at cell 4 of 9", for who has stopped on the way.
  private static func words(_ place: CourseProgress.Place) -> String {
    place.isOnTheWay ? ", you are at cell \(place.nextCell) of \(place.cellCount)" : ""
  }

  /// What to type first.
  private static func start(_ names: [String]) -> String {
    "Start one with: swift run lessons \(names.first?.quotedForShell ?? "NAME")"
  }

  /// What to type next.
  private static func advice(_ progress: CourseProgress, _ names: [String]) -> String {
    guard let next = progress.next(among: names) else {
      return "You have been through all of them. Any can be run again: swift run lessons NAME"
    }
    let verb = progress.places[next]?.isOnTheWay == true ? "Go on with" : "Next"
    return "\(verb): swift run lessons \(next.quotedForShell)"
  }
}

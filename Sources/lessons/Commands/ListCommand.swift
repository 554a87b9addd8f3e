import ArgumentParser
import Foundation
import LessonEngine
import Terminals

struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the lessons, each with its question.")

  @OptionGroup var color: ColorOption

  func run() throws { try Self.list(color: color.color) }

  static func list(color: ColorChoice) throws {
    let lookup = try CourseLookup()
    let environment = ProcessInfo.processInfo.environment
    let style = color.style(isTerminal: isTerminal(1), environment: environment)
    var isMalformed = false
    let widest = lookup.course.names.map(\.count).max() ?? 0
    for name in lookup.course.names {
      do {
        let lesson = try lookup.course.lesson(name)
        let padding = String(repeating: " ", count: widest - name.count)
        print(
          "\(style(name, .bold))\(padding)  \(lesson.frontMatter.summary) "
            + style("(\(lesson.frontMatter.minutes) min)", .dim))
      } catch {
        Messages.error(error.description)
        isMalformed = true
      }
    }
    print("\nStart one with: swift run lessons \(lookup.course.names.first ?? "NAME")")
    if isMalformed { throw ExitStatus.malformed.code }
  }
}

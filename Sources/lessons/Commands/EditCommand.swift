import ArgumentParser
import Foundation
import LessonEngine
import Terminals

struct EditCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit",
    abstract: "Make a copy of a lesson to play with, and open it.",
    discussion: """
      The copy lies in the folder Workbook, beside Lessons, and from then on it is what \
      'lessons <lesson>' runs. 'lessons reset' goes back to the lesson of the course. On a terminal \
      the copy is opened in the editor that VISUAL or EDITOR names; its path is printed always.
      """)

  @Argument(help: "The lesson.", completion: .lessons)
  var lesson: String

  func run() async throws {
    let lookup = try CourseLookup()
    let name = try lookup.name(lesson)
    let path = try lookup.makeCopy(of: name)
    print(shownPath(path))
    guard isTerminal(0), isTerminal(1) else { return }
    guard let editor = Editor() else {
      return Messages.note(
        "Open it in an editor, or say which is yours, as in: export EDITOR=nano")
    }
    if let complaint = await editor.open(path, line: 1) {
      throw ExitStatus.wrong.saying(complaint)
    }
  }
}

struct ResetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reset",
    abstract: "Go back from a copy of a lesson to the lesson of the course.",
    discussion: "The copy isn't lost: it is kept in the folder Workbook under another name.")

  @Argument(help: "The lesson.", completion: .lessons)
  var lesson: String

  func run() throws {
    let lookup = try CourseLookup()
    let name = try lookup.name(lesson)
    do {
      guard let aside = try lookup.course.workbook.putAside(name) else {
        return print("\(name) is as it is in the course: there is no copy of it")
      }
      print("\(name) is as it is in the course again; the copy is kept in \(shownPath(aside))")
    } catch {
      throw ExitStatus.malformed.saying(
        "the copy could not be put aside: \(error.localizedDescription)")
    }
  }
}

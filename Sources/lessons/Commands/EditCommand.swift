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
      'lessons <lesson>' runs. 'lessons reset' goes back to the lesson of the course. A lesson of your \
      own, named by its path, needs no copy: it is opened itself. The path of the file is printed; \
      on a terminal it is opened first, in the editor that VISUAL or EDITOR names.
      """)

  @Argument(help: "The lesson, or the path of one of your own.", completion: .lessons)
  var lesson: String

  func run() async throws {
    let chosen = try ChosenLesson(lesson)
    let path =
      switch chosen {
      case .ofCourse(let lookup, let name): try lookup.makeCopy(of: name)
      case .own(let path): path
      }
    guard isTerminal(0), isTerminal(1) else { return print(shownPath(path)) }
    guard let editor = Editor() else {
      print(shownPath(path))
      return Messages.note(
        "Open it in an editor, or say which is yours, as in: export EDITOR=nano")
    }
    if let complaint = await editor.open(path, line: 1) {
      if case .ofCourse(let lookup, let name) = chosen { lookup.removeUnchangedCopy(of: name) }
      throw ExitStatus.wrong.saying(complaint)
    }
    print(shownPath(path))
  }
}

struct ResetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reset",
    abstract: "Go back from a copy of a lesson to the lesson of the course.",
    discussion: """
      What you have changed isn't lost: then the copy is kept in the folder Workbook under another \
      name.
      """)

  @Argument(help: "The lesson.", completion: .lessons)
  var lesson: String

  func run() throws {
    guard case .ofCourse(let lookup, let name) = try ChosenLesson(lesson) else {
      throw ExitStatus.malformed.saying(
        "only a lesson of the course has a copy to go back from, and \(lesson) is the path of a file. "
          + "Name the lesson, as in: lessons reset 03")
    }
    let course = lookup.course
    let removal = try tellingFileErrors("the copy could not be put aside") {
      try course.workbook.remove(name, copyOf: course.folder(of: name))
    }
    switch removal {
    case .nothing: print("\(name) is as it is in the course: there is no copy of it")
    case .removed:
      print(
        "\(name) is as it is in the course again; nothing was changed in the copy, so it is gone")
    case .kept(let folder):
      print("\(name) is as it is in the course again; the copy is kept in \(shownPath(folder))")
    }
  }
}

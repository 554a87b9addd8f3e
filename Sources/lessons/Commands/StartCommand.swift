import ArgumentParser
import Classroom
import Foundation
import LessonEngine
import Terminals

struct StartCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "start",
    abstract: "Begin an exercise: show the task, and put its file into your Workbook.",
    discussion: "A file that is there already is left as it is.")

  @Argument(help: "The exercise: 03/valid-convolution.", completion: .exercises)
  var exercise: String

  @OptionGroup var color: ColorOption

  func run() throws {
    let lookup = try ExerciseLookup()
    let exercise = try lookup.exercise(exercise)
    let path = shownPath(lookup.workbook.path(of: exercise))
    let isNew = try tellingFileErrors("\(path) could not be made") {
      try lookup.workbook.start(exercise)
    }
    let environment = ProcessInfo.processInfo.environment
    let style = color.color.style(isTerminal: isTerminal(1), environment: environment)
    let size = TerminalSize(ofDescriptor: 1, environment: environment)
    let prose = ProseSetter(width: size.proseWidth, style: style)
    let name = lookup.shortName(exercise)
    print(prose.set(exercise.task))
    print(style("Your file: \(path)", .bold) + (isNew ? "" : ", as you left it"))
    print("When you have changed it: swift run lessons grade \(name)")
    print("If you are stuck:         swift run lessons hint \(name)")
  }
}

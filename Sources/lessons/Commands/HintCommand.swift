import ArgumentParser
import Classroom
import Foundation
import LessonEngine
import Terminals

struct HintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hint",
    abstract: "Give a hint for an exercise: each time one more.")

  @Argument(help: "The exercise: 03/valid-convolution.", completion: .exercises)
  var exercise: String

  @Flag(help: "Begin with the first hint again.")
  var again = false

  @OptionGroup var color: ColorOption

  func run() throws {
    let lookup = try ExerciseLookup()
    let exercise = try lookup.exercise(exercise)
    let hints = exercise.hints
    guard !hints.isEmpty else {
      print("There are no hints for \(lookup.shortName(exercise)).")
      return
    }
    let file = ProgressFile()
    let given = again ? 0 : file?.read().exercises[exercise.identifier]?.hints ?? 0
    // After the last one, all of them.
    let shown = given < hints.count ? given...given : 0...hints.count - 1
    let environment = ProcessInfo.processInfo.environment
    let style = color.color.style(isTerminal: isTerminal(1), environment: environment)
    let size = TerminalSize(ofDescriptor: 1, environment: environment)
    let prose = ProseSetter(width: size.proseWidth, style: style)
    for number in shown {
      print(style("Hint \(number + 1) of \(hints.count)", .bold))
      print(prose.set(hints[number]))
    }
    if given >= hints.count { print("That is all of them.") }
    file?.update {
      $0.exercises[exercise.identifier, default: .init()].hints = min(given + 1, hints.count)
    }
  }
}

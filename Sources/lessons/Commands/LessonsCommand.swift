import ArgumentParser
import Foundation
import LessonEngine

@main
struct LessonsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lessons",
    abstract: "Convolution, taught by running it.",
    usage: """
      lessons                     the lessons there are
      lessons 03-convolution      run a lesson, step by step; 03 and 3 will do
      lessons <command> --help    what a command does and takes
      """,
    discussion: """
      A lesson is a Markdown file whose Swift cells are compiled and run. On a terminal it is \
      stepped through, a key a step; into a pipe or a file it runs straight through.

      Exit codes: 0 all well; 1 an output, a check or a cell is not right; 2 a lesson, its record \
      or an input file is missing or malformed; 3 the toolchain; 4 a limit was reached; 64 the \
      command line is wrong; 130 interrupted.

      The tab key completes names of lessons and options, once the shell knows how: \
      source <(lessons --generate-completion-script bash); for zsh and fish, name them instead.
      """,
    version: "Loupe \(LoupeVersion.words)",
    subcommands: [
      RunCommand.self, ListCommand.self, WatchCommand.self, EditCommand.self, ResetCommand.self,
      ExercisesCommand.self, StartCommand.self, HintCommand.self, GradeCommand.self,
      CheckCommand.self, NewCommand.self, RecordCommand.self, ExportCommand.self,
      CleanCommand.self, CompareCommand.self, WalkCommand.self, MapsCommand.self, OpCommand.self,
      TrainCommand.self, FineTuneCommand.self, EvaluateCommand.self, PredictCommand.self,
      DataCommand.self, DoctorCommand.self,
    ],
    defaultSubcommand: RunCommand.self)

  /// What stands before the library's own errors: as before ours.
  static let _errorPrefix = Messages.errorPrefix

  static func main() async {
    StandardStreams.complete()
    if let complaint = processFolderComplaint() {
      Messages.error(complaint)
      // Not by the library, which would first ask for all that it knows of the commands.
      Foundation.exit(ExitStatus.toolchain.code.rawValue)
    }
    endCleanlyWhenInterrupted()
    stopCleanlyWhenSuspended()
    let arguments = Array(CommandLine.arguments.dropFirst())
    // These compute nothing: 'lessons doctor' tells the same with all the rest.
    let computesNothing = [DoctorCommand.configuration.commandName, "--version"]
      .contains(arguments.first)
    if !computesNothing, let complaint = processorComplaint() {
      exit(withError: ExitStatus.toolchain.saying(complaint))
    }
    do {
      var command = try await asyncParseAsRoot(arguments)
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
      try StandardStreams.finish()
    } catch {
      exit(withError: told(error, arguments))
    }
  }

  /// The error to end with: what we know better how to say than the library is said here.
  private static func told(_ error: any Error, _ arguments: [String]) -> any Error {
    if exitCode(for: error) == .validationFailure, let words = unknownWord(in: arguments) {
      Messages.error(words)
      return ExitCode.validationFailure
    }
    if exitCode(for: error) == .success,
      arguments.first?.hasPrefix("--generate-completion-script") == true
    {
      return CleanExit.message(CompletionScript(madeByLibrary: fullMessage(for: error)).text)
    }
    return error
  }
}

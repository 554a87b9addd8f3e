import ArgumentParser
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
    subcommands: [
      RunCommand.self, ListCommand.self, WatchCommand.self, EditCommand.self, ResetCommand.self,
      CheckCommand.self, NewCommand.self, RecordCommand.self, ExportCommand.self,
      CleanCommand.self, CompareCommand.self, MapsCommand.self, OpCommand.self,
      DoctorCommand.self,
    ],
    defaultSubcommand: RunCommand.self)

  static func main() async {
    StandardStreams.complete()
    if let complaint = processFolderComplaint() {
      Messages.error(complaint)
      exit(withError: ExitStatus.toolchain.code)
    }
    endCleanlyWhenInterrupted()
    stopCleanlyWhenSuspended()
    // 'lessons doctor' computes nothing, and tells the same with all the rest.
    if CommandLine.arguments.dropFirst().first != DoctorCommand.configuration.commandName,
      let complaint = processorComplaint()
    {
      Messages.error(complaint)
      exit(withError: ExitStatus.toolchain.code)
    }
    await main(nil)
    do {
      try StandardStreams.finish()
    } catch {
      exit(withError: error)
    }
  }
}

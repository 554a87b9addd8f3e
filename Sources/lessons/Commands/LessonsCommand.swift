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
      """,
    subcommands: [
      RunCommand.self, ListCommand.self, CheckCommand.self, RecordCommand.self,
      CompareCommand.self,
    ],
    defaultSubcommand: RunCommand.self)

  static func main() async {
    endCleanlyWhenInterrupted()
    await main(nil)
  }
}

/// What the process says when it ends, everywhere the same.
enum ExitStatus: Int32 {
  case wrong = 1
  case malformed = 2
  case toolchain = 3
  case limit = 4
  case interrupted = 130

  var code: ExitCode { ExitCode(rawValue) }

  /// The one of two that says more of what went wrong, whichever came first.
  static func worse(_ a: ExitStatus?, _ b: ExitStatus?) -> ExitStatus? {
    let order: [ExitStatus?] = [nil, .wrong, .limit, .malformed, .toolchain, .interrupted]
    return (order.firstIndex(of: a) ?? 0) >= (order.firstIndex(of: b) ?? 0) ? a : b
  }

  /// The status of a run in which these cells failed or came out wrong.
  init?(_ results: [CellResult]) {
    let wrong = results.filter { !$0.isRight }
    guard !wrong.isEmpty else { return nil }
    let reachedLimit = wrong.contains { result in
      if case .failed(let failure) = result.ending { failure.isLimit } else { false }
    }
    self = reachedLimit ? .limit : .wrong
  }
}

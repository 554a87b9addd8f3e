import ArgumentParser
import LessonEngine

// What is said of a command line before any command runs.
extension LessonsCommand {
  /// The names of all commands.
  private static var commandNames: [String] {
    configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
  }

  /// The command that a misspelt word may mean; nil where none is near.
  static func nearestCommand(to word: String) -> String? {
    Spelling.nearest(to: word, among: commandNames)
  }

  /// What to say where the first word is neither a command nor a lesson. It is taken for a lesson, so that the
  /// library finds fault with the words after it; nil where the first word is not at fault.
  static func unknownWord(in arguments: [String]) -> String? {
    guard let word = arguments.first, !word.hasPrefix("-"), !word.contains("/"),
      !word.hasSuffix(".md"), !commandNames.contains(word)
    else { return nil }
    var lesson: String?
    do throws(Course.NameError) {
      guard try CourseLookup.find()?.course.name(for: word) == nil else { return nil }
    } catch {
      guard case .unknown(_, let nearest) = error else { return nil }
      lesson = nearest
    }
    let guess = nearestCommand(to: word) ?? lesson
    return "there is no command or lesson '\(word)'"
      + (guess.map { "; did you mean '\($0)'?" } ?? "")
  }
}

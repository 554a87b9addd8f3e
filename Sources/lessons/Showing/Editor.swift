import Foundation
import LessonEngine
import Subprocess

#if canImport(SystemPackage)
  import SystemPackage
#else
  import System
#endif

/// The reader's own editor: what `VISUAL` or, failing that, `EDITOR` says.
struct Editor {
  /// The command as a person writes it in a shell: `vim`, `code --wait`.
  let command: String

  /// Nil where neither variable says anything.
  init?(_ environment: [String: String] = ProcessInfo.processInfo.environment) {
    let named = [environment["VISUAL"], environment["EDITOR"]].compactMap { $0 }
    guard let command = named.first(where: { !$0.allSatisfy(\.isWhitespace) }) else { return nil }
    self.command = command
  }

  /// What the editor is told, besides the command: the file and the line, in the editor's own way.
  func arguments(file: String, line: Int) -> [String] {
    let program = command.split(whereSeparator: \.isWhitespace).first.map(String.init) ?? ""
    switch URL(fileURLWithPath: program).lastPathComponent {
    case "code", "code-insiders", "codium", "cursor":
      // Without --wait it comes back at once, and there is nothing new to run yet.
      let waits = command.contains("--wait") || command.contains(" -w")
      return (waits ? [] : ["--wait"]) + ["--goto", "\(file):\(line)"]
    case "hx", "helix", "subl", "zed": return ["\(file):\(line)"]
    case "vi", "vim", "nvim", "nano", "pico", "emacs", "emacsclient", "micro", "kak", "ne", "joe",
      "mg", "jed", "nvi", "elvis":
      return ["+\(line)", file]
    default: return [file]
    }
  }

  /// Opens a file at a line, and waits until the editor is done.
  ///
  /// - Returns: nil if all went well, or what to say.
  func open(_ file: String, line: Int) async -> String? {
    // The shell reads the command as its owner wrote it, blanks and all.
    let arguments = ["-c", command + #" "$@""#, "editor"] + self.arguments(file: file, line: line)
    do {
      let outcome = try await Subprocess.run(
        .path("/bin/sh"), arguments: Arguments(arguments),
        input: .fileDescriptor(.standardInput, closeAfterSpawningProcess: false),
        output: .fileDescriptor(.standardOutput, closeAfterSpawningProcess: false),
        error: .fileDescriptor(.standardError, closeAfterSpawningProcess: false))
      if outcome.terminationStatus.isSuccess { return nil }
      if case .exited(127) = outcome.terminationStatus {
        return "there is no editor '\(command)' here; say which is yours, as in: export EDITOR=nano"
      }
      return "the editor, '\(command)', ended with an error (\(outcome.terminationStatus))"
    } catch {
      return "the editor, '\(command)', could not be started: \(error)"
    }
  }
}

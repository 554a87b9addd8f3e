import Foundation
import Synchronization
import Terminals

#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  import Darwin
#endif

/// What is said on standard error: errors, and how far a long piece of work has come.
enum Messages {
  /// What every error begins with.
  static let errorPrefix = "error: "

  /// Says what went wrong.
  static func error(_ text: String) { say("\(errorPrefix)\(text)") }

  /// Says something more about it.
  static func note(_ text: String) { say(text) }

  /// Sets what is said for the terminal; a file gets it as it is.
  private static func say(_ text: String) {
    let text = escapingControls(text)
    guard isTerminal(2) else { return write("\(text)\n") }
    let size = TerminalSize(ofDescriptor: 2, environment: ProcessInfo.processInfo.environment)
    write(MessageSetter(width: size.columns).set(text))
  }

  /// Shows, on a terminal only, what is being worked on once it has taken a moment, and takes it
  /// away when `body` is done.
  static func working<Result>(
    _ text: String, isolation: isolated (any Actor)? = #isolation, _ body: () async throws -> Result
  ) async rethrows -> Result {
    guard isTerminal(2), ProcessInfo.processInfo.environment["TERM"] != "dumb" else {
      return try await body()
    }
    let isOver = Mutex(false)
    let note = Task {
      try await Task.sleep(for: .milliseconds(250))
      // What comes too late must not stand there for good.
      isOver.withLock { if !$0 { PassingLine.show("\(text)…", on: 2) } }
    }
    defer {
      note.cancel()
      isOver.withLock { $0 = true }
      PassingLine.takeAway()
    }
    return try await body()
  }

  /// Writes to standard error, after all that was printed before.
  static func write(_ text: String) {
    fflush(nil)
    FileHandle.standardError.write(Data(text.utf8))
  }
}

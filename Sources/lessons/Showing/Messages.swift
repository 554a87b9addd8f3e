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
  static func error(_ text: String) { write("\(errorPrefix)\(text)\n") }

  /// Says something more about it.
  static func note(_ text: String) { write("\(text)\n") }

  /// Shows, on a terminal only, what is being worked on once it has taken a moment, and takes it
  /// away when `body` is done.
  static func working<Result>(
    _ text: String, isolation: isolated (any Actor)? = #isolation, _ body: () async throws -> Result
  ) async rethrows -> Result {
    guard isTerminal(2), ProcessInfo.processInfo.environment["TERM"] != "dumb" else {
      return try await body()
    }
    let isShown = Mutex<Bool?>(false)
    let note = Task {
      try await Task.sleep(for: .milliseconds(250))
      isShown.withLock { shown in
        if shown == false {
          write("\(text)…")
          shown = true
        }
      }
    }
    defer {
      note.cancel()
      isShown.withLock { shown in
        if shown == true { write("\r\u{1B}[K") }
        // Whatever the note still wanted to say comes too late.
        shown = nil
      }
    }
    return try await body()
  }

  /// Writes to standard error, after all that was printed before.
  static func write(_ text: String) {
    fflush(nil)
    FileHandle.standardError.write(Data(text.utf8))
  }
}

import Foundation
import Terminals

#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  import Darwin
#endif

/// What is said on standard error: errors, and how far a long piece of work has come.
enum Messages {
  /// Says what went wrong.
  static func error(_ text: String) { write("error: \(text)\n") }

  /// Says something more about it.
  static func note(_ text: String) { write("\(text)\n") }

  /// Shows, on a terminal only, what is being worked on, and takes it away when `body` is done.
  static func working<Result>(
    _ text: String, isolation: isolated (any Actor)? = #isolation, _ body: () async throws -> Result
  ) async rethrows -> Result {
    let canErase = isTerminal(2) && ProcessInfo.processInfo.environment["TERM"] != "dumb"
    if canErase { write("\(text)…") }
    defer { if canErase { write("\r\u{1B}[K") } }
    return try await body()
  }

  /// Writes to standard error, after all that was printed before.
  static func write(_ text: String) {
    fflush(nil)
    FileHandle.standardError.write(Data(text.utf8))
  }
}

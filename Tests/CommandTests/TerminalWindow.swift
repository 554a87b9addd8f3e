import Foundation
import Subprocess
import Testing

/// A terminal with a program in it, as a person sees it: keys go in, and there is a screen to look
/// at. It is a window of tmux, on a server of its own.
struct TerminalWindow {
  /// The name of the server's socket, which no other server has.
  private let server: String
  /// The file in which all stands that was sent to the terminal, byte by byte.
  private let record: String

  /// Whether tmux is there. Where it isn't, that is said loudly; on a build server, where it was to
  /// be installed, it is a failure.
  static let isAvailable: Bool = {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    if folders.contains(where: { FileManager.default.isExecutableFile(atPath: "\($0)/tmux") }) {
      return true
    }
    print("*** SKIPPED: stepping through a lesson needs tmux, and there is none ***")
    return ProcessInfo.processInfo.environment["CI"] != nil
  }()

  /// Starts `lessons` with these arguments in the course's folder, calls `body`, and takes the
  /// window away. When the program has ended, the window shows its exit code and the terminal's
  /// settings. Programs in the folder `tools` are found before all others; what is sent to the terminal is
  /// written into the file `record`, byte by byte, if it is named.
  static func with(
    _ arguments: String, in course: TemporaryCourse, columns: Int = 80, rows: Int = 50,
    tools: String? = nil, environment: [String: String] = [:], recordedIn record: String? = nil,
    _ body: (TerminalWindow) async throws -> Void
  ) async throws {
    let server = "loupe-\(UUID().uuidString)"
    let ownRecord = NSTemporaryDirectory() + server
    defer { try? FileManager.default.removeItem(atPath: ownRecord) }
    let window = TerminalWindow(server: server, record: record ?? ownRecord)
    let variables = environment.map { "\($0)='\($1)'" }.joined(separator: " ")
    // The program waits for the recording to begin. The shell outlives an interruption of the program, to say
    // how it ended.
    let script = """
      until [ -e '\(window.record)' ]; do sleep 0.02; done
      trap : INT
      PATH='\(tools.map { $0 + ":" } ?? "")'$PATH
      env -u NO_COLOR -u FORCE_COLOR -u VISUAL -u EDITOR TMPDIR='\(course.temporaryFolder)' \
      XDG_STATE_HOME='\(course.stateFolder)' \(variables) \
      '\(Command.path(of: "lessons"))' \(arguments)
      code=$?
      trap '' INT
      echo "exit code $code"
      stty -a
      exec sleep 600
      """
    try await window.tmux(
      "-f", "/dev/null", "-u", "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)", "-c",
      course.folder, "sh", "-c", script)
    do {
      try await window.tmux("pipe-pane", "cat > '\(window.record)'")
      try await body(window)
      try await window.close()
    } catch {
      try? await window.close()
      throw error
    }
  }

  /// Presses keys, by tmux's names for them: "Enter", "b", "C-c".
  func press(_ keys: String...) async throws {
    for key in keys { try await tmux("send-keys", key) }
  }

  /// Presses keys so quickly one after the other that they arrive together.
  func press(together keys: [String]) async throws {
    try await tmux(["send-keys"] + keys)
  }

  /// Gives the window another size.
  func resize(columns: Int, rows: Int) async throws {
    try await tmux("resize-window", "-x", "\(columns)", "-y", "\(rows)")
  }

  /// All that stands in the window, and what has gone out at its top.
  func text() async throws -> String {
    try await tmux("capture-pane", "-p", "-S", "-")
  }

  /// Waits until the window has these words so many times, and gives what it shows then. Where they
  /// don't come within a minute, that is an issue.
  @discardableResult
  func wait(
    for words: String, times: Int = 1, sourceLocation: SourceLocation = #_sourceLocation
  ) async throws -> String {
    var text = ""
    for _ in 0..<1200 {
      text = try await self.text()
      if text.ranges(of: words).count >= times { return text }
      try await Task.sleep(for: .milliseconds(50))
    }
    Issue.record(
      "'\(words)' doesn't come \(times) times; the window shows:\n\(text)",
      sourceLocation: sourceLocation)
    return text
  }

  /// Waits until these words have been in the window, also if they are gone again: on a busy machine a line
  /// that passes is gone before anybody looks. Drawn again, it has been there once more.
  func waitForPassing(
    _ words: String, times: Int = 1, sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    for _ in 0..<1200 {
      let sent = (try? Data(contentsOf: URL(fileURLWithPath: record))) ?? Data()
      if String(decoding: sent, as: UTF8.self).ranges(of: words).count >= times { return }
      try await Task.sleep(for: .milliseconds(50))
    }
    Issue.record(
      "'\(words)' doesn't come; the window shows:\n\(try await text())",
      sourceLocation: sourceLocation)
  }

  /// Ends the server with all in it, and takes away its socket, which it leaves behind.
  private func close() async throws {
    let socket = try await tmux("display-message", "-p", "#{socket_path}")
    try await tmux("kill-server")
    try? FileManager.default.removeItem(atPath: socket.trimmingCharacters(in: .newlines))
  }

  struct Failure: Error {
    let words: String
  }

  @discardableResult
  private func tmux(_ arguments: String...) async throws -> String { try await tmux(arguments) }

  @discardableResult
  private func tmux(_ arguments: [String]) async throws -> String {
    let result = try await Subprocess.run(
      .name("tmux"), arguments: Arguments(["-L", server] + arguments),
      output: .string(limit: 1_000_000), error: .string(limit: 100_000))
    guard result.terminationStatus.isSuccess else { throw Failure(words: result.standardError) }
    return result.standardOutput
  }
}

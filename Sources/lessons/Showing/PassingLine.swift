import Foundation
import Synchronization
import Terminals

/// The line at the end of the terminal that passes: the prompt, or what is being worked on.
///
/// One stands there at most. What stops or ends the process takes it away, whoever has shown it.
enum PassingLine {
  private struct State {
    var line: (text: String, style: TerminalStyle, descriptor: Int32)?
    /// The process has been stopped since the line was shown.
    var wasHidden = false
    /// The process is about to end: nothing is shown any more.
    var isOver = false
  }

  private static let state = Mutex(State())

  /// Shows the line on the terminal behind a descriptor. A text that is wider is cut, for only the last
  /// part of a line that wraps could be taken away.
  static func show(_ text: String, style: TerminalStyle = .plain, on descriptor: Int32) {
    state.withLock { state in
      guard !state.isOver else { return }
      state.line = (text, style, descriptor)
      state.wasHidden = false
      draw(state)
    }
  }

  /// Takes the line away.
  ///
  /// - Returns: whether the process has been stopped meanwhile, so that above the line stands what others
  ///   have written.
  @discardableResult
  static func takeAway() -> Bool {
    state.withLock { state in
      erase(state)
      state.line = nil
      return state.wasHidden
    }
  }

  /// Takes the line away while the process is stopped.
  static func hide() {
    state.withLock { state in
      erase(state)
      state.wasHidden = true
    }
  }

  /// Shows the line again, if there is one: the process goes on.
  static func showAgain() { state.withLock { draw($0) } }

  /// Takes the line away, and shows no other: the process is about to end.
  ///
  /// - Returns: whether there was one.
  static func end() -> Bool {
    state.withLock { state in
      defer { (state.line, state.isOver) = (nil, true) }
      erase(state)
      return state.line != nil
    }
  }

  private static func draw(_ state: State) {
    guard let (text, style, descriptor) = state.line else { return }
    let size = TerminalSize(
      ofDescriptor: descriptor, environment: ProcessInfo.processInfo.environment)
    var width = 0
    let shown = escapingControls(text).prefix { character in
      width += character.displayWidth
      return width < size.columns
    }
    let erasing = canErase ? eraser : ""
    write(erasing + style(String(shown), .dim), to: descriptor)
  }

  private static func erase(_ state: State) {
    guard let descriptor = state.line?.descriptor else { return }
    write(canErase ? eraser : "\n", to: descriptor)
  }

  /// Back to the line's beginning, and away with what stands there.
  private static let eraser = "\r\u{1B}[K"

  private static var canErase: Bool { ProcessInfo.processInfo.environment["TERM"] != "dumb" }

  /// Writes after all that was printed before.
  private static func write(_ text: String, to descriptor: Int32) {
    fflush(nil)
    // A terminal that is gone can be told nothing.
    try? FileHandle(fileDescriptor: descriptor).write(contentsOf: Data(text.utf8))
  }
}

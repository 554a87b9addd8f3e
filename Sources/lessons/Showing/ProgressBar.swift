import Foundation
import Terminals

/// How much of some work is done, as a bar that passes on a terminal.
enum ProgressBar {
  /// Whether such a bar may be shown: on a terminal that can take it away again.
  static var isShown: Bool {
    isTerminal(2) && ProcessInfo.processInfo.environment["TERM"] != "dumb"
  }

  /// "█████░░░░░░░░░░░░░░░" for a quarter.
  static func text(_ done: Int, of count: Int) -> String {
    let width = 20
    let filled = min(width, width * done / max(count, 1))
    return String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
  }
}

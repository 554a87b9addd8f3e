extension CellResult {
  /// What went wrong, where, and what to do about it; nil if nothing did.
  public func failureWords(in lesson: Lesson) -> String? {
    let path = shownPath(lesson.path)
    let place = "\(path):\(cell.codeLine)"
    switch ending {
    case .completed, .failedAsMeant, .notRun(.marked): return nil
    case .notRun(.programEnded(let number)):
      return "\(place): cell \(cell.number) was not run, because cell \(number) failed"
    case .failed(let failure):
      switch failure {
      case .doesNotCompile(let diagnostics):
        let found = diagnostics.filter { $0.severity != .warning }.map(\.description)
        return "cell \(cell.number) doesn't compile\n" + found.joined(separator: "\n")
      case .crashed(let crash):
        let line = crash.line.map { "\(path):\($0)" + (crash.column.map { ":\($0)" } ?? "") }
        return "\(line ?? place): cell \(cell.number) crashed: \(crash.reason)"
      case .ranTooLong(let seconds):
        return
          "\(place): cell \(cell.number) was stopped after \(words(seconds)), as long as it may run. "
          + "Does a loop in it never end? A cell that needs longer says so: ```swift timeout=300s"
      case .printedTooMuch(let bytes):
        return
          "\(place): cell \(cell.number) was stopped after printing more than \(bytes) bytes, "
          + "as much as a cell may. Does a loop in it never end?"
      case .exited(let code):
        return
          "\(place): cell \(cell.number) ended the program itself, with exit code \(code), "
          + "so the cells after it can't run"
      case .didNotFail:
        return
          "\(place): cell \(cell.number) is marked 'fails', but it compiled and ran to its end"
      }
    }
  }

  private func words(_ seconds: Double) -> String {
    seconds == seconds.rounded() ? "\(Int(seconds)) s" : "\(seconds) s"
  }
}

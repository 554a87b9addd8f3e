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
        return
          "\(self.place(of: crash, in: path)): cell \(cell.number) crashed: \(crash.reason)"
      case .ranTooLong(let seconds):
        let stopped = "\(place): cell \(cell.number) was stopped after \(words(seconds)), "
        let question = "Does a loop in it never end? "
        guard cell.options.ownTimeout == nil else {
          return stopped + "as long as its 'timeout=' lets it run. " + question
            + "If it only needs longer, write a larger number there, up to timeout=3600s"
        }
        return stopped + "as long as it may run. " + question
          + "A cell that needs longer says so: ```swift timeout=300s"
      case .printedTooMuch(let bytes):
        return
          "\(place): cell \(cell.number) was stopped after printing more than \(bytes) bytes, "
          + "as much as a cell may. Does a loop in it never end?"
      case .outOfMemory(let limit, let crash):
        return
          "\(self.place(of: crash, in: path)): cell \(cell.number) asked for more memory than there "
          + "is: a lesson may have \(gigabytes(limit)). (\(crash.reason))"
      case .wroteTooMuch(let bytes):
        return
          "\(place): cell \(cell.number) was stopped while writing a file of more than "
          + "\(gigabytes(bytes)), the largest that a lesson may write"
      case .startedTooMany(let count):
        return
          "\(place): cell \(cell.number) was stopped because it started more than \(count) processes, "
          + "as many as a lesson may have at a time"
      case .compilerStopped(.ranTooLong(let seconds)):
        return
          "\(place): cell \(cell.number) doesn't compile: the compiler was stopped after "
          + "\(words(seconds)), as long as it may take. Is there a very long expression or list in it?"
      case .compilerStopped(.outOfMemory(let bytes)):
        return
          "\(place): cell \(cell.number) doesn't compile: the compiler asked for more memory than the "
          + "\(gigabytes(bytes)) that it may have. Is there a very long expression or list in it?"
      case .compilerStopped(.crashed(let reason)):
        return
          "\(place): cell \(cell.number) doesn't compile: the compiler itself crashed on it (\(reason)). "
          + "That is a mistake of the compiler; written in another way, the cell may work"
      case .closedConnection:
        return
          "\(place): cell \(cell.number) closed the connection to the runner, which is descriptor 3, "
          + "so the cells after it can't run"
      case .garbledConnection:
        return
          "\(place): cell \(cell.number) wrote into the connection to the runner, which is "
          + "descriptor 3, so the cells after it can't run"
      case .exited(let code):
        return
          "\(place): cell \(cell.number) ended the program itself, with exit code \(code), "
          + "so the cells after it can't run"
      case .didNotFail:
        return
          "\(place): cell \(cell.number) is marked 'fails', but it compiled, ran to its end, and no check in "
          + "it failed"
      }
    }
  }

  private func place(of crash: Crash, in path: String) -> String {
    let line = crash.line.map { "\(path):\($0)" + (crash.column.map { ":\($0)" } ?? "") }
    return line ?? "\(path):\(cell.codeLine)"
  }

  private func gigabytes(_ bytes: Int) -> String {
    bytes >= 1 << 30 ? "\(bytes >> 30) GB" : "\(bytes >> 20) MB"
  }

  private func words(_ seconds: Double) -> String {
    seconds == seconds.rounded() ? "\(Int(seconds)) s" : "\(seconds) s"
  }
}

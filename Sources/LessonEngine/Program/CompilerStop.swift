/// Why the compiler gave up on a program without saying what is wrong with it.
public enum CompilerStop: Error, Sendable, Equatable {
  /// It took as many seconds as it may, and was ended.
  case ranTooLong(Double)
  /// It asked for more bytes of memory than it may have.
  case outOfMemory(Int)
  /// It crashed. The text is what it said of what it was doing.
  case crashed(String)

  /// What the compiler's last words tell, if it ended by itself: nil where it didn't crash.
  init?(output: String, memory: Int) {
    let words = ["out of memory", "bad_alloc", "Cannot allocate memory", "failed to allocate"]
    if words.contains(where: { output.contains($0) }) {
      self = .outOfMemory(memory)
      return
    }
    let marks = ["Stack dump:", "failed due to signal", "error: fatalError", "LLVM ERROR"]
    guard marks.contains(where: { output.contains($0) }) else { return nil }
    // "4.	While type-checking statement at [/lesson/README.md:12:1 - line:14:2] RangeText=…"
    let doing = output.matches(of: #/(?m)^\d+\.\s+(While [^\["(]*)/#).last.map {
      ("w" + $0.1.dropFirst()).replacing(#/( at)?\s+$/#, with: "")
    }
    self = .crashed(doing ?? "it doesn't say where")
  }

  /// Whether a limit was reached, rather than a mistake made.
  var isLimit: Bool {
    if case .crashed = self { false } else { true }
  }
}

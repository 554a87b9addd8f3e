import LessonEngine

/// Why a student's function gave nothing back.
enum StudentTrouble: Error, Equatable {
  /// It stopped the program: why, and in which line of the student's file.
  case crashed(reason: String, line: Int?)
  /// It ended the program.
  case ended(code: Int32)
  /// It used up the processor's time that a test may take.
  case ranTooLong(seconds: Double)
  /// It hasn't come back, and didn't use up that time: it waits for something.
  case waited(seconds: Double)
  case printedTooMuch
  case outOfMemory(bytes: Int)
  case wroteTooMuch(bytes: Int)
  /// It gave back more than a record may have.
  case gaveTooMuch
  /// It sent what nobody asked for, or what nobody can read.
  case meddled

  /// What happened, for the student.
  ///
  /// - Parameter path: how the student's file is called.
  func words(path: String) -> String {
    switch self {
    case .crashed(let reason, let line):
      return (line.map { "\(path):\($0): " } ?? "") + "your function crashed: \(reason)"
        + Self.words(onIndexIn: reason)
    case .ended(let code):
      return
        "your function ended the program early, with exit code \(code), instead of giving something back"
    case .ranTooLong(let seconds):
      return
        "your function was stopped after \(Self.words(seconds)) of work. Does a loop in it never end?"
    case .waited(let seconds):
      return
        "your function was stopped because it had not come back after \(Self.words(seconds)). "
        + "Does it wait for input, or for something that never happens?"
    case .printedTooMuch:
      return "your function was stopped because it printed without end"
    case .outOfMemory(let bytes):
      return
        "your function asked for more memory than the \(bytes >> 30) GB that it may have. "
        + "Is something in it far too large?"
    case .wroteTooMuch(let bytes):
      return "your function was stopped while it wrote a file of more than \(bytes >> 20) MB"
    case .gaveTooMuch:
      return "your function gave back far more than it should: more than 16 MB"
    case .meddled:
      return
        "your function meddled with the connection to the program that runs it, so what it gave back "
        + "doesn't count"
    }
  }

  /// What to look for where a place was asked for that isn't there; nothing where the reason is another.
  private static func words(onIndexIn reason: String) -> String {
    let pattern = /index (-?)\d+ is out of range for axis \d of a tensor of shape \[(.*?)\]/
    guard let found = reason.firstMatch(of: pattern) else { return "" }
    let isMatrix = found.2.split(separator: ",").count == 2
    let axes = isMatrix ? "Axis 0 counts rows, axis 1 columns. " : ""
    if !found.1.isEmpty {
      return
        "\n\(axes)No place is below 0. Is there a minus where a plus should be, or is a condition missing?"
    }
    let exchanged = found.2.contains(",") ? "are rows and columns exchanged, " : ""
    return
      "\n\(axes)Does a loop go too far, \(exchanged)is a condition missing, or has the tensor of that shape "
      + "another size than it should have?"
  }

  private static func words(_ seconds: Double) -> String {
    seconds == seconds.rounded() ? "\(Int(seconds)) s" : "\(seconds) s"
  }
}

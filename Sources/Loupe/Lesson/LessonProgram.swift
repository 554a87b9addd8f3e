import Dispatch
import Files
import Synchronization

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  import Darwin
#endif

/// The program's side of the conversation with the runner.
///
/// A lesson's cells become one program. Between them stand calls of these functions, which the
/// runner writes; a lesson's author never does. In a program that wasn't started by the runner,
/// they do nothing.
public enum LessonProgram {
  /// The socket, or nil where nobody listens.
  private static let socket: Int32? = environment(LessonEnvironment.socket).flatMap { Int32($0) }

  /// The exit code of a program whose connection to the runner has gone: `EX_IOERR` of sysexits.h.
  public static let lostRunner: Int32 = 74

  /// Whether a runner has started this program.
  static var isListenedTo: Bool { socket != nil }

  private static let runningCell = Atomic(0)

  /// The number of the cell that runs.
  static var currentCell: Int { runningCell.load(ordering: .relaxed) }

  /// Prepares the program: a crash must not lose what was printed before it, what the program starts
  /// must not hold the socket open, and if the runner goes away the program ends too.
  public static func start() {
    setvbuf(stdout, nil, _IONBF, 0)
    guard let socket else { return }
    if environment(LessonEnvironment.memory) != nil { ReadFiles.startNoting() }
    _ = fcntl(socket, F_SETFD, FD_CLOEXEC)
    endWithRunner(socket)
  }

  /// Waits for the runner's word to go on with a cell.
  public static func cell(_ number: Int) {
    ValueLog.finishCell()
    tell(.waiting(cell: number))
    runningCell.store(number, ordering: .relaxed)
  }

  /// Says that the last cell has ended.
  public static func finish() {
    ValueLog.finishCell()
    tell(.finished)
  }

  /// Sends a message and waits until the runner has dealt with it.
  static func tell(_ message: ProgramMessage) {
    guard let socket else { return }
    message.refuseWhileRemembering()
    fflush(nil)
    guard var line = try? JSONEncoder().encode(message) else {
      fatalError("a message to the runner could not be written: \(message)")
    }
    line.append(UInt8(ascii: "\n"))
    let isSent = line.withUnsafeBytes { bytes in
      var sent = 0
      while sent < bytes.count {
        let count = write(socket, bytes.baseAddress! + sent, bytes.count - sent)
        if count < 0 && errno == EINTR { continue }
        guard count > 0 else { return false }
        sent += count
      }
      return true
    }
    guard isSent, isAnswered(socket) else { _exit(lostRunner) }
  }

  static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  /// Reads up to the end of the runner's line; false if the runner has gone.
  private static func isAnswered(_ socket: Int32) -> Bool {
    var byte: UInt8 = 0
    while true {
      let count = read(socket, &byte, 1)
      if count < 0 && errno == EINTR { continue }
      guard count == 1 else { return false }
      if byte == UInt8(ascii: "\n") { return true }
    }
  }

  /// Ends the program once the runner's end of the socket is closed, even while a cell runs.
  private static func endWithRunner(_ socket: Int32) {
    DispatchQueue(label: "the runner's end").async {
      var watched = pollfd(fd: socket, events: 0, revents: 0)
      while true {
        if poll(&watched, 1, -1) > 0, watched.revents & Int16(POLLHUP | POLLERR) != 0 {
          _exit(lostRunner)
        }
      }
    }
  }
}

extension ProgramMessage {
  /// Stops the program where something is shown or checked that would be missing the next time.
  fileprivate func refuseWhileRemembering() {
    let what: String
    switch self {
    case .picture: what = "a picture is shown"
    case .check: what = "a check is made"
    default: return
    }
    guard let name = Remembering.running else { return }
    fatalError(
      "\(what) while \"\(name)\" is made, and would be missing the next time, when it is remembered; "
        + "do it after remember(…) { … }")
  }
}

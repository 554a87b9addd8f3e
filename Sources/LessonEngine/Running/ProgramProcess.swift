import Dispatch
import Foundation
import Loupe

#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  import Darwin
#endif

/// A lesson's program while it runs: a child process with which the runner talks over a socket.
///
/// The program stops before each cell and waits. Between one such stop and the next lies a stretch,
/// and all that is printed in it belongs to the cell that ran: the program empties its buffers
/// before it speaks, so when its message is here, its output is in the pipe.
final class ProgramProcess: @unchecked Sendable {
  /// What may be used up before the program is stopped.
  struct Limits {
    /// How many bytes one cell may print.
    var output = 1_000_000
    /// Address space, in bytes.
    var memory = 16 << 30
    /// The largest file that it may write, in bytes.
    var fileSize = 1 << 30
    /// How many processes it may have at a time.
    var processes = 100
    /// How many threads it may have, where the system counts them. Each takes eight megabytes of address
    /// space, so elsewhere the limit of memory bounds them.
    var threads = 2000
  }

  /// How a stretch ended.
  enum Ending {
    /// The program waits before the cell with this number.
    case waiting(cell: Int)
    /// The last cell has run to its end.
    case finished
    /// The program has ended.
    case gone
    /// The program's end of the socket is closed, and yet the program goes on.
    case closedConnection
    /// The program's end of the socket says what no lesson's program says.
    case garbledConnection
    case ranTooLong
    case printedTooMuch
    case startedTooMany
  }

  struct Stretch {
    var events: [CellEvent] = []
    var ending: Ending
  }

  private let limits: Limits
  private let program: LaunchedProgram
  private var received: [UInt8] = []
  private var isAnswerDue = false
  private var hasSpoken = false
  /// How many tasks there were on the machine before the program ran.
  private let tasksBefore = ProcessStatus.taskCount

  private init(_ program: LaunchedProgram, limits: Limits) {
    (self.program, self.limits) = (program, limits)
  }

  /// Starts `program` by the launcher, in a session of its own.
  static func start(
    _ program: String, launcher: String, environment: [String: String], workingFolder: String,
    limits: Limits = Limits()
  ) async throws -> ProgramProcess {
    var arguments = ["--memory", "\(limits.memory)", "--file-size", "\(limits.fileSize)"]
    if geteuid() != 0 {
      // The system counts all that the user runs, and threads as well; for root it doesn't count.
      let most = ProcessStatus.taskCount(of: geteuid()) + limits.threads + limits.processes
      arguments += ["--processes", "\(most)"]
    }
    let launched = try await LaunchedProgram.start(
      launcher, arguments: arguments + ["--", program],
      environment: .inherited(adding: environment.merging([LessonEnvironment.socket: "3"]) { $1 }),
      workingFolder: workingFolder)
    return ProgramProcess(launched, limits: limits)
  }

  /// Lets the program run until it stops, ends, or reaches a limit; after a limit it is ended.
  func resume(for seconds: Double) async -> Stretch {
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async {
        continuation.resume(returning: self.stretch(seconds))
      }
    }
  }

  /// Ends the program and all that it started, at once.
  func end() { program.end() }

  /// How the program ended; waits until it has.
  func ending() async -> LaunchedProgram.Ending? { await program.ending() }

  // MARK: The stretch

  private func stretch(_ seconds: Double) -> Stretch {
    // It stands still while the machine sleeps, and nobody can set it.
    let clock = SuspendingClock()
    let deadline = clock.now + .seconds(seconds)
    var events = EventLog()
    var nextCount = clock.now
    if isAnswerDue { answer() }
    while true {
      let left = clock.now.duration(to: deadline) / .seconds(1)
      guard left > 0 else {
        end()
        drain(into: &events)
        return Stretch(events: events.all, ending: .ranTooLong)
      }
      var watched = program.openDescriptors.map {
        pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
      }
      _ = poll(
        &watched, nfds_t(watched.count), Int32(min(left, Self.secondsBetweenCounts) * 1000 + 1))
      drain(into: &events)
      guard events.byteCount <= limits.output else {
        end()
        return Stretch(events: events.all, ending: .printedTooMuch)
      }
      if clock.now >= nextCount {
        guard !hasTooManyProcesses else {
          end()
          drain(into: &events)
          return Stretch(events: events.all, ending: .startedTooMany)
        }
        guard isConnected else {
          end()
          drain(into: &events)
          return Stretch(events: events.all, ending: .closedConnection)
        }
        nextCount = clock.now + .seconds(Self.secondsBetweenCounts)
      }
      switch receive() {
      case .nothing: continue
      case .garbled:
        end()
        drain(into: &events)
        return Stretch(events: events.all, ending: .garbledConnection)
      case .closed where isAlive:
        end()
        drain(into: &events)
        return Stretch(events: events.all, ending: .closedConnection)
      case .closed:
        drainToTheEnd(into: &events)
        return Stretch(events: events.all, ending: .gone)
      case .message(let message):
        (isAnswerDue, hasSpoken) = (true, true)
        drain(into: &events)
        switch message {
        case .waiting(let cell): return Stretch(events: events.all, ending: .waiting(cell: cell))
        case .finished:
          answer()
          return Stretch(events: events.all, ending: .finished)
        case .picture(let path, let title, let alt, let sound):
          events.add(
            .picture(ShownPicture(path: path, title: title, alt: alt, soundPath: sound)))
          answer()
        case .check(let passed, let summary, let line):
          events.add(.check(CheckVerdict(passed: passed, summary: summary, line: line)))
          answer()
        case .value(let name, let text, let line, let column):
          events.add(.value(LineValue(name: name, text: text, line: line, column: column)))
          answer()
        case .moreValues(let name, let count, let last, let line, let column):
          let leftOut = last == nil ? count : count - 1
          events.add(
            .value(LineValue(name: name, text: last, leftOut: leftOut, line: line, column: column)))
          answer()
        case .startsCollecting:
          events.startCollecting()
          answer()
        case .collects(let path):
          // Nobody misses what can't be written: the program takes it for nothing.
          try? Data(events.collected).write(to: URL(fileURLWithPath: path))
          answer()
        }
      }
    }
  }

  private func answer() {
    isAnswerDue = false
    _ = program.send("\n".utf8)
  }

  private func drain(into events: inout EventLog) {
    let room = limits.output + 1
    program.output.read(atMost: room - events.byteCount) { events.add(output: $0) }
    program.errors.read(atMost: room - events.byteCount) { events.add(errors: $0) }
  }

  /// Reads what is left after the program has gone. A process that it started may hold the pipes
  /// open, so after half a second that is that.
  private func drainToTheEnd(into events: inout EventLog) {
    for _ in 0..<50 where !(program.output.isAtEnd && program.errors.isAtEnd) {
      drain(into: &events)
      if events.byteCount > limits.output { break }
      usleep(10_000)
    }
  }

  // MARK: The processes

  /// Seldom enough to cost nothing, and often enough that a program which does nothing but start others
  /// is stopped before the machine is full.
  private static let secondsBetweenCounts = 0.05

  /// Whether the program has started more than it may. All processes are looked at only if there are so
  /// many more tasks on the machine than before.
  private var hasTooManyProcesses: Bool {
    if let before = tasksBefore, let now = ProcessStatus.taskCount,
      now - before < limits.processes / 2
    {
      return false
    }
    return program.family.members.count > limits.processes
  }

  /// Whether the program still runs and isn't about to end. Where that can't be found out, it is taken
  /// to have ended.
  private var isAlive: Bool {
    ProcessStatus.of(program.family.leader).map { !$0.hasEnded } ?? false
  }

  /// Whether the program still has its end of the socket. A thread of it that waits for us keeps the
  /// socket open when a cell has closed the descriptor, so that we don't hear of it; it is looked up.
  private var isConnected: Bool {
    guard hasSpoken, ProcessStatus.hasSocket(program.family.leader, descriptor: 3) == false else {
      return true
    }
    // One that is about to end has closed everything.
    return !isAlive
  }

  // MARK: What the program says

  private enum Received {
    case nothing, closed, garbled
    case message(ProgramMessage)
  }

  /// The most bytes that a message may have; what speaks longer is not a lesson's program.
  private static let longestMessage = 100_000

  private func receive() -> Received {
    var buffer = [UInt8](repeating: 0, count: 4096)
    while !received.contains(UInt8(ascii: "\n")) {
      let count = read(program.socket, &buffer, buffer.count)
      if count < 0 && errno == EINTR { continue }
      if count < 0 && errno == EAGAIN { return .nothing }
      guard count > 0 else { return .closed }
      guard received.count < Self.longestMessage else { return .garbled }
      received += buffer[..<count]
    }
    let line = received.prefix { $0 != UInt8(ascii: "\n") }
    received.removeFirst(line.count + 1)
    guard let message = try? JSONDecoder().decode(ProgramMessage.self, from: Data(line)) else {
      return .garbled
    }
    return .message(message)
  }
}

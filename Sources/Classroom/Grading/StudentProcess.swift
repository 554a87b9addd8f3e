import Exchange
import Foundation
import LessonEngine

#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  import Darwin
#endif

/// A student's program while it runs, in its sandbox, for one test.
///
/// Nothing that it says is believed but the values that its functions give back; and those only if they come
/// one for each call, in order, and it counts them right at the end.
final class StudentProcess {
  private let limits: Sandbox.Limits
  private let source: String
  private let talk: TalkingProgram
  private var calls = 0
  private let start = SuspendingClock.now
  /// How long we have waited for it, in seconds. The judge's thinking isn't its fault.
  private var waited = 0.0

  private init(_ talk: TalkingProgram, limits: Sandbox.Limits, source: String) {
    (self.talk, self.limits, self.source) = (talk, limits, source)
  }

  deinit { talk.end() }

  /// Starts a student's program.
  ///
  /// - Parameters:
  ///   - program: its path.
  ///   - source: the student's file as it was compiled, which crashes name.
  ///   - sandbox: what stands around it.
  ///   - folder: an empty folder for what it writes.
  ///   - limits: what it may use up.
  /// - Throws: what keeps it from starting, which isn't the student's fault.
  static func start(
    _ program: String, source: String, in sandbox: Sandbox, folder: String, limits: Sandbox.Limits
  ) async throws -> StudentProcess {
    let start = try sandbox.start(program, in: folder, limits: limits)
    let launched = try await LaunchedProgram.start(
      sandbox.launcher, arguments: start.arguments,
      environment: .only(start.environment), workingFolder: start.workingFolder)
    let talk = TalkingProgram(launched)
    guard case .record(let record) = await talk.exchange(nil, within: secondsToStart),
      (try? StudentReply(record: record)) == .ready
    else {
      talk.end()
      talk.keepAllPrinted()
      throw ToolchainError.broken(
        "a program in the sandbox doesn't start: \(talk.errors.text.prefix(500))")
    }
    return StudentProcess(talk, limits: limits, source: source)
  }

  /// How long the sandbox and the program may take to start. On a busy machine it isn't a matter of
  /// milliseconds.
  private static let secondsToStart = 60.0

  /// What it printed.
  var printed: Beginning { talk.output }

  /// What a call of one of its functions gives back.
  func call(_ function: Int, _ arguments: [UInt8]) async -> Result<[UInt8], StudentTrouble> {
    let request = StudentRequest.call(number: calls, function: function, arguments: arguments)
    switch await reply(to: request) {
    case .success(.result(calls, let value)):
      calls += 1
      return .success(value)
    case .success: return .failure(over(.meddled))
    case .failure(let trouble): return .failure(trouble)
    }
  }

  /// Ends it; what is wrong with its end, if anything.
  func finish() async -> StudentTrouble? {
    switch await reply(to: .finish) {
    case .success(.finished(calls)):
      let meddled = talk.hasMoreToSay
      talk.keepAllPrinted()
      talk.end()
      return meddled ? .meddled : nil
    case .success: return over(.meddled)
    case .failure(let trouble): return trouble
    }
  }

  private func reply(to request: StudentRequest) async -> Result<StudentReply, StudentTrouble> {
    let clock = SuspendingClock()
    let sent = clock.now
    let received = await talk.exchange(
      request.record, within: max(0, limits.patience - waited))
    waited += sent.duration(to: clock.now) / .seconds(1)
    switch received {
    case .record(let record):
      guard let reply = try? StudentReply(record: record) else { return .failure(over(.meddled)) }
      return .success(reply)
    case .garbled: return .failure(over(.gaveTooMuch))
    case .flooded: return .failure(over(.printedTooMuch))
    case .late: return .failure(over(.waited(seconds: limits.patience)))
    case .closed: return .failure(await whyClosed())
    }
  }

  private func over(_ trouble: StudentTrouble) -> StudentTrouble {
    talk.end()
    return trouble
  }

  /// Why the program's end of the socket is closed: how it has ended.
  private func whyClosed() async -> StudentTrouble {
    // One that only closed the socket doesn't end by itself.
    let deadline = Task { [talk] in
      try await Task.sleep(for: .seconds(2), clock: .suspending)
      talk.end()
    }
    let ending = await talk.ending()
    deadline.cancel()
    talk.keepAllPrinted()
    talk.end()
    let report = CrashReport(errorOutput: talk.errors.text)
    if let crash = report.crash(in: source) {
      return crash.isOutOfMemory
        ? .outOfMemory(bytes: limits.memory)
        : .crashed(reason: String(crash.reason.prefix(500)), line: crash.line)
    }
    switch ending {
    case .signaled(let signal): return trouble(signal: signal)
    // What runs a program for us ends as a shell would: with 128 and the signal.
    case .exited(let code) where code > 128: return trouble(signal: code - 128)
    case .exited(let code): return .ended(code: code)
    case nil: return .crashed(reason: "it is not known how", line: nil)
    }
  }

  private func trouble(signal: Int32) -> StudentTrouble {
    switch signal {
    case SIGXCPU: return .ranTooLong(seconds: limits.seconds)
    case SIGXFSZ: return .wroteTooMuch(bytes: limits.fileSize)
    case SIGKILL where start.duration(to: .now) > .seconds(limits.seconds):
      // It didn't listen to the first word.
      return .ranTooLong(seconds: limits.seconds)
    default: return .crashed(reason: CrashReport.words(forSignal: signal), line: nil)
    }
  }
}

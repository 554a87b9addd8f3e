import Foundation
import Subprocess

#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  import Darwin
#endif
#if canImport(SystemPackage)
  import SystemPackage
#else
  import System
#endif

/// A program that the launcher has started in a session of its own, with what connects us to it: a socket,
/// which the program has as descriptor 3, and the ends of what it prints.
package final class LaunchedProgram: Sendable {
  /// What the program finds in its environment.
  package enum Environment: Sendable {
    /// What we find in ours, and these.
    case inherited(adding: [String: String])
    /// These, and nothing of ours.
    case only([String: String])
  }

  /// Our end of the socket; reading from it never waits.
  package let socket: Int32
  /// What it prints.
  package let output: PipeEnd
  /// What it prints on standard error.
  package let errors: PipeEnd
  /// Its processes.
  let family: ProgramFamily
  private let status: Task<TerminationStatus, any Error>

  private init(
    socket: Int32, output: Int32, errors: Int32, family: ProgramFamily,
    status: Task<TerminationStatus, any Error>
  ) {
    self.socket = socket
    self.output = PipeEnd(output)
    self.errors = PipeEnd(errors)
    self.family = family
    self.status = status
  }

  deinit {
    end()
    for descriptor in [socket, output.descriptor, errors.descriptor] { close(descriptor) }
  }

  /// Has the launcher start a program.
  ///
  /// - Parameters:
  ///   - launcher: the launcher's path.
  ///   - arguments: its options, and the program behind `--`.
  ///   - environment: what the program finds in its environment.
  ///   - workingFolder: where it runs.
  /// - Throws: the system's error, if it can't be started.
  package static func start(
    _ launcher: String, arguments: [String], environment: Environment, workingFolder: String
  ) async throws -> LaunchedProgram {
    let talk = try pair { socketpair(AF_UNIX, streamSocket, 0, $0) }
    let output = try pair { pipe($0) }
    let errors = try pair { pipe($0) }
    for descriptor in [talk.ours, output.ours, errors.ours] {
      _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
      _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    }
    var options = PlatformOptions()
    options.createSession = true
    let mark = UUID().uuidString
    let (started, whenStarted) = AsyncStream.makeStream(of: pid_t.self)
    let status = Task { [options] in
      defer { whenStarted.finish() }
      return try await run(
        .path(FilePath(launcher)), arguments: Arguments(arguments),
        environment: environment.with(ProgramFamily.variable, mark),
        workingDirectory: FilePath(workingFolder), platformOptions: options,
        input: .fileDescriptor(
          FileDescriptor(rawValue: talk.theirs), closeAfterSpawningProcess: true),
        output: .fileDescriptor(
          FileDescriptor(rawValue: output.theirs), closeAfterSpawningProcess: true),
        error: .fileDescriptor(
          FileDescriptor(rawValue: errors.theirs), closeAfterSpawningProcess: true)
      ) { execution in
        whenStarted.yield(execution.processIdentifier.value)
      }.terminationStatus
    }
    guard let leader = await started.first(where: { _ in true }) else {
      for descriptor in [talk.ours, output.ours, errors.ours] { close(descriptor) }
      _ = try await status.value
      throw ToolchainError.broken("the program could not be started")
    }
    let family = ProgramFamily(leader: leader, mark: mark)
    RunningPrograms.add(family)
    return LaunchedProgram(
      socket: talk.ours, output: output.ours, errors: errors.ours, family: family, status: status)
  }

  #if canImport(Glibc)
    private static let streamSocket = Int32(SOCK_STREAM.rawValue)
    private static let noSignal = Int32(MSG_NOSIGNAL)
  #else
    private static let streamSocket = SOCK_STREAM
    private static let noSignal: Int32 = 0
  #endif

  private static func pair(
    _ make: (UnsafeMutablePointer<Int32>) -> Int32
  ) throws -> (ours: Int32, theirs: Int32) {
    var ends: [Int32] = [0, 0]
    guard make(&ends) == 0 else {
      throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
    }
    return (ends[0], ends[1])
  }

  /// What to wait on for news: the socket, and what isn't at its end of the two outputs.
  package var openDescriptors: [Int32] { [socket, output.openDescriptor, errors.openDescriptor] }

  /// Puts as many of these bytes into the socket as there is room for.
  ///
  /// - Returns: how many; less than 0 if there is no room, or nobody at the other end.
  package func send(_ bytes: some Collection<UInt8>) -> Int {
    Array(bytes).withUnsafeBytes { systemSend(socket, $0.baseAddress, $0.count, Self.noSignal) }
  }

  /// Ends the program and all that it started, at once.
  package func end() { RunningPrograms.end(family) }

  /// How a program has ended.
  package enum Ending: Sendable, Equatable {
    /// By itself, with this exit code.
    case exited(Int32)
    /// By this signal.
    case signaled(Int32)
  }

  /// How the program ended; waits until it has. Nil if that can't be found out.
  package func ending() async -> Ending? {
    switch try? await status.value {
    case .exited(let code): .exited(code)
    case .signaled(let signal): .signaled(signal)
    case nil: nil
    }
  }
}

/// The system's function, under a name that ours doesn't hide.
private let systemSend: @Sendable (Int32, UnsafeRawPointer?, Int, Int32) -> Int = {
  send($0, $1, $2, $3)
}

extension LaunchedProgram.Environment {
  fileprivate func with(_ name: String, _ value: String) -> Subprocess.Environment {
    func keyed<Value>(
      _ values: [String: String], _ wrap: (String) -> Value
    ) -> [Subprocess.Environment.Key: Value] {
      Dictionary(
        uniqueKeysWithValues: values.map { (.init(stringLiteral: $0), wrap($1)) })
    }
    return switch self {
    case .inherited(var values):
      .inherit.updating(
        keyed(
          {
            values[name] = value; return values
          }(), Optional.init))
    case .only(var values):
      .custom(
        keyed(
          {
            values[name] = value; return values
          }(), \.self))
    }
  }
}

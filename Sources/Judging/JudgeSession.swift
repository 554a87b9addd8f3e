import Exchange

#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  import Darwin
#endif

/// What a judge has declared, and its talk with the runner.
final class JudgeSession {
  /// A judge is one program that does one thing at a time.
  nonisolated(unsafe) static let shared = JudgeSession()

  private typealias Body = (_ seed: UInt64) throws -> Void

  private var functions: [FunctionDescription] = []
  private var tests: [(description: TestDescription, body: Body)] = []
  private let runner = Channel.fromRunner

  func add(_ function: FunctionDescription) -> Int {
    functions.append(function)
    return functions.count - 1
  }

  func add(_ test: TestDescription, body: @escaping (_ seed: UInt64) throws -> Void) {
    tests.append((test, body))
  }

  /// Has the runner call one of the student's functions.
  func call(_ function: Int, _ arguments: [UInt8]) throws -> CallOutcome {
    runner.send(JudgeMessage.call(function: function, arguments: arguments).record)
    guard let record = runner.receive() else { exit(2) }
    return try CallOutcome(record: record)
  }

  /// Does what the runner asks, until it asks nothing more.
  func serve() -> Never {
    setvbuf(stdout, nil, _IOLBF, 0)
    while let record = runner.receive(), let request = try? JudgeRequest(record: record) {
      switch request {
      case .describe:
        runner.send(JudgeMessage.description(functions, tests.map(\.description)).record)
      case .run(let test, let seed):
        guard tests.indices ~= test else { exit(2) }
        runner.send(verdict(test, seed: seed).shortened.record)
      }
    }
    exit(0)
  }

  private func verdict(_ test: Int, seed: UInt64) -> JudgeMessage {
    do {
      try tests[test].body(seed)
      return .verdict(passed: true, feedback: "", workedOut: "")
    } catch let failure as TestFailure {
      return .verdict(
        passed: false, feedback: failure.words, workedOut: failure.workedOut)
    } catch let gone as StudentIsGone {
      return .verdict(
        passed: false, feedback: gone.given.isEmpty ? "" : "It was given \(gone.given).",
        workedOut: "")
    } catch {
      return .verdict(passed: false, feedback: "\(error)", workedOut: "")
    }
  }
}

extension JudgeMessage {
  /// The most characters that a student reads of one test.
  private static let mostCharacters = 20_000

  /// A verdict with no more words than anybody reads.
  fileprivate var shortened: JudgeMessage {
    guard case .verdict(let passed, let feedback, let workedOut) = self else { return self }
    return .verdict(
      passed: passed, feedback: String(feedback.prefix(Self.mostCharacters)),
      workedOut: String(workedOut.prefix(Self.mostCharacters)))
  }
}

/// Does what the runner asks of this judge. Loupe puts the call at the end of each judge.
public func serveRunner() -> Never { JudgeSession.shared.serve() }

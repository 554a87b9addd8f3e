import Foundation
import Synchronization
import Testing

/// Makes tests that start programs wait for each other.
///
/// The testing library starts every test at once. Where each starts a compiler or a command, that is
/// sixty processes on two cores, and limits of time that no student ever reaches are passed: so only
/// twice as many run at once as there are cores, on threads that no other test keeps busy. A test's own time
/// limit counts from before it has its turn, and is long.
public struct TakingTurns: SuiteTrait, TestTrait, TestScoping {
  /// A suite's tests wait, each for itself, and not the suite.
  public let isRecursive = true

  /// Whether the suite around this one has taken the turn.
  @TaskLocal private static var hasTurn = false

  private static let count = 2 * ProcessInfo.processInfo.activeProcessorCount
  private static let turns = Turns(count)
  private static let threads = OwnThreads(count)

  public func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    guard testCase != nil, !Self.hasTurn else { return try await function() }
    await Self.turns.take()
    defer { Self.turns.giveBack() }
    try await withTaskExecutorPreference(Self.threads) {
      try await Self.$hasTurn.withValue(true) { try await function() }
    }
  }
}

extension Trait where Self == TakingTurns {
  /// This suite's tests start programs, and wait for their turn.
  public static var takingTurns: Self { TakingTurns() }
}

/// A number of turns, and those who wait for one, in the order in which they came.
private final class Turns: Sendable {
  private struct State {
    var left: Int
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  private let state: Mutex<State>

  init(_ count: Int) { state = Mutex(State(left: count)) }

  func take() async {
    await withCheckedContinuation { continuation in
      let isFree = state.withLock { state in
        if state.left == 0 {
          state.waiting.append(continuation)
          return false
        }
        state.left -= 1
        return true
      }
      if isFree { continuation.resume() }
    }
  }

  func giveBack() {
    let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
      if state.waiting.isEmpty {
        state.left += 1
        return nil
      }
      return state.waiting.removeFirst()
    }
    next?.resume()
  }
}

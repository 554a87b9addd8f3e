import Synchronization

/// Counts up from a random number: two graders on one machine seldom count the same.
final class Turn: Sendable {
  private let number = Mutex(Int.random(in: 0..<1000))

  /// The next number.
  func next() -> Int {
    number.withLock { number in
      number += 1
      return number
    }
  }
}

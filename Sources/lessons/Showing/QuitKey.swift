import Foundation
import Synchronization
import Terminals

#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  import Darwin
#endif

/// Takes note of the key q while other work goes on. Other keys do nothing, and none is shown.
final class QuitKey: Sendable {
  private let isNoted = Atomic(false)

  /// Whether q has been pressed, or Ctrl-D.
  var isPressed: Bool { isNoted.load(ordering: .acquiring) }

  /// Begins to read keys; nil where there are none, because standard input is no terminal or we are in the
  /// background, where asking for keys would stop us.
  init?() {
    guard isTerminal(0), tcgetpgrp(0) == getpgrp() else { return nil }
    Thread.detachNewThread { [self] in
      guard var keys = KeyReader(fileDescriptor: 0) else { return }
      while let key = keys.next(), key != .character("q") {}
      isNoted.store(true, ordering: .releasing)
    }
  }
}

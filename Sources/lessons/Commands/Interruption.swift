import Dispatch
import LessonEngine
import Synchronization
import Terminals

#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  import Darwin
#endif

/// Sees to it that Ctrl-C, and being told to end, leaves no lesson's program running and the
/// terminal as it was.
///
/// A key that is held down interrupts many times, and the clean-up goes on; but where it takes longer than a
/// second, the next Ctrl-C ends the process at once.
func endCleanlyWhenInterrupted() {
  for (number, status) in [
    (SIGINT, ExitStatus.interrupted.rawValue), (SIGTERM, 128 + SIGTERM), (SIGHUP, 128 + SIGHUP),
  ] {
    signal(number, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
    source.setEventHandler {
      if GracefulStop.takes() { return }
      if firstInterruption.withLock({ $0.isFirst }) {
        let terminalIsLeft = DispatchSemaphore(value: 0)
        DispatchQueue.global().async {
          RunningPrograms.endAll()
          ScratchFolder.removeAll()
          // A terminal that is held by Ctrl-S takes nothing.
          _ = terminalIsLeft.wait(timeout: .now() + .seconds(1))
          _exit(status)
        }
        leaveTerminal()
        terminalIsLeft.signal()
      } else if firstInterruption.withLock({ $0.wasLongAgo }) {
        _exit(status)
      }
    }
    source.resume()
    signalSources.append(source)
  }
}

/// What a first Ctrl-C means to a command that has something to save: it stops by itself, and the next one ends
/// the process.
enum GracefulStop {
  private static let state = Mutex((isOffered: false, isWanted: false))

  /// From now on the command looks at `isWanted`.
  static func offer() { state.withLock { $0.isOffered = true } }

  /// The command has stopped, or is through: Ctrl-C ends the process again.
  static func withdraw() { state.withLock { $0.isOffered = false } }

  /// Whether somebody has asked for it.
  static var isWanted: Bool { state.withLock { $0.isWanted } }

  /// Whether an interruption is the first one, for the command to heed.
  fileprivate static func takes() -> Bool {
    state.withLock { state in
      guard state.isOffered, !state.isWanted else { return false }
      state.isWanted = true
      return true
    }
  }
}

/// Leaves the terminal as it was, with nothing of ours at its end.
private func leaveTerminal() {
  // While keys are read the terminal doesn't show the ^C itself, and what is taken away takes it along.
  let showsKeys = !KeyReader.holdsTerminal
  KeyReader.restoreNow()
  if !PassingLine.end(), showsKeys, isTerminal(2) { _ = write(2, "\n", 1) }
}

/// When the process was told to end for the first time.
private struct FirstInterruption {
  private var time: ContinuousClock.Instant?

  /// Whether there has been none before. From then on there has.
  var isFirst: Bool {
    mutating get {
      defer { time = time ?? .now }
      return time == nil
    }
  }

  var wasLongAgo: Bool { time.map { $0.duration(to: .now) > .seconds(1) } ?? false }
}

private let firstInterruption = Mutex(FirstInterruption())

/// Keeps them alive; written once, at the start.
private nonisolated(unsafe) var signalSources: [any DispatchSourceSignal] = []

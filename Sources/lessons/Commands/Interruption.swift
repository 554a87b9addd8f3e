import Dispatch
import LessonEngine
import Terminals

#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  import Darwin
#endif

/// Sees to it that Ctrl-C, and being told to end, leaves no lesson's program running and the
/// terminal as it was.
func endCleanlyWhenInterrupted() {
  for (number, status) in [
    (SIGINT, ExitStatus.interrupted.rawValue), (SIGTERM, 128 + SIGTERM), (SIGHUP, 128 + SIGHUP),
  ] {
    signal(number, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
    source.setEventHandler {
      RunningPrograms.endAll()
      ScratchFolder.removeAll()
      KeyReader.restoreNow()
      if isTerminal(2) { _ = write(2, "\n", 1) }
      _exit(status)
    }
    source.resume()
    signalSources.append(source)
  }
}

/// Keeps them alive; written once, at the start.
private nonisolated(unsafe) var signalSources: [any DispatchSourceSignal] = []

import Dispatch
import Terminals

#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  import Darwin
#endif

/// Sees to it that Ctrl-Z leaves the terminal to the shell as it was, and that `fg` brings back what stood
/// at its end.
func stopCleanlyWhenSuspended() {
  let handlers: [(Int32, @Sendable () -> Void)] = [(SIGTSTP, suspend), (SIGCONT, goOn)]
  for (number, handler) in handlers {
    signal(number, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: number, queue: suspensions)
    source.setEventHandler(handler: handler)
    source.resume()
    signalSources.append(source)
  }
}

/// One after the other, so that what goes on again has been stopped before.
private let suspensions = DispatchQueue(label: "suspensions")

/// Keeps them alive; written once, at the start.
private nonisolated(unsafe) var signalSources: [any DispatchSourceSignal] = []

@Sendable private func suspend() {
  PassingLine.hide()
  KeyReader.pause()
  // Not SIGSTOP: where no shell is there to let the process go on, this one does nothing.
  signal(SIGTSTP, SIG_DFL)
  setBlocking(SIGTSTP, SIG_UNBLOCK)
  pthread_kill(pthread_self(), SIGTSTP)
  // Here it goes on.
  setBlocking(SIGTSTP, SIG_BLOCK)
  signal(SIGTSTP, SIG_IGN)
  goOn()
}

@Sendable private func goOn() {
  if KeyReader.goOn() { PassingLine.showAgain() }
}

private func setBlocking(_ number: Int32, _ how: Int32) {
  var signals = sigset_t()
  sigemptyset(&signals)
  sigaddset(&signals, number)
  pthread_sigmask(how, &signals, nil)
}

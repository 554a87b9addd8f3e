#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Asks the terminal itself what it has.
enum TerminalQuestion {
  /// Sends the question and waits for the answer. A `KeyReader` holds the terminal meanwhile: it
  /// gives the settings back on every way out. Keys that are pressed meanwhile are kept for the next
  /// reader.
  ///
  /// Nothing is asked where keys were pressed before: they may be meant for the shell, or for a
  /// reader later, and what is taken can't be put back into the terminal.
  ///
  /// - Returns: nil if the terminal gave no answer within `milliseconds`.
  static func ask(input: Int32, output: Int32, within milliseconds: Int = 250) -> TerminalAnswer? {
    guard let keys = KeyReader(fileDescriptor: input) else { return nil }
    defer { withExtendedLifetime(keys) {} }
    guard !isReady(input, within: 0), send(TerminalAnswer.question, to: output) else { return nil }
    let clock = ContinuousClock()
    let end = clock.now + .milliseconds(milliseconds)
    var bytes: [UInt8] = []
    var answer = TerminalAnswer(bytes)
    while !answer.isComplete, clock.now < end {
      let left = (end - clock.now) / .milliseconds(1)
      guard isReady(input, within: Int32(left.rounded(.up))) else { continue }
      guard let more = readSome(input) else { break }
      bytes += more
      answer = TerminalAnswer(bytes)
    }
    KeyReader.putBack(answer.otherBytes)
    return answer.isComplete ? answer : nil
  }

  /// Whether the process may ask: both descriptors are the same terminal, and the process is in its
  /// foreground. One in the background would be stopped for changing the terminal's settings.
  static func isPossible(input: Int32, output: Int32) -> Bool {
    var (first, second) = (stat(), stat())
    return isTerminal(input) && isTerminal(output) && fstat(input, &first) == 0
      && fstat(output, &second) == 0 && first.st_rdev == second.st_rdev
      && tcgetpgrp(input) == getpgrp()
  }

  private static func isReady(_ descriptor: Int32, within milliseconds: Int32) -> Bool {
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&request, 1, milliseconds) > 0
  }

  private static func send(_ text: String, to descriptor: Int32) -> Bool {
    let bytes = Array(text.utf8)
    return write(descriptor, bytes, bytes.count) == bytes.count
  }

  /// nil at the end of the input.
  private static func readSome(_ descriptor: Int32) -> [UInt8]? {
    let bytes = [UInt8](unsafeUninitializedCapacity: 256) { buffer, count in
      count = max(0, read(descriptor, buffer.baseAddress, 256))
    }
    return bytes.isEmpty ? nil : bytes
  }
}

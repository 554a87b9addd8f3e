import Exchange
import Foundation
import LessonEngine

#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  import Darwin
#endif

/// A program with which records go to and fro, and of which we keep what it prints.
///
/// It may send what it likes: what is no record, too much, or too late ends the talk.
final class TalkingProgram: @unchecked Sendable {
  /// What came.
  enum Received {
    case record([UInt8])
    /// The program has closed its end of the socket: it has ended, or is about to.
    case closed
    /// It announced a record longer than any.
    case garbled
    /// Nothing, for as long as was waited.
    case late
    /// It has printed more than it may.
    case flooded
  }

  private let program: LaunchedProgram
  private let mostPrinted = Sandbox.Limits.output
  private var received: [UInt8] = []
  private var printedBytes = 0
  /// The beginning of what it printed.
  private(set) var output = Beginning(of: 20_000)
  /// The end of what it printed on standard error, where a crash is told.
  private(set) var errors = Ending(of: 200_000)

  init(_ program: LaunchedProgram) { self.program = program }

  /// Ends the program and all that it started.
  func end() { program.end() }

  /// How the program ended; waits until it has.
  func ending() async -> LaunchedProgram.Ending? { await program.ending() }

  /// Sends a record and waits for one.
  ///
  /// - Parameters:
  ///   - record: what is sent; nothing if it is nil.
  ///   - seconds: how long to wait.
  func exchange(_ record: [UInt8]?, within seconds: Double) async -> Received {
    // A thread of its own: those of a queue may all be waiting for other programs.
    await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        continuation.resume(returning: self.exchangeNow(record, seconds))
      }
    }
  }

  private func exchangeNow(_ record: [UInt8]?, _ seconds: Double) -> Received {
    // It stands still while the machine sleeps, and nobody can set it.
    let clock = SuspendingClock()
    let deadline = clock.now + .seconds(seconds)
    var unsent = record.map(Frame.around)?[...] ?? []
    while true {
      let left = clock.now.duration(to: deadline) / .seconds(1)
      guard left > 0 else { return .late }
      var watched = program.openDescriptors.map {
        pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
      }
      if !unsent.isEmpty { watched[0].events |= Int16(POLLOUT) }
      _ = poll(&watched, nfds_t(watched.count), Int32(min(left, 60) * 1000 + 1))
      keepPrinted()
      if printedBytes > mostPrinted { return .flooded }
      if !unsent.isEmpty {
        let count = program.send(unsent.prefix(1 << 16))
        if count > 0 { unsent = unsent.dropFirst(count) }
      }
      if let result = receive() { return result }
    }
  }

  /// What has come by now; nil as long as that isn't a whole record.
  private func receive() -> Received? {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      if let length = Frame.length(received) {
        guard length <= Frame.mostBytes else { return .garbled }
        if received.count >= 4 + length {
          defer { received.removeFirst(4 + length) }
          return .record(Array(received[4..<4 + length]))
        }
      }
      let count = read(program.socket, &buffer, buffer.count)
      if count < 0 && errno == EINTR { continue }
      if count < 0 && errno == EAGAIN { return nil }
      guard count > 0 else { return .closed }
      received += buffer[..<count]
    }
  }

  /// Whether the program has sent anything that nobody asked for.
  var hasMoreToSay: Bool {
    switch receive() {
    case .record, .garbled: true
    case .closed, .late, .flooded, nil: !received.isEmpty
    }
  }

  private func keepPrinted() {
    program.output.read(atMost: mostPrinted) { bytes in
      printedBytes += bytes.count
      output.add(bytes)
    }
    program.errors.read(atMost: mostPrinted) { bytes in
      printedBytes += bytes.count
      errors.add(bytes)
    }
  }

  /// Reads what is left after the program has ended. Another that it started may hold the pipes open, so
  /// after half a second that is that.
  func keepAllPrinted() {
    for _ in 0..<50 where !(program.output.isAtEnd && program.errors.isAtEnd) {
      keepPrinted()
      if printedBytes > mostPrinted { break }
      usleep(10_000)
    }
  }
}

/// As much as is kept of what a program prints, from its beginning.
struct Beginning {
  private let most: Int
  private var bytes: [UInt8] = []
  /// Whether there was more.
  private(set) var isCut = false

  init(of most: Int) { self.most = most }

  mutating func add(_ more: ArraySlice<UInt8>) {
    let kept = more.prefix(most - bytes.count)
    bytes += kept
    if kept.count < more.count { isCut = true }
  }

  /// It as text, whatever bytes were printed.
  var text: String { String(decoding: bytes, as: UTF8.self) }
}

/// As much as is kept of what a program prints, up to its end.
struct Ending {
  private let most: Int
  private var bytes: [UInt8] = []

  init(of most: Int) { self.most = most }

  mutating func add(_ more: ArraySlice<UInt8>) {
    bytes += more
    if bytes.count > 2 * most { bytes.removeFirst(bytes.count - most) }
  }

  /// It as text, whatever bytes were printed.
  var text: String { String(decoding: bytes.suffix(most), as: UTF8.self) }
}

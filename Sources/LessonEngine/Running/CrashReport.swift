import Foundation

#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  import Darwin
#endif

/// What Swift's backtracer wrote when a program crashed.
package struct CrashReport {
  private let report: Report?
  private let errorOutput: String

  /// That in a file, of a program with these words on its standard error.
  init(file: String, errorOutput: String) {
    report = (try? Data(contentsOf: URL(fileURLWithPath: file))).flatMap {
      try? JSONDecoder().decode(Report.self, from: $0)
    }
    self.errorOutput = errorOutput
  }

  /// That on the standard error of a program, behind its own words.
  package init(errorOutput: String) {
    report = errorOutput.ranges(of: "{ \"timestamp\"").last.flatMap { start in
      let text = errorOutput[start.lowerBound...].prefix { $0 != "\n" }
      return try? JSONDecoder().decode(Report.self, from: Data(text.utf8))
    }
    self.errorOutput = errorOutput
  }

  /// What to put into the program's environment so that a crash is reported into this file.
  static func environment(file: String) -> [String: String] {
    [
      "SWIFT_BACKTRACE":
        "enable=yes,format=json,output-to=\(file),interactive=no,color=no,threads=crashed,"
        + "images=none,registers=none,limit=64"
    ]
  }

  private struct Report: Decodable {
    struct Thread: Decodable {
      let crashed: Bool?
      let registers: [String: String]?
      let frames: [Frame]
    }
    struct Frame: Decodable {
      /// "programCounter", "returnAddress", or "truncated" where frames are left out.
      let kind: String?
      let sourceLocation: Location?
    }
    struct Location: Decodable {
      let file: String
      let line: Int
      let column: Int
    }
    let description: String?
    let faultAddress: String?
    let threads: [Thread]

    /// The thread that crashed.
    var thread: Thread? { threads.first { $0.crashed ?? false } }

    /// Whether the stack was full: what couldn't be written lies at the stack's end, a page or so from
    /// where the stack pointer is.
    var isStackFull: Bool {
      guard let fault = faultAddress.flatMap(address), let registers = thread?.registers,
        let stack = (registers["rsp"] ?? registers["sp"]).flatMap(address)
      else { return false }
      return fault.magnitudeOfDifference(from: stack) < 65_536
    }

    private func address(_ text: String) -> UInt64? { UInt64(text.dropFirst(2), radix: 16) }
  }

  /// The crash, with the innermost place that lies in this file. Nil if the program says of none.
  ///
  /// - Parameter source: the file as it was compiled.
  package func crash(in source: String) -> Crash? {
    guard let reason = Self.reason(in: errorOutput) ?? stackWords ?? report?.description else {
      return nil
    }
    let frames = report?.thread?.frames ?? []
    // What the compiler has made up, such as the end of a `+=`, is in line 0.
    let place = frames.lazy.compactMap(\.sourceLocation)
      .first { $0.file == source && $0.line > 0 }
    return Crash(
      reason: reason, line: place?.line, column: place.flatMap { $0.column > 0 ? $0.column : nil })
  }

  /// The crash of a program that a signal has ended, whether it says so or not.
  func crash(in source: String, signal: Int32) -> Crash {
    crash(in: source)
      ?? Crash(reason: Self.words(forSignal: signal), line: nil, column: nil)
  }

  /// More frames than these don't fit a stack by chance.
  private static let manyFrames = 60

  private var stackWords: String? {
    guard let report, report.isStackFull else { return nil }
    return report.thread.map(\.frames.count) ?? 0 >= Self.manyFrames
      ? "its stack is full: a function in it calls itself without end"
      : "its stack is full"
  }

  /// A signal that isn't a crash has come from the program itself or from outside.
  package static func words(forSignal signal: Int32) -> String {
    switch signal {
    case SIGKILL:
      "signal 9 (SIGKILL) ended it, which the system also sends when the machine's memory runs out"
    case SIGTERM: "signal 15 (SIGTERM) ended it"
    case SIGINT: "signal 2 (SIGINT) ended it"
    case SIGABRT: "signal 6 (SIGABRT) ended it"
    case SIGSEGV: "signal 11 (SIGSEGV) ended it"
    default: "signal \(signal) ended it"
    }
  }

  /// "Fatal error: …" without the file that Swift puts before it: a trap inside the standard library
  /// names the library's own source, where there is nothing to see.
  private static func reason(in errorOutput: String) -> String? {
    errorOutput.split(separator: "\n").lazy
      .compactMap { $0.firstMatch(of: /Fatal error.*/)?.output }.first.map(String.init)
  }

  /// The program's own words on standard error: not the backtracer's, and not the line of the error
  /// that is told with the crash.
  static func ownWords(_ errorOutput: String) -> String {
    errorOutput.split(separator: "\n", omittingEmptySubsequences: false)
      .filter {
        !$0.hasPrefix("*** Signal") && !$0.hasPrefix("*** Program crashed")
          && !$0.hasPrefix("swift-runtime: ") && !$0.contains(": Fatal error")
      }
      .joined(separator: "\n").trimmingCharacters(in: .newlines)
  }
}

extension Crash {
  /// Whether Swift says that it got no memory.
  package var isOutOfMemory: Bool { reason.hasPrefix("Fatal error: failed to allocate") }
}

extension UInt64 {
  fileprivate func magnitudeOfDifference(from other: UInt64) -> UInt64 {
    self > other ? self - other : other - self
  }
}

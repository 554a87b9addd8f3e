import Foundation

/// What Swift's backtracer wrote when a program crashed.
enum CrashReport {
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
      let frames: [Frame]
    }
    struct Frame: Decodable {
      let sourceLocation: Location?
    }
    struct Location: Decodable {
      let file: String
      let line: Int
      let column: Int
    }
    let description: String?
    let threads: [Thread]
  }

  /// The crash of a lesson's program: why, from what it printed last or else from the signal, and
  /// the innermost place that lies in the lesson.
  static func read(file: String, errorOutput: String, signal: Int32) -> Crash {
    let report = (try? Data(contentsOf: URL(fileURLWithPath: file))).flatMap {
      try? JSONDecoder().decode(Report.self, from: $0)
    }
    let frames = report?.threads.first { $0.crashed ?? false }?.frames ?? []
    let place = frames.lazy.compactMap(\.sourceLocation).first { $0.file == ProgramText.path }
    return Crash(
      reason: reason(in: errorOutput) ?? report?.description ?? "signal \(signal)",
      line: place?.line, column: place?.column)
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
          && !$0.contains(": Fatal error")
      }
      .joined(separator: "\n").trimmingCharacters(in: .newlines)
  }
}

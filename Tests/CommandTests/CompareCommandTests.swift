import Comparisons
import FastKernels
import Foundation
import TestSupport
import Testing

@testable import lessons

/// What `lessons compare` prints and how it ends. How long anything takes is no test's business.
@Suite("The compare command", .takingTurns)
struct CompareCommandTests {
  /// A convolution that takes no time.
  private static let tiny = "compare --quick --input 1,2,6,6 --weight 3,2,3,3"

  private func lessons(
    _ arguments: String, environment: String = "", in course: TemporaryCourse
  ) async throws -> Command.Outcome {
    try await Command.shell("\(environment) \"$lessons\" \(arguments)", in: course)
  }

  @Test("a row of one's own has a line for each pass, and the numbers are within their bounds")
  func ownRow() async throws {
    try await TemporaryCourse.with([]) { course in
      let outcome = try await lessons(Self.tiny + " --padding 1", in: course)
      #expect(outcome.code == 0)
      #expect(outcome.errors == "")
      let lines = outcome.output.split(separator: "\n").map(String.init)
      let passes = lines.filter { $0.contains("µs") || $0.contains(" ms") }
      #expect(passes.map { $0.hasPrefix("own          forward ") } == [true, false, false, false])
      #expect(passes.map { $0.contains("by weight") } == [false, false, false, true])
      #expect(lines.contains { $0.hasPrefix("1×2×6×6      backward") })
      #expect(outcome.output.contains("numbers that were checked are within their bounds"))
      #expect(!outcome.output.contains("\u{1B}"))
    }
  }

  @Test("rows and operations are chosen by name, in any window", arguments: [60, 80, 120])
  func narrow(columns: Int) async throws {
    try await TemporaryCourse.with([]) { course in
      let outcome = try await lessons(
        "compare --quick seed-32x32x3 binaryCrossEntropyWithLogits conv3d",
        environment: "COLUMNS=\(columns)", in: course)
      #expect(outcome.code == 0)
      let lines = outcome.output.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.filter { $0.count > columns || $0.hasSuffix(" ") } == [])
      for words in ["seed-32x32x3", "binaryCrossEntropy", "WithLogits ", "conv3d", "fast"] {
        #expect(outcome.output.contains(words), "\(words)")
      }
      #expect(outcome.output.contains("bound err/bnd") == (columns == 120))
    }
  }

  @Test("colour is for terminals, and --color and NO_COLOR are heard")
  func color() async throws {
    try await TemporaryCourse.with([]) { course in
      let always = try await lessons(Self.tiny + " --color always", in: course)
      #expect(always.output.contains("\u{1B}[1m"))
      let json = try await lessons(Self.tiny + " --color always --json", in: course)
      #expect(!json.output.contains("\u{1B}"))
      let none = try await lessons(
        Self.tiny, environment: "FORCE_COLOR=1 NO_COLOR=1", in: course)
      #expect(!none.output.contains("\u{1B}"))
    }
  }

  private struct Report: Decodable {
    struct Row: Decodable {
      struct Line: Decodable {
        let pass: String
        let algorithm: String?
      }
      let name: String
      let measurements: [Line]
    }
    let agrees: Bool
    let convolutions: [Row]
    let operations: [Row]
  }

  @Test("machines get one JSON object and nothing else")
  func json() async throws {
    try await TemporaryCourse.with([]) { course in
      let outcome = try await lessons(Self.tiny + " relu seed-32x32x3 --json", in: course)
      #expect(outcome.code == 0)
      #expect(outcome.errors == "")
      let report = try JSONDecoder().decode(Report.self, from: Data(outcome.output.utf8))
      #expect(report.agrees)
      #expect(report.convolutions.map(\.name) == ["seed-32x32x3", "own"])
      #expect(report.operations.map(\.name) == ["relu"])
    }
  }

  @Test("--algorithm each has a line for every algorithm that can compute the row")
  func algorithms() async throws {
    try await TemporaryCourse.with([]) { course in
      let outcome = try await lessons(Self.tiny + " --algorithm each --json", in: course)
      let report = try JSONDecoder().decode(Report.self, from: Data(outcome.output.utf8))
      let row = try ConvolutionRow(name: "own", input: "1,2,6,6", weight: "3,2,3,3", words: [:])
      let all = Fast.Conv2dAlgorithm.allCases.filter { $0.supports(row.geometry) }
      #expect(report.convolutions[0].measurements.map(\.algorithm) == all.map(\.rawValue))
      #expect(report.convolutions[0].measurements.allSatisfy { $0.pass == "forward" })
      let one = try await lessons(Self.tiny + " --algorithm DIRECT --threads 1", in: course)
      #expect(one.code == 0)
      #expect(one.output.contains("On 1 thread this machine"))
      #expect(one.output.contains(" direct\n"))
    }
  }

  @Test(
    "what can't be understood is a fault of usage, with the rule",
    arguments: [
      ("vgg64", "did you mean 'vgg-64'?"), ("maxpool", "did you mean 'maxPool"),
      ("backpropagation", "The rows are: digits-5x5"),
      ("--algorithm winogard", "conv2d has no algorithm 'winogard'"),
      ("--input 1,1,5,5", "needs --input and --weight"),
      ("--padding 1", "needs --input and --weight"),
      ("--input 1,1,5,5 --weight 1,1,9,9", "conv2d of input [1, 1, 5, 5] with weight"),
      ("--input 1,1,5 --weight 1,1,3,3", "4 axes"),
      ("--input a,1,5,5 --weight 1,1,3,3", "the input must be whole numbers"),
      ("--input 1,1,5,5 --weight 1,1,3,3 --groups 2", "2 groups must divide"),
      ("--input 1,1,99999,99999 --weight 1,1,3,3", "numbers at most"),
      ("--threads 0", "from 1 to 256"), ("--peer tensorflow", "pytorch"),
    ])
  func usage(arguments: String, words: String) async throws {
    try await TemporaryCourse.with([]) { course in
      let outcome = try await lessons("compare \(arguments)", in: course)
      #expect(outcome.code == 64)
      #expect(outcome.output == "")
      // Messages are broken into lines to fit the width.
      let text = outcome.errors.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(text.contains(words), "\(text)")
      #expect(text.contains("Usage: lessons compare"))
    }
  }

  @Test("a number out of its bound is exit code 1, and all well is none")
  func outOfBound() async throws {
    let row = try ConvolutionRow(name: "own", input: "1,1,5,5", weight: "3,1,3,3", words: [:])
    let effort = Effort(seconds: 0, referenceMultiplyAdds: 1_000_000, pictures: 1)
    var report = ComparisonReport(
      limits: MachineLimits(
        threads: 1, multiplyAddsPerSecond: 1, copies: [.init(bytes: 1, bytesPerSecond: 1)]))
    report.convolutions = [try await ConvolutionComparer(effort: effort).compare(row)]
    #expect(ExitStatus(report) == nil)
    var calls = Conv2dCalls.fast
    calls.forward = { x, w, options in
      Fast.conv2d(x, weight: w, bias: nil, options: options).map { $0 + 0.001 }
    }
    report.convolutions.append(
      try await ConvolutionComparer(calls: calls, effort: effort).compare(row))
    #expect(ExitStatus(report) == .wrong)
  }

  // MARK: The peer

  /// Makes a Python that is a script of the shell, which answers as the peer's script does.
  private func fakePython(_ text: String, in course: TemporaryCourse) throws -> String {
    let path = "\(course.folder)/python"
    try Data(("#!/bin/sh\n" + text).utf8).write(to: URL(fileURLWithPath: path))
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    return path
  }

  private static let hello = "echo '{\"name\": \"Shell\", \"version\": \"7\", \"threads\": 2}'\n"

  /// One repetition of a second is what each question for times is answered with, and the contest asks
  /// for one at a time of what takes so long.
  private static let obedient =
    hello + """
      while read -r question; do
        case $question in
          *row*) echo '{"output": [1, 3, 4, 4]}' ;;
          *) echo '{"seconds": [1]}' ;;
        esac
      done
      """

  @Test("a peer's times stand beside ours, with the ratio and its mean", arguments: [80, 200])
  func peer(columns: Int) async throws {
    try await TemporaryCourse.with([]) { course in
      let python = try fakePython(Self.obedient, in: course)
      let outcome = try await lessons(
        Self.tiny + " --peer pytorch --python \(python)", environment: "COLUMNS=\(columns)",
        in: course)
      #expect(outcome.code == 0, "\(outcome.errors)")
      #expect(outcome.output.contains("Beside it runs Shell 7 on 2 threads."))
      #expect(outcome.output.ranges(of: " 1.00 s ").count == 2)
      let text = outcome.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(text.contains("Shell's time divided by ours, geometric mean of the rows: forward"))
      #expect(outcome.output.split(separator: "\n").allSatisfy { $0.count <= columns })
    }
  }

  @Test("without PyTorch it says how to get it", arguments: [true, false])
  func peerIsMissing(hasPython: Bool) async throws {
    try await TemporaryCourse.with([]) { course in
      let python =
        hasPython
        ? try fakePython("echo '{\"missing\": \"No module named torch\"}'", in: course)
        : "/nowhere/python"
      let outcome = try await lessons(
        Self.tiny + " --peer pytorch --python \(python)", in: course)
      #expect(outcome.code == 3)
      #expect(outcome.output == "")
      #expect(outcome.errors.contains("pip install torch"))
      #expect(outcome.errors.contains("No module named torch") == hasPython)
    }
  }

  @Test("a peer that ends is told with its last words")
  func peerEnds() async throws {
    try await TemporaryCourse.with([]) { course in
      let python = try fakePython(
        Self.hello + "read -r q\necho 'Illegal instruction' >&2\nexit 1\n", in: course)
      let outcome = try await lessons(
        Self.tiny + " --peer pytorch --python \(python)", in: course)
      #expect(outcome.code == 3)
      #expect(outcome.errors.contains("the peer has ended: Illegal instruction"))
    }
  }

  @Test("Ctrl-C ends it and the peer", .enabled(if: TerminalWindow.isAvailable))
  func interrupted() async throws {
    try await TemporaryCourse.with([]) { course in
      let python = try fakePython(Self.hello + "trap '' INT\ncat > /dev/null\n", in: course)
      try await TerminalWindow.with(
        Self.tiny + " --peer pytorch --python \(python)", in: course
      ) { window in
        try await window.waitForPassing("measuring own…")
        try await window.press("C-c")
        let text = try await window.wait(for: "exit code")
        #expect(text.contains("exit code 130"))
      }
      #expect(
        await RunningProcesses.left(mentioning: course.temporaryFolder, running: "cat").isEmpty)
    }
  }
}

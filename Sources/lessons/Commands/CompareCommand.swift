import ArgumentParser
import Comparisons
import Foundation
import LessonEngine
import Loupe
import Terminals

struct CompareCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Compare the reference with the fast kernels: error and speed.",
    usage: """
      lessons compare [--quick] [--threads N] [--json]
      lessons compare vgg-64 relu                 some rows or operations by name
      lessons compare --input 1,64,56,56 --weight 64,64,3,3 --padding 1
      lessons compare res-64 --algorithm each     the algorithms against each other
      lessons compare --peer pytorch              PyTorch in the same run
      lessons compare networks --peer pytorch     steps of networks: learning and answering
      """,
    discussion: """
      Times are medians of repetitions in this one process. A share of the limit is one of what the \
      machine can do at most, measured in the same run: a, multiply-adds in registers, or m, copying \
      as many bytes, whichever would take longer. The error is the fast one's largest, against the \
      same operation in Double, and err/bound its share of the bound that is derived for its place. \
      Of a large convolution the reference computes some channels, which are whole; a time with ~ \
      is theirs, multiplied.

      Of a network a step is timed: forward, loss, backward and optimiser of a batch, or forward alone. \
      The fast kernels must learn what the reference learns.

      With a peer both run in turn; the ratio is its time divided by ours. The exit code is 1 if any \
      number is out of its bound.
      """)

  enum PeerChoice: String, CaseIterable, ExpressibleByArgument {
    case pytorch
  }

  @Argument(
    help: """
      Rows, operations and networks; 'convolutions', 'operations' and 'networks' are all of a kind. \
      All, unless told.
      """, completion: .comparisons)
  var names: [String] = []

  @OptionGroup(title: "A convolution of your own") var ownRow: OwnRowOptions

  @Option(help: "An algorithm of conv2d, or 'each' for all that can compute a row.")
  var algorithm: String?

  @Option(help: "How many threads each operation uses; as many as pay, unless told.")
  var threads: Int?

  @Flag(help: "Fewer rows and less time for each: half a minute.")
  var quick = false

  @Flag(help: "For machines: one JSON object, times in seconds.")
  var json = false

  @Option(help: "Another framework to measure beside: pytorch.")
  var peer: PeerChoice?

  @Option(help: "The Python that has the other framework.", completion: .file())
  var python = "python3"

  @OptionGroup var color: ColorOption

  func validate() throws {
    if let threads, !(1...256).contains(threads) {
      throw ValidationError("--threads must be from 1 to 256, not \(threads).")
    }
    _ = try plan()
  }

  func run() async throws {
    let plan = try plan()
    let table = ComparisonTable(hasPeer: peer != nil, color: color.color)
    let watcher: any ComparisonWatcher = json ? SilentWatcher() : table
    do {
      let report = try await report(plan, watcher)
      if json { print(try report.json()) } else { table.end(report) }
      if let status = ExitStatus(report) { throw status.code }
    } catch let error as PeerError {
      throw ExitStatus.toolchain.saying(error.description)
    }
  }

  private func report(
    _ plan: ComparisonRun, _ watcher: any ComparisonWatcher
  ) async throws -> ComparisonReport {
    guard peer != nil else { return try await plan.report(watcher: watcher) }
    let starts = [FileManager.default.currentDirectoryPath, Bundle.main.executablePath ?? "."]
    guard let script = PeerScript.find(PeerScript.pyTorch, from: starts) else {
      throw ExitStatus.toolchain.saying(
        "there is no \(PeerScript.pyTorch) here or in a folder around this one. "
          + "Go to the package's folder and try again")
    }
    return try await Peer.with(
      python: python, script: script, threads: plan.threadsOrAll,
      starting: { load in try await Messages.working("starting PyTorch") { try await load() } },
      { peer in try await plan.report(beside: peer, watcher: watcher) })
  }

  /// What the options ask for; a mistake in them is one of usage.
  private func plan() throws -> ComparisonRun {
    var plan = ComparisonRun(
      try selection(), effort: quick ? .quick : .standard, threads: threads)
    if let algorithm {
      plan.algorithms = try OwnRowOptions.algorithms(algorithm)
      plan.selection.operations = []
      plan.selection.networks = []
    }
    return plan
  }

  private func selection() throws -> Selection {
    let own = try ownRow.row()
    guard names.isEmpty else {
      do {
        var named = try Selection(named: names)
        named.rows += own.map { [$0] } ?? []
        return named
      } catch {
        let hint = Spelling.nearest(to: error.name, among: Selection.words)
        throw ValidationError(
          "there is no row, operation or network '\(error.name)'"
            + (hint.map { "; did you mean '\($0)'?" }
              ?? ". The rows are: \(ConvolutionRow.standard.map(\.name).joined(separator: ", "))"))
      }
    }
    if let own { return Selection(rows: [own], operations: []) }
    var all = Selection.all(quick: quick)
    // The peer computes convolutions and networks.
    if peer != nil { all.operations = [] }
    return all
  }
}

/// Only shows what is being measured, for a report that is printed as a whole.
private struct SilentWatcher: ComparisonWatcher {
  func working<Value>(
    on name: String, isolation: isolated (any Actor)?, _ body: () async throws -> Value
  ) async rethrows -> Value {
    try await Messages.working("measuring \(name)", isolation: isolation, body)
  }

  func begin(_ report: ComparisonReport) {}
  func found(_ comparison: ConvolutionComparison, in report: ComparisonReport) {}
  func found(_ comparison: OperationComparison, in report: ComparisonReport) {}
  func found(_ comparison: NetworkComparison, in report: ComparisonReport) {}
}

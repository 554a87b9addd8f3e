import Comparisons
import FastKernels
import Foundation
import Loupe
import Terminals

/// Prints what a comparison finds, line by line, as it finds it.
struct ComparisonTable: ComparisonWatcher {
  private let style: TerminalStyle
  private let convolutionColumns: [ComparisonColumn]
  private let operationColumns: [ComparisonColumn]
  private let networkColumns: [NetworkColumn]
  private let width: Int

  init(hasPeer: Bool, color: ColorChoice) {
    let environment = ProcessInfo.processInfo.environment
    let isOnTerminal = isTerminal(1)
    style = color.style(isTerminal: isOnTerminal, environment: environment)
    // A file or a pipe has room for every column, unless someone says how much it has.
    width =
      isOnTerminal || environment["COLUMNS"] != nil
      ? TerminalSize(ofDescriptor: 1, environment: environment).columns : 200
    convolutionColumns = ComparisonColumn.fitting(
      ComparisonColumn.convolutions(hasPeer: hasPeer), into: width)
    operationColumns = ComparisonColumn.fitting(ComparisonColumn.operations, into: width)
    networkColumns = NetworkColumn.fitting(NetworkColumn.networks(hasPeer: hasPeer), into: width)
  }

  /// With a smaller share of the cores' time the times mean little.
  private static let steadyCoreShare = 0.9

  func working<Value>(
    on name: String, isolation: isolated (any Actor)?, _ body: () async throws -> Value
  ) async rethrows -> Value {
    try await Messages.working("measuring \(name)", isolation: isolation, body)
  }

  func begin(_ report: ComparisonReport) {
    let limits = report.limits
    let rates = limits.copies.map { $0.bytesPerSecond / 1e9 }
    say(
      "On \(count(limits.threads, "thread")) this machine does at most "
        + "\((2 * limits.multiplyAddsPerSecond / 1e9).fixed(decimals: 0)) GFLOP/s in registers, and "
        + "copies \((rates.last ?? 0).fixed(decimals: 0)) GB/s in memory, up to "
        + "\((rates.max() ?? 0).fixed(decimals: 0)) in a cache (bytes read and written).")
    if limits.coreShare < Self.steadyCoreShare {
      say(
        "Other work takes part of the cores: only "
          + "\((100 * limits.coreShare).fixed(decimals: 0))% of their time was left for this. The "
          + "times are longer than they need be, and unsteady.")
    }
    if let peer = report.peer {
      say("Beside it runs \(peer.name) \(peer.version) on \(count(peer.threads, "thread")).")
    }
  }

  func found(_ comparison: ConvolutionComparison, in report: ComparisonReport) {
    if report.convolutions.count == 1 { header(convolutionColumns) }
    var labels = comparison.row.labels
    for (pass, found) in comparison.measurements {
      let label = labels.isEmpty ? "" : labels.removeFirst()
      show(
        .init(label: label, pass: pass.words, found: found, limits: report.limits),
        in: convolutionColumns)
    }
    if comparison.measurements.isEmpty {
      print("\(comparison.row.name): this algorithm can't compute it")
    }
    if let reason = comparison.peerRefusal { print("\(comparison.row.name): \(reason)") }
    fflush(nil)
  }

  func found(_ comparison: OperationComparison, in report: ComparisonReport) {
    if report.operations.count == 1 { header(operationColumns) }
    var labels = Self.broken(comparison.name, width: operationColumns[0].width)
    for (pass, found) in comparison.measurements {
      let label = labels.isEmpty ? "" : labels.removeFirst()
      show(
        .init(label: label, pass: pass.rawValue, found: found, limits: report.limits),
        in: operationColumns)
    }
    fflush(nil)
  }

  func found(_ comparison: NetworkComparison, in report: ComparisonReport) {
    if report.networks.count == 1 { header(networkColumns) }
    var label = comparison.row.name
    for (pass, fast, peer) in comparison.steps {
      let line = NetworkLine(
        label: label, comparison: comparison, pass: pass, fast: fast, peer: peer)
      print(TableColumn.line(networkColumns.map { $0.text(line) }, in: networkColumns))
      label = ""
    }
    if let reason = comparison.peerRefusal { print("\(comparison.row.name): \(reason)") }
    if !comparison.agrees {
      let difference = comparison.difference.scientific(decimals: 1)
      print(
        style(
          "  OUT OF BOUND: it learns something else than the reference: the outputs differ by \(difference)",
          .red))
    }
    fflush(nil)
  }

  /// What is said under the tables.
  func end(_ report: ComparisonReport) {
    print()
    if let peer = report.peer, !report.convolutions.isEmpty { say(means(report, of: peer)) }
    let held = report.convolutions.compactMap { row in row.scratch.map { (row.row.name, $0) } }
    if let (name, scratch) = held.max(by: { $0.1.bytes < $1.1.bytes }) {
      let megabytes = (Double(scratch.bytes) / 1e6).fixed(decimals: 1)
      say(
        "Besides its tensors, no row held more than \(megabytes) MB at once: \(name), "
          + "\(scratch.pass.rawValue).")
    }
    let measurements =
      report.convolutions.flatMap(\.measurements).map(\.measurement)
      + report.operations.flatMap(\.measurements).map(\.measurement)
    let checked = measurements.reduce(0) { $0 + $1.verdict.checked }
    let all = measurements.reduce(0) { $0 + $1.verdict.count }
    let share = checked == all ? "" : " (of \(millions(all)) in all)"
    let wrong = measurements.filter { !$0.verdict.agrees }.count
    if measurements.isEmpty { return }
    if wrong == 0 {
      say("All \(millions(checked)) numbers that were checked\(share) are within their bounds.")
    } else {
      print(style("\(count(wrong, "line")) out of bound", [.bold, .red]))
    }
  }

  private func means(_ report: ComparisonReport, of peer: PeerIdentity) -> String {
    let means = [("forward", ConvolutionPass.forward), ("backward", .backward)]
      .compactMap { name, pass -> String? in
        guard let median = report.meanRatio(of: pass),
          let minimum = report.meanRatio(of: pass, by: { $0.minimum })
        else { return nil }
        return "\(name) \(median.fixed(decimals: 2)) by medians and "
          + "\(minimum.fixed(decimals: 2)) by the shortest times"
      }
    return means.isEmpty
      ? "\(peer.name) computed none of these."
      : "\(peer.name)'s time divided by ours, geometric mean of the rows: "
        + means.joined(separator: ", ") + "."
  }

  private func header<Line>(_ columns: [TableColumn<Line>]) {
    print()
    print(style(TableColumn.line(columns.map(\.title), in: columns), .bold))
  }

  private func show(_ line: MeasuredLine, in columns: [ComparisonColumn]) {
    let text = ComparisonColumn.line(columns.map { $0.text(line) }, in: columns)
    guard !line.found.verdict.agrees else { return print(text) }
    print(style(text, .red))
    for complaint in line.found.verdict.complaints {
      print(style("  OUT OF BOUND: \(complaint)", .red))
    }
  }

  /// Prints a sentence, broken into lines.
  private func say(_ sentence: String) {
    var line = ""
    for word in sentence.split(separator: " ") {
      if line.count + 1 + word.count > min(width, 88), !line.isEmpty {
        print(line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    print(line)
  }

  private func count(_ number: Int, _ word: String) -> String {
    "\(number) \(word)\(number == 1 ? "" : "s")"
  }

  private func millions(_ count: Int) -> String {
    count < 1_000_000 ? "\(count)" : "\((Double(count) / 1e6).fixed(decimals: 1)) million"
  }

  /// A name in two lines, if it is longer than one.
  private static func broken(_ name: String, width: Int) -> [String] {
    guard name.count > width,
      let place = name.indices.last(where: {
        name[$0].isUppercase && name.distance(from: name.startIndex, to: $0) <= width
      })
    else { return [name] }
    return [String(name[..<place]), String(name[place...])]
  }
}

extension ConvolutionPass {
  fileprivate var words: String {
    switch self {
    case .forward: "forward"
    case .backward: "backward"
    case .inputGradient: "by input"
    case .weightGradient: "by weight"
    }
  }
}

extension ConvolutionRow {
  /// Its name and its sizes, a line for each.
  fileprivate var labels: [String] {
    let (rows, columns) = (geometry.rows, geometry.columns)
    func pair(_ a: Int, _ b: Int) -> String { a == b ? "\(a)" : "\(a),\(b)" }
    let stride = pair(rows.stride, columns.stride)
    let padding = pair(rows.paddingBefore, columns.paddingBefore)
    var more: [String] = []
    if geometry.channels.groups > 1 { more.append("groups \(geometry.channels.groups)") }
    if stride != "1" { more.append("stride \(stride)") }
    if more.isEmpty, padding != "0" { more.append("padding \(padding)") }
    return [
      name, geometry.inputShape.map(String.init).joined(separator: "×"),
      "\(geometry.channels.output) of \(rows.kernel)×\(columns.kernel)",
    ] + more.prefix(1)
  }
}

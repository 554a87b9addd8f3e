import Comparisons
import Loupe

/// One line of the table of networks: a step of one.
struct NetworkLine {
  /// The network's name, or nothing where it stands above.
  let label: String
  let comparison: NetworkComparison
  let pass: NetworkPass
  let fast: Timing
  let peer: Timing?
}

typealias NetworkColumn = TableColumn<NetworkLine>

extension TableColumn<NetworkLine> {
  static func networks(hasPeer: Bool) -> [NetworkColumn] {
    [
      NetworkColumn(title: "", width: 12, isLeft: true) { $0.label },
      NetworkColumn(title: "", width: 9, isLeft: true) { $0.pass.rawValue },
      NetworkColumn(title: "batch", width: 6, dropsAt: 1) { "\($0.comparison.row.batch)" },
      NetworkColumn(title: "by", width: 5, dropsAt: 2) { $0.comparison.row.optimizerName },
      NetworkColumn(title: "fast", width: 8) { readable($0.fast.median) },
      NetworkColumn(title: "pictures/s", width: 10) {
        $0.comparison.picturesPerSecond($0.fast).fixed(decimals: 0)
      },
    ]
      + (hasPeer
        ? [
          NetworkColumn(title: "PyTorch", width: 8) {
            $0.peer.map { readable($0.median) } ?? ""
          },
          NetworkColumn(title: "pictures/s", width: 10) { line in
            line.peer.map { line.comparison.picturesPerSecond($0).fixed(decimals: 0) } ?? ""
          },
          NetworkColumn(title: "ratio", width: 6) {
            $0.comparison.peerRatio(of: $0.pass).map { $0.fixed(decimals: 2) } ?? ""
          },
        ] : [])
  }
}

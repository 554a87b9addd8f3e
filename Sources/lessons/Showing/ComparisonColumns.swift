import Comparisons
import FastKernels
import Loupe

/// A column of a comparison's table, of which each line is a `Line`.
struct TableColumn<Line>: Sendable {
  let title: String
  let width: Int
  var isLeft = false
  /// Columns with a smaller number go first where the window is too narrow; those without stay.
  var dropsAt: Int?
  let text: @Sendable (Line) -> String

  /// Those that fit into `width` with a blank between two.
  static func fitting(_ columns: [TableColumn], into width: Int) -> [TableColumn] {
    var columns = columns
    func needed() -> Int { columns.reduce(-1) { $0 + $1.width + 1 } }
    while needed() > width {
      guard
        let next = columns.indices.filter({ columns[$0].dropsAt != nil })
          .min(by: { columns[$0].dropsAt! < columns[$1].dropsAt! })
      else { break }
      columns.remove(at: next)
    }
    return columns
  }

  /// The words of a line, each in its column.
  static func line(_ words: [String], in columns: [TableColumn]) -> String {
    let cells = zip(columns, words).map { column, word in
      let blanks = String(repeating: " ", count: max(0, column.width - word.count))
      return column.isLeft ? word + blanks : blanks + word
    }
    let line = cells.joined(separator: " ")
    return String(line.reversed().drop { $0 == " " }.reversed())
  }
}

/// One line of the tables: a pass of a convolution or of an operation.
struct MeasuredLine {
  /// What stands before the numbers: the row's name or more about it.
  let label: String
  let pass: String
  let found: Measurement
  let limits: MachineLimits

  /// The share of the limit that holds it up.
  var share: Work.Share? { found.work.share(of: limits, in: found.fast.median) }
}

typealias ComparisonColumn = TableColumn<MeasuredLine>

extension TableColumn<MeasuredLine> {
  private static let longestAlgorithm =
    Fast.Conv2dAlgorithm.allCases.map(\.rawValue.count).max() ?? 0

  static func convolutions(hasPeer: Bool) -> [ComparisonColumn] {
    [
      ComparisonColumn(title: "", width: 12, isLeft: true) { $0.label },
      ComparisonColumn(title: "", width: 9, isLeft: true) { $0.pass },
      reference(dropsAt: 4), fast, speedUp(dropsAt: 3),
    ]
      + (hasPeer
        ? [
          ComparisonColumn(title: "PyTorch", width: 8) {
            $0.found.peer.map { readable($0.median) } ?? ""
          },
          ComparisonColumn(title: "ratio", width: 6) {
            $0.found.peerRatio().map { $0.fixed(decimals: $0 < 10 ? 2 : $0 < 100 ? 1 : 0) } ?? ""
          },
        ] : [])
      + [
        ComparisonColumn(title: "GFLOP/s", width: 7, dropsAt: 6) { line in
          line.found.work.gigaflops(in: line.found.fast.median).map {
            $0.fixed(decimals: 1)
          } ?? ""
        },
        limit, error, bound, errorOfBound,
        ComparisonColumn(title: "by", width: longestAlgorithm, isLeft: true, dropsAt: 5) {
          $0.found.algorithm ?? ""
        },
      ]
  }

  static var operations: [ComparisonColumn] {
    [
      ComparisonColumn(title: "", width: 20, isLeft: true) { $0.label },
      ComparisonColumn(title: "", width: 8, isLeft: true) { $0.pass },
      reference(dropsAt: 4), fast, speedUp(dropsAt: 3),
      ComparisonColumn(title: "GB/s", width: 6, dropsAt: 6) { line in
        line.found.work.gigabytes(in: line.found.fast.median).map { $0.fixed(decimals: 1) } ?? ""
      },
      limit, error, bound, errorOfBound,
    ]
  }

  private static func reference(dropsAt: Int) -> ComparisonColumn {
    ComparisonColumn(title: "reference", width: 9, dropsAt: dropsAt) { line in
      line.found.reference.map { ($0.isEstimate ? "~" : "") + readable($0.seconds) } ?? ""
    }
  }

  private static let fast = ComparisonColumn(title: "fast", width: 8) {
    readable($0.found.fast.median)
  }

  private static func speedUp(dropsAt: Int) -> ComparisonColumn {
    ComparisonColumn(title: "speed-up", width: 8, dropsAt: dropsAt) { line in
      line.found.speedUp.map { "\($0.fixed(decimals: $0 < 10 ? 1 : 0)) ×" } ?? ""
    }
  }

  private static let limit = ComparisonColumn(title: "limit", width: 6, dropsAt: 7) { line in
    line.share.map { share in
      let percent = (100 * share.value).fixed(decimals: 0)
      // On a busy machine a limit may be measured far too low.
      return "\(percent)%\(percent.count < 4 ? " " : "")\(share.limit == .arithmetic ? "a" : "m")"
    } ?? ""
  }

  private static let error = ComparisonColumn(title: "error", width: 7, dropsAt: 2) {
    $0.found.verdict.error.scientific(decimals: 1)
  }

  private static let bound = ComparisonColumn(title: "bound", width: 7, dropsAt: 1) {
    $0.found.verdict.bound.scientific(decimals: 1)
  }

  private static let errorOfBound = ComparisonColumn(title: "err/bnd", width: 7) {
    $0.found.verdict.share.scientific(decimals: 1)
  }
}

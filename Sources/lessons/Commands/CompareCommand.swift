import ArgumentParser
import Loupe
import Terminals

struct CompareCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Compare the reference with the fast kernels: error and speed.",
    discussion: """
      Both run in turn in this one process; the times are medians. The error is the fast one's \
      largest, against the same operation in Double, as a share of the bound that is derived for \
      it. The exit code is 1 if any number is out of its bound.
      """)

  /// A convolution that is measured.
  private struct Row {
    let name: String
    let input: [Int]
    let weight: [Int]
    let padding: Padding
  }

  private static let rows = [
    Row(
      name: "32×32 colour, 16 kernels", input: [1, 3, 32, 32], weight: [16, 3, 3, 3], padding: 1),
    Row(
      name: "512×512 photo, one kernel", input: [1, 1, 512, 512], weight: [1, 1, 3, 3], padding: 1),
    Row(
      name: "56×56, 64 → 64 channels", input: [1, 64, 56, 56], weight: [64, 64, 3, 3], padding: 1),
  ]

  /// What was measured of a row.
  private struct Measurement {
    let agreement: Agreement
    /// The reference's time and the fast one's, in seconds.
    let times: [Double]
    let multiplyAdds: Int
  }

  func run() async throws {
    print("convolution 3×3                reference       fast  speed-up  GFLOP/s  error/bound  by")
    var isWrong = false
    for row in Self.rows {
      let found = try await Messages.working("measuring \(row.name)") { try measure(row) }
      print(line(row, found))
      if !found.agreement.agrees { isWrong = true }
    }
    if isWrong { throw ExitStatus.wrong.code }
  }

  private func measure(_ row: Row) throws -> Measurement {
    let x = Tensor<Float>.random(row.input, seed: 1)
    let w = Tensor<Float>.random(row.weight, seed: 2)
    let options = ConvolutionOptions(padding: row.padding)
    let kernels: [any Kernels<Float>.Type] = [Reference.self, Fast.self]
    return Measurement(
      agreement: try Agreement(of: kernels, on: [x, w]) {
        $0.conv2d($1[0], weight: $1[1], bias: nil, options: options)
      },
      times: SideBySide.times(of: kernels, budget: 0.5) {
        _ = $0.conv2d(x, weight: w, bias: nil, options: options)
      },
      multiplyAdds: Conv2dGeometry(x, weight: w, bias: nil, options: options).multiplyAdds)
  }

  private func line(_ row: Row, _ found: Measurement) -> String {
    let (reference, fast) = (found.times[0], found.times[1])
    let rate = 2 * Double(found.multiplyAdds) / fast / 1e9
    let share = found.agreement.parts[1].comparison.largest.map { $0.error / $0.bound } ?? 0
    return [
      row.name.padded(to: 28), readable(reference).leftPadded(to: 11),
      readable(fast).leftPadded(to: 10),
      "\((reference / fast).fixed(decimals: 0)) ×".leftPadded(to: 9),
      rate.fixed(decimals: 1).leftPadded(to: 8), share.scientific(decimals: 1).leftPadded(to: 12),
      " \(found.agreement.algorithm ?? "")" + (found.agreement.agrees ? "" : " OUT OF BOUND"),
    ].joined(separator: " ")
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }

  fileprivate func leftPadded(to width: Int) -> String {
    String(repeating: " ", count: max(0, width - count)) + self
  }
}

import ArgumentParser
import Loupe
import Terminals

struct CompareCommand: ParsableCommand {
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

  func run() throws {
    print("convolution 3×3                reference       fast  speed-up  GFLOP/s  error/bound  by")
    var isWrong = false
    for row in Self.rows {
      let x = Tensor<Float>.random(row.input, seed: 1)
      let w = Tensor<Float>.random(row.weight, seed: 2)
      let options = ConvolutionOptions(padding: row.padding)
      let agreement = try Agreement(of: [Reference.self, Fast.self], on: [x, w]) {
        $0.conv2d($1[0], weight: $1[1], bias: nil, options: options)
      }
      let times = SideBySide.times(of: [Reference.self, Fast.self]) {
        _ = $0.conv2d(x, weight: w, bias: nil, options: options)
      }
      let geometry = Conv2dGeometry(x, weight: w, bias: nil, options: options)
      let rate = 2 * Double(geometry.multiplyAdds) / times[1] / 1e9
      let share = agreement.parts[1].comparison.largest.map { $0.error / $0.bound } ?? 0
      print(
        row.name.padded(to: 28), readable(times[0]).leftPadded(to: 11),
        readable(times[1]).leftPadded(to: 10),
        "\((times[0] / times[1]).fixed(decimals: 0)) ×".leftPadded(to: 9),
        rate.fixed(decimals: 1).leftPadded(to: 8),
        share.scientific(decimals: 1).leftPadded(to: 12), " \(agreement.algorithm)",
        agreement.agrees ? "" : "OUT OF BOUND")
      if !agreement.agrees { isWrong = true }
    }
    if isWrong { throw ExitStatus.wrong.code }
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

// How the fast convolution came to be, measured: every rung of the ladder on this machine.
//
//     swift run ladder
//     swift run ladder --size 512x512 --channels 1 --outputs 1
//
// The rungs run in turn, round after round, and the shortest time of each counts: what else the
// machine does only ever adds to it.

import ArgumentParser
import Loupe

@main
struct LadderTable: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ladder", abstract: "Measure every rung of the ladder.")

  @Option(help: "The picture's height and width.")
  var size = "56x56"

  @Option(help: "Its channels.")
  var channels = 64

  @Option(help: "The output's channels.")
  var outputs = 64

  @Option(help: "The kernel's height and width; as much padding keeps the picture's size.")
  var kernel = 3

  @Option(help: "How often every rung runs.")
  var rounds = 30

  @Option(help: "The name of the only rung to measure.")
  var only: String?

  private var picture: [Int] { size.split(separator: "x").compactMap { Int($0) } }

  func validate() throws {
    let sizes = picture + [channels, outputs, kernel, rounds]
    guard picture.count == 2, sizes.allSatisfy({ 1...4096 ~= $0 }), kernel % 2 == 1 else {
      throw ValidationError(
        "The size is two numbers, as in 56x56. These and all others go from 1 to 4096; the kernel's "
          + "is odd.")
    }
    guard only == nil || !rungs.isEmpty else {
      let names = (Ladder.rungs + Ladder.beside).map(\.name).joined(separator: ", ")
      throw ValidationError("'\(only ?? "")' isn't a rung for this convolution: \(names).")
    }
  }

  /// Those that can compute it, or the only one.
  private var rungs: [Rung] {
    (Ladder.rungs + Ladder.beside).filter {
      $0.refusal(weight: [outputs, channels, kernel, kernel]) == nil
        && (only == nil || only == $0.name)
    }
  }

  func run() {
    let x = Tensor<Float>.random([1, channels] + picture, seed: 1)
    let w = Tensor<Float>.random([outputs, channels, kernel, kernel], seed: 2)
    let rungs = rungs
    let clock = ContinuousClock()
    var limit = 0.0
    var times = [Double](repeating: .infinity, count: rungs.count)
    for _ in 0..<rounds {
      limit = max(limit, Ladder.multiplyAddLimit())
      for (index, rung) in rungs.enumerated() {
        // Twice in a row: the second time its numbers are in the cache.
        for _ in 0..<2 {
          let time = clock.measure { _ = rung.conv2d(x, weight: w, padding: kernel / 2) }
          times[index] = min(times[index], time / .seconds(1))
        }
      }
    }
    let work = 2 * Double(w.count * picture[0] * picture[1])
    print("\(size), \(channels) → \(outputs) channels, kernel \(kernel)×\(kernel)\n")
    print("   rung                 time  GFLOP/s  times the rung before")
    for (index, rung) in rungs.enumerated() {
      let number = rung.number.map { "\($0)" } ?? "-"
      let gain =
        rung.number.map { $0 > 1 && only == nil ? "\(times[index - 1] / times[index], 1) ×" : "" }
        ?? ""
      print(
        "\(number)  \(rung.name.padded(to: 14)) \(readable(times[index]), width: 10)"
          + "\(work / times[index] * 1e-9, 1, width: 9)\(gain, width: 9)")
    }
    print("\nOne core makes at most \(limit * 1e-9, 0) GFLOP/s.")
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}

extension DefaultStringInterpolation {
  /// A text at the right of a column.
  fileprivate mutating func appendInterpolation(_ text: String, width: Int) {
    appendLiteral(String(repeating: " ", count: max(0, width - text.count)) + text)
  }

  /// A number with so many decimals.
  fileprivate mutating func appendInterpolation(_ number: Double, _ decimals: Int, width: Int = 0) {
    appendInterpolation(number.fixed(decimals: decimals), width: width)
  }
}

import Foundation
import Loupe
import Networks
import Terminals

/// Tells what a network takes a picture for.
struct PredictionPrinter {
  private let top: Int
  private let isJSON: Bool
  private let style: TerminalStyle

  init(top: Int, isJSON: Bool, style: ColorChoice) {
    (self.top, self.isJSON) = (top, isJSON)
    self.style = style.style(
      isTerminal: isTerminal(1), environment: ProcessInfo.processInfo.environment)
  }

  private static let barWidth = 24

  private struct Line: Encodable {
    struct Answer: Encodable {
      let name: String
      let probability: Float
    }

    let photo: String
    let answers: [Answer]
    /// What the network gives for each class, before the softmax.
    let outputs: [Float]
  }

  /// The likeliest classes, the first one strongest.
  ///
  /// - Parameters:
  ///   - answer: the network's.
  ///   - photo: the picture's file.
  func show(_ answer: NetworkAnswer, photo: String) throws {
    let (classes, probabilities) = (answer.classes, answer.probabilities)
    let order = probabilities.indices.sorted { probabilities[$0] > probabilities[$1] }.prefix(top)
    if isJSON {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      let line = Line(
        photo: photo,
        answers: order.map { .init(name: classes[$0], probability: probabilities[$0]) },
        outputs: answer.outputs)
      return print(String(decoding: try encoder.encode(line), as: UTF8.self))
    }
    print(style(photo, .bold))
    let longest = order.map { classes[$0].count }.max() ?? 0
    for (place, index) in order.enumerated() {
      let name = classes[index].padding(toLength: longest, withPad: " ", startingAt: 0)
      let percent = (100 * Double(probabilities[index])).fixed(decimals: 1)
      let bar = String(
        repeating: "█", count: Int((probabilities[index] * Float(Self.barWidth)).rounded()))
      let blanks = String(repeating: " ", count: max(0, 5 - percent.count))
      let line = "  \(name)  \(blanks)\(percent) %  \(bar)"
      print(place == 0 ? style(line, .bold) : line)
    }
  }
}

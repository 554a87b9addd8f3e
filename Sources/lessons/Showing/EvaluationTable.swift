import Foundation
import Networks
import Terminals

/// What came of trying a network, as a table: a line for each class, and what was taken for what.
struct EvaluationTable {
  private let evaluation: Evaluation
  private let classes: [String]

  init(_ evaluation: Evaluation, classes: [String]) {
    (self.evaluation, self.classes) = (evaluation, classes)
  }

  /// The table.
  var text: String {
    let matrix = evaluation.matrix
    let wrong = matrix.total - classes.indices.reduce(0) { $0 + matrix.counts[$1][$1] }
    var lines = [
      "right \(Self.percent(matrix.accuracy)) (\(wrong) of \(matrix.total) wrong), "
        + "loss \(String(format: "%.4f", evaluation.loss))", "",
    ]
    let widest = max(5, classes.map(\.displayWidth).max() ?? 0)
    func line(_ name: String, _ columns: [String]) -> String {
      name + String(repeating: " ", count: widest - name.displayWidth)
        + columns.map { String(repeating: " ", count: max(1, 11 - $0.displayWidth)) + $0 }.joined()
    }
    lines.append(line("class", ["precision", "recall", "F1", "taken for"]))
    for (index, name) in classes.enumerated() {
      lines.append(
        line(
          name,
          [matrix.precision(index), matrix.recall(index), matrix.f1(index)].map(Self.percent)
            + [mostFrequentMistake(index)]))
    }
    lines.append(
      line(
        "mean",
        [matrix.precision, matrix.recall, matrix.f1].map { Self.percent(matrix.mean(of: $0)) }))
    return lines.joined(separator: "\n")
  }

  /// For what pictures of a class are taken most often, other than what they are: "9 (4×)".
  private func mostFrequentMistake(_ right: Int) -> String {
    let others = classes.indices.filter { $0 != right }
    guard
      let answer = others.max(by: {
        evaluation.matrix.counts[right][$0] < evaluation.matrix.counts[right][$1]
      }),
      evaluation.matrix.counts[right][answer] > 0
    else { return "" }
    return "\(classes[answer]) (\(evaluation.matrix.counts[right][answer])×)"
  }

  private static func percent(_ share: Double) -> String { String(format: "%.2f %%", share * 100) }
}

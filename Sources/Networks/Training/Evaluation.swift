public import Datasets
public import Kernels
import Tensors

/// How well a network tells pictures apart that it hasn't learned.
public struct Evaluation: Sendable {
  /// The mean loss.
  public let loss: Double
  /// What was taken for what.
  public let matrix: ConfusionMatrix
  /// Seconds that it took.
  public let seconds: Double

  /// Tries a network with all pictures.
  ///
  /// - Parameters:
  ///   - network: what is tried. It changes nothing of it.
  ///   - batches: the pictures.
  ///   - kernels: what computes.
  public init(
    of network: any Layer, on batches: Batches, using kernels: any Kernels<Float>.Type
  ) {
    let start = ContinuousClock.now
    let pass = Pass(kernels, phase: .evaluation)
    var matrix = ConfusionMatrix(classes: batches.data.classes.count)
    var (sum, count) = (0.0, 0)
    for batch in batches.epoch() {
      let output = network.forward(batch.pictures, in: pass)
      let loss = kernels.crossEntropy(
        output, target: batch.labels, options: CrossEntropyOptions())
      sum += Double(loss.scalars[0]) * Double(batch.count)
      count += batch.count
      for (answer, right) in zip(ClassLoss.answers(output), batch.labels.scalars) {
        matrix.add(right: right, answer: answer)
      }
    }
    (self.loss, self.matrix) = (sum / Double(max(count, 1)), matrix)
    seconds = start.duration(to: .now) / .seconds(1)
  }
}

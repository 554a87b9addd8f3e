import LessonEngine
import Networks
import Pictures

/// The course of a training as a picture: the loss of each epoch, on a logarithmic scale.
struct TrainingCurves {
  private let history: TrainingHistory

  init(_ history: TrainingHistory) { self.history = history }

  /// Writes the picture.
  func write(to path: String) throws {
    var plot = LinePlot(
      title: "The loss, epoch by epoch", x: "epoch", y: "loss", yScale: .logarithmic)
    plot.add(history.epochs.map(\.loss), "learned", from: 1)
    plot.add(history.epochs.map { $0.validationLoss ?? .nan }, "not learned", from: 1)
    do {
      try plot.picture.write(to: path)
    } catch {
      throw ExitStatus.malformed.saying("\(error)")
    }
  }
}

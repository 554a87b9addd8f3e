import Foundation
import LessonEngine
import Networks
import Terminals

/// Shows how far a training has come: a line for each epoch, and on a terminal one that passes while it runs.
final class TrainingPrinter {
  private let isJSON: Bool
  private let showsPassingLine: Bool
  private var lastShown = ContinuousClock.now
  /// Which fold's epochs these are, from 1; nil where there are no folds.
  private var fold: Int?

  init(isJSON: Bool) {
    self.isJSON = isJSON
    showsPassingLine = ProgressBar.isShown
  }

  /// Says what is trained.
  func begin(_ words: String) {
    if isJSON { Messages.note(words) } else { print(words) }
    fflush(nil)
  }

  /// Shows an epoch, or how much of it is done.
  func show(_ progress: Trainer.Progress) {
    switch progress {
    case .batch(let done, let count, let epoch, let loss, let rate, let secondsLeft):
      guard showsPassingLine, lastShown.duration(to: .now) > .milliseconds(100) else { return }
      lastShown = .now
      PassingLine.show(
        "\(foldWords)epoch \(epoch) \(ProgressBar.text(done, of: count)) loss \(Self.rounded(loss, 4)), \(Int(rate)) pictures/s, "
          + "\(Int(secondsLeft.rounded(.up))) s left", on: 2)
    case .epoch(let epoch):
      if showsPassingLine { PassingLine.takeAway() }
      isJSON
        ? printJSON(EpochRecord(epoch, fold: fold))
        : print("\(foldWords)\(epoch); \(Int(epoch.picturesPerSecond)) pictures/s")
      fflush(nil)
    }
  }

  /// The epochs that follow are those of a fold.
  func begin(fold: Int) { self.fold = fold }

  private var foldWords: String { fold.map { "fold \($0), " } ?? "" }

  /// Shows how well the network of a fold does.
  func showFold(_ result: Evaluation) {
    end()
    guard let fold else { return }
    if isJSON {
      printJSON(
        FoldRecord(
          fold: fold, loss: result.loss, accuracy: result.matrix.accuracy,
          pictures: result.matrix.total))
    } else {
      print(
        "fold \(fold): right \(Self.percent(result.matrix.accuracy)) of "
          + "\(counted(result.matrix.total, "picture")) (loss \(Self.rounded(result.loss, 4)))")
    }
    fflush(nil)
  }

  /// Shows what the folds come to.
  func show(_ folds: CrossValidation) {
    if isJSON {
      printJSON(
        FoldsRecord(
          folds: folds.accuracies.count, meanAccuracy: folds.mean,
          standardDeviation: folds.standardDeviation))
    } else {
      print(
        "\(counted(folds.accuracies.count, "fold")): right \(Self.percent(folds.mean)) in the mean, "
          + "with a standard deviation of \(Self.percent(folds.standardDeviation))")
    }
  }

  /// Takes the line that passes away.
  func end() { if showsPassingLine { PassingLine.takeAway() } }

  private static func percent(_ share: Double) -> String { rounded(100 * share, 2) + " %" }

  private static func rounded(_ number: Double, _ digits: Int) -> String {
    String(format: "%.\(digits)f", number)
  }

  private func printJSON(_ record: some Encodable) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    if let data = try? encoder.encode(record) {
      print(String(decoding: data, as: UTF8.self))
    }
  }
}

/// An epoch as a line of JSON.
private struct EpochRecord: Encodable {
  let fold: Int?
  let epoch: Int
  let loss, accuracy: Double
  let validationLoss, validationAccuracy: Double?
  let learningRate, seconds, picturesPerSecond: Double

  init(_ epoch: TrainingHistory.Epoch, fold: Int?) {
    self.fold = fold
    self.epoch = epoch.number
    (loss, accuracy) = (epoch.loss, epoch.accuracy)
    (validationLoss, validationAccuracy) = (epoch.validationLoss, epoch.validationAccuracy)
    (learningRate, seconds) = (epoch.learningRate, epoch.seconds)
    picturesPerSecond = epoch.picturesPerSecond
  }
}

/// How well the network of a fold does, as a line of JSON.
private struct FoldRecord: Encodable {
  let fold: Int
  let loss, accuracy: Double
  let pictures: Int
}

/// What all folds come to, as a line of JSON.
private struct FoldsRecord: Encodable {
  let folds: Int
  let meanAccuracy, standardDeviation: Double
}

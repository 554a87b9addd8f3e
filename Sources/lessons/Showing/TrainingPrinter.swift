import Foundation
import LessonEngine
import Networks
import Terminals

/// Shows how far a training has come: a line for each epoch, and on a terminal one that passes while it runs.
final class TrainingPrinter {
  private let isJSON: Bool
  private let showsPassingLine: Bool
  private var lastShown = ContinuousClock.now

  init(isJSON: Bool) {
    self.isJSON = isJSON
    showsPassingLine = isTerminal(2) && ProcessInfo.processInfo.environment["TERM"] != "dumb"
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
      let width = 20
      let filled = width * done / max(count, 1)
      let bar =
        String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
      PassingLine.show(
        "epoch \(epoch) \(bar) loss \(Self.rounded(loss, 4)), \(Int(rate)) pictures/s, "
          + "\(Int(secondsLeft.rounded(.up))) s left", on: 2)
    case .epoch(let epoch):
      if showsPassingLine { PassingLine.takeAway() }
      isJSON ? printJSON(epoch) : print("\(epoch); \(Int(epoch.picturesPerSecond)) pictures/s")
      fflush(nil)
    }
  }

  /// Takes the line that passes away.
  func end() { if showsPassingLine { PassingLine.takeAway() } }

  private static func rounded(_ number: Double, _ digits: Int) -> String {
    String(format: "%.\(digits)f", number)
  }

  private func printJSON(_ epoch: TrainingHistory.Epoch) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    if let data = try? encoder.encode(EpochRecord(epoch)) {
      print(String(decoding: data, as: UTF8.self))
    }
  }
}

/// An epoch as a line of JSON.
private struct EpochRecord: Encodable {
  let epoch: Int
  let loss, accuracy: Double
  let validationLoss, validationAccuracy: Double?
  let learningRate, seconds, picturesPerSecond: Double

  init(_ epoch: TrainingHistory.Epoch) {
    self.epoch = epoch.number
    (loss, accuracy) = (epoch.loss, epoch.accuracy)
    (validationLoss, validationAccuracy) = (epoch.validationLoss, epoch.validationAccuracy)
    (learningRate, seconds) = (epoch.learningRate, epoch.seconds)
    picturesPerSecond = epoch.picturesPerSecond
  }
}

import ArgumentParser
import Datasets
import Foundation
import LessonEngine
import Networks

/// Where goes what comes of a training.
struct TrainingOutputs: ParsableArguments {
  @Option(help: "The picture that gets the curves: a PNG.", completion: .file())
  var plot: String?

  @Option(help: "The table (CSV) that gets the numbers of each epoch.", completion: .file())
  var history: String?

  @Option(
    help: ArgumentHelp(
      "The folder that gets the numbers of each epoch, as TensorBoard reads them; one for each training.",
      valueName: "folder"),
    completion: .directory)
  var tensorboard: String?

  @Option(help: "The file that gets the network: .safetensors.", completion: .file())
  var save: String?

  @Flag(help: "Print a line of JSON for each epoch.")
  var json = false

  /// Trains a network as the options say, keeps it after each epoch, and writes what is wanted at the end.
  ///
  /// - Parameters:
  ///   - trained: the network, with what its file says of it.
  ///   - options: how it is trained.
  ///   - batches: what it learns, and what it is tried with.
  ///   - words: what is trained, for people.
  ///   - finish: what is done to the network at the end, before it is saved for the last time.
  func train(
    _ trained: TrainedNetwork, _ options: TrainingOptions,
    _ batches: (learned: Batches, tried: Batches), words: String,
    finishing finish: () throws -> Void = {}
  ) throws {
    // What can't be written is told now, and not after an hour. A file that is there stays until there is an epoch.
    if let save {
      let trial = save + ".trial"
      try write(trained, epochs: 0, options, to: trial)
      try? FileManager.default.removeItem(atPath: trial)
    }
    let events = try tensorboard.map { try Self.openEvents(in: $0) }
    let printer = TrainingPrinter(isJSON: json)
    printer.begin(words)
    GracefulStop.offer()
    defer { GracefulStop.withdraw() }
    let done = try options.teach(trained.network, batches, printer) { epoch in
      if let save { try write(trained, epochs: epoch.number, options, to: save) }
      try Self.add(epoch, to: events)
    }
    printer.end()
    try finish()
    if let save { try write(trained, epochs: done.epochs.count, options, to: save) }
    if let history {
      try tellingFileErrors("\(shownPath(history)) can't be written") {
        try Data(done.commaSeparatedText.utf8).write(
          to: URL(fileURLWithPath: history), options: .atomic)
      }
    }
    if let plot { try TrainingCurves(done).write(to: plot) }
    if GracefulStop.isWanted {
      Messages.note(
        save.map { "stopped; the network as it was is in \(shownPath($0))" }
          ?? "stopped; nothing is saved, for there was no --save")
      throw ExitStatus.interrupted.code
    }
  }

  private func write(
    _ trained: TrainedNetwork, epochs: Int, _ options: TrainingOptions, to path: String
  ) throws {
    do {
      try trained.with(notes: ["epochs": "\(epochs)", "seed": "\(options.seed)"]).write(to: path)
    } catch {
      throw ExitStatus.malformed.saying("\(error)")
    }
  }

  /// The file that TensorBoard reads.
  static func openEvents(in folder: String) throws -> TensorBoardEvents {
    do {
      return try TensorBoardEvents(folder: folder)
    } catch {
      throw ExitStatus.malformed.saying("\(error)")
    }
  }

  /// Adds an epoch to it, where there is one.
  static func add(_ epoch: TrainingHistory.Epoch, to events: TensorBoardEvents?) throws {
    do {
      try events?.add(epoch)
    } catch {
      throw ExitStatus.malformed.saying("\(error)")
    }
  }
}

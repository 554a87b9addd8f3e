import ArgumentParser
import Datasets
import Networks

extension TrainCommand {
  /// - Throws: `ValidationError`, for what makes no sense with folds.
  func validateFolds() throws {
    guard let folds else { return }
    if folds < 2 { throw ValidationError("'--folds' needs a number of 2 or more") }
    for (name, value) in [
      ("save", outputs.save), ("plot", outputs.plot), ("history", outputs.history),
    ] where value != nil {
      throw ValidationError(
        "'--\(name)' is for one network, and '--folds' trains several and keeps none. "
          + "Train once more without '--folds'")
    }
  }

  /// Trains as many networks as there are folds, each from the same seed, and tries each with the fold that it hasn't
  /// learned. Nothing of that fold goes into how the others are normalised.
  func crossValidate(
    _ count: Int, _ architecture: Architecture, _ pictures: LearningPictures
  ) throws {
    let printer = TrainingPrinter(isJSON: outputs.json)
    let all = pictures.training
    guard count <= all.count else {
      throw ValidationError(
        "'--folds \(count)' needs as many pictures, and there are \(all.count) to learn")
    }
    printer.begin(
      "\(network), \(freshNetwork(architecture, for: all).parameterCount) numbers, by the "
        + "\(options.using.rawValue) kernels; \(pictures.words): \(all.count) in \(count) folds")
    GracefulStop.offer()
    defer { GracefulStop.withdraw() }
    var results = CrossValidation()
    for (place, fold) in all.folds(count, seed: options.seed).enumerated() {
      printer.begin(fold: place + 1)
      let net = freshNetwork(architecture, for: all)
      let events = try outputs.tensorboard.map {
        try TrainingOutputs.openEvents(in: "\($0)/fold-\(place + 1)")
      }
      let batches = options.batches(all.subset(fold.training), tried: all.subset(fold.validation))
      _ = try options.teach(net, batches, printer) { try TrainingOutputs.add($0, to: events) }
      if GracefulStop.isWanted {
        printer.end()
        Messages.note("stopped in fold \(place + 1) of \(count)")
        throw ExitStatus.interrupted.code
      }
      // Not the last epoch's result: with --early-stopping the best numbers have been put back.
      let result = Evaluation(of: net, on: batches.tried, using: options.using.kernels)
      results.add(accuracy: result.matrix.accuracy)
      printer.showFold(result)
    }
    printer.show(results)
  }
}

/// Why a training can't go on.
public enum TrainingError: Error, Equatable, CustomStringConvertible {
  /// The loss is no number any more: where that was found, and the first layer whose outputs are none; nil if it
  /// is the loss itself.
  case notANumber(epoch: Int, batch: Int, layer: String?)

  public var description: String {
    switch self {
    case .notANumber(let epoch, let batch, let layer):
      "the loss is no number any more, in epoch \(epoch), batch \(batch): "
        + (layer.map { "the first outputs that aren't finite are those of \($0)" }
          ?? "the network's outputs are finite, the loss isn't")
        + ". Try a smaller learning rate, or clip the gradients"
    }
  }
}

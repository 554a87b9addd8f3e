import Tensors

/// Ends a training that makes nothing better any more, and keeps the best that there was.
struct EarlyStopping {
  /// After how many epochs without a better loss it is over; nil for never.
  let patience: Int?
  private var best: (loss: Double, values: [Tensor<Float>])?
  private var waited = 0

  init(patience: Int?) { self.patience = patience }

  /// Whether the training is over after an epoch with this loss.
  mutating func isOver(after loss: Double, _ network: any Layer) -> Bool {
    guard let patience else { return false }
    if loss < best?.loss ?? .infinity {
      best = (loss, network.namedParameters.map(\.parameter.value))
      waited = 0
      return false
    }
    waited += 1
    return waited >= patience
  }

  /// Gives the network the numbers of the best epoch.
  func putBackBest(_ network: any Layer) {
    guard let best else { return }
    for ((_, parameter), value) in zip(network.namedParameters, best.values) {
      parameter.value = value
    }
  }
}

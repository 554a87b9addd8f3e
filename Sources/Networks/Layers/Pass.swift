public import Kernels
import Tensors

/// One way through a network, there and back: which kernels compute it, and whether it learns.
public final class Pass {
  /// What computes: `Reference<Float>.self`, which reads like the formula, or `Fast.self`.
  public let kernels: any Kernels<Float>.Type

  /// Whether layers keep what `backward` needs, dropout drops and batch norm takes the batch's statistics, or
  /// nothing of it.
  public let phase: BatchNormOptions.Phase

  /// Where chance comes from: which numbers dropout drops.
  var random: SeededRandom

  /// A way through a network.
  ///
  /// - Parameters:
  ///   - kernels: what computes.
  ///   - phase: training or evaluation.
  ///   - seed: what dropout's choice follows from.
  public init(
    _ kernels: any Kernels<Float>.Type, phase: BatchNormOptions.Phase, seed: UInt64 = 0
  ) {
    (self.kernels, self.phase) = (kernels, phase)
    random = SeededRandom(seed: seed)
  }

  /// Whether this way is for learning, so that there is one back.
  public var isTraining: Bool { phase == .training }
}

public import Kernels
public import Tensors

/// What a network takes an input for.
public struct NetworkAnswer: Equatable, Sendable {
  /// The names of the classes.
  public let classes: [String]
  /// What the network gives for each class.
  public let outputs: [Float]
  /// Their softmax: a share for each class; together 1.
  public let probabilities: [Float]
}

extension TrainedNetwork {
  /// What the network takes a picture for.
  ///
  /// - Parameters:
  ///   - numbers: one picture as the network's numbers: `[1, C, H, W]`.
  ///   - kernels: what computes.
  public func answer(
    to numbers: Tensor<Float>, using kernels: any Kernels<Float>.Type
  ) -> NetworkAnswer {
    let output = network.forward(numbers, in: Pass(kernels, phase: .evaluation))
    return NetworkAnswer(
      classes: classes, outputs: Array(output.scalars),
      probabilities: Array(kernels.softmax(output, axis: -1).scalars))
  }
}

import Tensors

/// What keeps a step from going too far where the gradient is steep.
public enum GradientClipping: Equatable, Sendable {
  /// If all gradients together are longer than this, they are made shorter, in the same direction: √Σg² is then
  /// this.
  /// Source: R. Pascanu and others, *On the difficulty of training recurrent neural networks*, 2013,
  /// https://arxiv.org/abs/1211.5063.
  case norm(Double)
  /// Each number is kept from −limit to limit.
  case value(Float)

  /// Clips the gradients of these parameters.
  ///
  /// - Parameter parameters: those that are learned.
  public func clip(_ parameters: [Parameter]) {
    switch self {
    case .norm(let most):
      let square = parameters.reduce(0.0) { sum, parameter in
        sum + (parameter.gradient.map { ($0 * $0).sumInDouble() } ?? 0)
      }
      let length = square.squareRoot()
      guard length > most else { return }
      let factor = Float(most / length)
      for parameter in parameters { parameter.gradient = parameter.gradient.map { $0 * factor } }
    case .value(let limit):
      for parameter in parameters {
        parameter.gradient = parameter.gradient?.map { max(-limit, min(limit, $0)) }
      }
    }
  }
}

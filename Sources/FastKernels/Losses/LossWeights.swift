import Tensors

/// Factors for the losses: one for each, fewer that are repeated, or none at all.
struct LossWeights {
  private let weights: Tensor<Float>

  /// - Parameter weights: in the shape of the losses or of their last axes; nil for ones.
  init(_ weights: Tensor<Float>?) {
    self.weights = weights ?? Tensor(repeating: 1, shape: [1])
  }

  /// Calls `body` with a function that gives the factor at a place.
  @inline(__always)
  func with<Result>(_ body: ((_ place: Int) -> Float) -> Result) -> Result {
    weights.withUnsafeScalars { numbers in
      body { place in numbers[numbers.count == 1 ? 0 : place % numbers.count] }
    }
  }
}

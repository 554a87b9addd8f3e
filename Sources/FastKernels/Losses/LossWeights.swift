import Tensors

/// Factors for the losses: one for each, one for each of the last axis's places, or none at all.
struct LossWeights {
  private let weights: Tensor<Float>

  /// - Parameter repeats: whether factors for the last axis's places alone are repeated.
  init(_ weights: Tensor<Float>?, _ name: String, of input: Tensor<Float>, repeats: Bool = false) {
    guard let weights else {
      self.weights = Tensor(repeating: 1, shape: [1])
      return
    }
    let isForLastAxis = repeats && weights.shape == Array(input.shape.suffix(1))
    require(
      weights.shape == input.shape || isForLastAxis,
      "the \(name) has the shape \(weights.shape), but the input has \(input.shape)")
    self.weights = weights
  }

  /// Calls `body` with a function that gives the factor at a place.
  @inline(__always)
  func with<Result>(_ body: ((_ place: Int) -> Float) -> Result) -> Result {
    weights.withUnsafeScalars { numbers in
      body { place in numbers[numbers.count == 1 ? 0 : place % numbers.count] }
    }
  }
}

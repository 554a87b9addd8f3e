import Tensors

/// Whether a tensor equals the one that it should, exactly or nearly, and where it first doesn't.
struct EqualityVerdict {
  let passed: Bool
  let text: String

  init<Scalar>(_ computed: Tensor<Scalar>, _ expected: Tensor<Scalar>) {
    guard computed.shape == expected.shape else {
      self.init(
        passed: false,
        text: "not equal: the shape is \(computed.shape), it should be \(expected.shape)")
      return
    }
    self.init(computed, expected, "equal") { $0 == $1 }
  }

  /// With a tolerance; the shapes must be equal all the same. A NaN is near nothing.
  init(_ computed: Tensor<Float>, near expected: Tensor<Float>, within tolerance: Float) {
    guard computed.shape == expected.shape else {
      self.init(computed, expected)
      return
    }
    self.init(computed, expected, "equal within \(tolerance)") {
      $0 == $1 || ($0 - $1).magnitude <= tolerance
    }
  }

  private init(passed: Bool, text: String) { (self.passed, self.text) = (passed, text) }

  private init<Scalar>(
    _ computed: Tensor<Scalar>, _ expected: Tensor<Scalar>, _ word: String,
    _ agree: (Scalar, Scalar) -> Bool
  ) {
    let (xs, ys) = (computed.scalars, expected.scalars)
    let wrong = xs.indices.filter { !agree(xs[$0], ys[$0]) }
    passed = wrong.isEmpty
    if let first = wrong.first {
      text =
        "not \(word): \(wrong.count) of \(xs.count) numbers differ; the first is at "
        + "\(expected.place(ofOffset: first)): \(xs[first]), and should be \(ys[first])"
    } else {
      text = "\(word): all \(xs.count) numbers"
    }
  }
}

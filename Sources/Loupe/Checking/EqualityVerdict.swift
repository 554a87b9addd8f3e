import Tensors

/// Whether a tensor equals the one that it should, and where it first doesn't.
struct EqualityVerdict {
  let passed: Bool
  let text: String

  init<Scalar>(_ computed: Tensor<Scalar>, _ expected: Tensor<Scalar>) {
    guard computed.shape == expected.shape else {
      passed = false
      text = "not equal: the shape is \(computed.shape), it should be \(expected.shape)"
      return
    }
    let (xs, ys) = (computed.scalars, expected.scalars)
    let wrong = xs.indices.filter { xs[$0] != ys[$0] }
    passed = wrong.isEmpty
    if let first = wrong.first {
      text =
        "not equal: \(wrong.count) of \(xs.count) numbers differ; the first is at "
        + "\(expected.place(ofOffset: first)): \(xs[first]), and should be \(ys[first])"
    } else {
      text = "equal: all \(xs.count) numbers"
    }
  }
}

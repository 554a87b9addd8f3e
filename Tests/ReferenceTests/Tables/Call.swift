import Kernels
import Tensors
import Testing

/// What an operation and its backward give, by name: "output", "gradInput".
typealias Answer = [String: Tensor<Double>]

/// One call of an operation that is there for a reason, and what must come of it.
///
/// A table of calls drives two tests: the reference must give what is expected for each of them,
/// and every `Twin`, which is wrong on purpose, must be caught by one of them.
protocol Call: Sendable, CustomTestStringConvertible {
  var reason: String { get }

  /// What must come out: computed without the package's geometry, or written down.
  var expected: Answer { get }

  /// What the reference gives when it computes in `Scalar`.
  func reference<Scalar: RealNumber>(in scalar: Scalar.Type) -> Answer

  /// How far a number may be from the expected one, relative to it if that is above 1. 0 for whole
  /// numbers.
  var tolerance: Double { get }
}

extension Call {
  var testDescription: String { reason }
  var tolerance: Double { 0 }
}

extension Answer {
  /// The first difference from what is expected, in words; nil where there is none. Two NaNs are
  /// no difference.
  func difference(from expected: Answer, tolerance: Double = 0) -> String? {
    guard keys.sorted() == expected.keys.sorted() else {
      return "there are \(keys.sorted()), expected are \(expected.keys.sorted())"
    }
    for (name, wanted) in expected.sorted(by: { $0.key < $1.key }) {
      guard let given = self[name] else { continue }
      if given.shape != wanted.shape {
        return "\(name) has the shape \(given.shape), expected is \(wanted.shape)"
      }
      for (offset, (a, b)) in Swift.zip(given.scalars, wanted.scalars).enumerated() {
        let isEqual =
          a == b || a.isNaN && b.isNaN || (a - b).magnitude <= tolerance * Swift.max(1, b.magnitude)
        if !isEqual {
          return "\(name) at \(given.place(ofOffset: offset)) is \(a), expected is \(b)"
        }
      }
    }
    return nil
  }

  /// The same numbers in Double.
  init<Scalar: RealNumber>(_ gradients: WeightedGradients<Scalar>) {
    self = [
      "gradInput": Tensor<Double>(gradients.gradInput),
      "gradWeight": Tensor<Double>(gradients.gradWeight),
      "gradBias": Tensor<Double>(gradients.gradBias),
    ]
  }

  /// The same numbers in Double.
  init<Scalar: RealNumber>(_ gradients: LossGradients<Scalar>) {
    self = [
      "gradInput": Tensor<Double>(gradients.gradInput),
      "gradTarget": Tensor<Double>(gradients.gradTarget),
    ]
  }
}

/// An operation with one mistake, made on purpose. If a table lets it pass, the table is too weak.
struct Twin<Subject: Call>: Sendable, CustomTestStringConvertible {
  let mistake: String

  /// Some of what the operation gives, wrong; nil where the mistake can't be made.
  let answer: @Sendable (Subject) -> Answer?

  init(_ mistake: String, _ answer: @escaping @Sendable (Subject) -> Answer?) {
    self.mistake = mistake
    self.answer = answer
  }

  var testDescription: String { mistake }

  /// Whether a call of the table shows the mistake by its numbers. A wrong shape alone would be too
  /// easy to catch, so it doesn't count.
  func isCaught(by table: [Subject]) -> Bool {
    table.contains { call in
      guard let wrong = answer(call) else { return false }
      let right = call.expected.filter { wrong.keys.contains($0.key) }
      let isComparable =
        !wrong.isEmpty && wrong.allSatisfy { right[$0.key]?.shape == $0.value.shape }
      return isComparable && wrong.difference(from: right, tolerance: call.tolerance) != nil
    }
  }
}

extension Tensor {
  /// The tensor of `transform(place, x)` for the number x at each place.
  func mapPlaces(_ transform: ([Int], Scalar) -> Scalar) -> Tensor {
    let numbers = scalars
    return Tensor(shape: shape, numbers.indices.map { transform(place(ofOffset: $0), numbers[$0]) })
  }

  /// Zero wherever the index along `axis`, which counts from the end if negative, is the last.
  func withoutLast(axis: Int) -> Tensor {
    let axis = axis < 0 ? axis + rank : axis
    return mapPlaces { place, x in place[axis] == shape[axis] - 1 ? 0 : x }
  }

  /// The order along some axes turned round.
  func reversed(axes: Range<Int>) -> Tensor {
    let numbers = scalars
    return mapPlaces { place, _ in
      var source = 0
      for axis in 0..<rank {
        let index = axes.contains(axis) ? shape[axis] - 1 - place[axis] : place[axis]
        source += index * strides[axis]
      }
      return numbers[source]
    }
  }
}

/// Σ a·b, what adjoint operations agree on.
func dot(_ a: Tensor<Double>, _ b: Tensor<Double>) -> Double { (a * b).sum() }

/// Every place of a grid of this shape, in row order.
func places(_ shape: [Int]) -> [[Int]] {
  shape.reduce([[]]) { begun, size in
    begun.flatMap { place in (0..<size).map { place + [$0] } }
  }
}

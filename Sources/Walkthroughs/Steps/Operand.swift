import Kernels
import Tensors

/// A tensor of a walkthrough with its name: X, K, Y.
public struct Operand: Sendable {
  /// What the formula calls it.
  public let name: String
  /// Its numbers.
  public let values: Tensor<Float>
  /// How many of its last axes are along a row or over a picture, and not a stack of such.
  let ownAxes: Int
  /// The axes along which a window slides over it, with their padding; none if none does.
  let windows: [WindowAxis]

  /// A tensor without padding.
  init(_ name: String, _ values: Tensor<Float>, ownAxes: Int) {
    (self.name, self.values, self.ownAxes, windows) = (name, values, ownAxes, [])
  }

  /// A tensor over which windows slide.
  init(_ name: String, _ values: Tensor<Float>, windows: [WindowAxis]) {
    (self.name, self.values, self.ownAxes) = (name, values, windows.count)
    self.windows = windows
  }

  /// Stops the program unless this is the number at a place: a walkthrough has arrived at it, and the operand
  /// is what the reference gives.
  func requireNumber(_ number: Float, at place: [Int]) {
    let expected = values[at: place]
    require(
      number.isSame(as: expected),
      "the walkthrough arrives at \(label(place)) = \(number), and the reference at \(expected)")
  }

  /// The same with other numbers.
  func with(_ values: Tensor<Float>) -> Operand { Operand(name, values, ownAxes: ownAxes) }

  /// How many axes at the front are a stack of a single one: their index is always 0, and nobody writes
  /// it.
  var hiddenAxes: Int { min(values.rank - ownAxes, values.shape.prefix { $0 == 1 }.count) }

  /// How large it is along its axes, without those that are hidden.
  public var sizes: [Int] { Array(values.shape.dropFirst(hiddenAxes)) }

  /// The name with a place, as in code: `X[0,1]`.
  ///
  /// - Parameter place: an index for every axis.
  public func label(_ place: [Int]) -> String {
    place.isEmpty
      ? name : "\(name)[\(place.dropFirst(hiddenAxes).map(String.init).joined(separator: ","))]"
  }

  /// The name with the letters of its axes: `X[ih,iw]`. Those that are hidden are left out, and of another
  /// stack of a single one the index is said; of a tensor without axes it is the name alone.
  func letters(_ letters: [String]) -> String {
    let shown = zip(letters, values.shape).enumerated().map { axis, letter in
      axis < values.rank - ownAxes && letter.1 == 1 ? "0" : letter.0
    }
    return letters.isEmpty ? name : "\(name)[\(shown.dropFirst(hiddenAxes).joined(separator: ","))]"
  }

  /// Those of the letters along whose axes there is more than a single number in a stack.
  func moving(_ letters: [String]) -> [String] {
    zip(letters, values.shape).enumerated().compactMap { axis, letter in
      axis < values.rank - ownAxes && letter.1 == 1 ? nil : letter.0
    }
  }
}

extension Float {
  /// Whether it is the same number, or both are none.
  func isSame(as other: Float) -> Bool { self == other || isNaN && other.isNaN }
}

extension Tensor {
  /// The number at a place of any tensor.
  subscript(at place: [Int]) -> Scalar {
    withUnsafeScalars { $0[offset(of: place)] }
  }

  /// How many numbers lie before that at a place.
  func offset(of place: [Int]) -> Int {
    Swift.zip(place, strides).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// With axes of size 1 put before its own: a matrix as one picture of one channel.
  func withAxes(_ count: Int) -> Tensor {
    rank >= count ? self : reshaped(Array(repeating: 1, count: count - rank) + shape)
  }
}

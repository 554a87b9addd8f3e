import Tensors

/// What came of holding a gradient against differences of the function itself.
///
/// For a function f of a tensor x and a gradient dy of its output, the gradient by x is
/// dx[i] = Σ o  dy[o] · ∂f(x)[o]/∂x[i]. Differences say the same without any calculus: move x[i] a
/// step h up and down, and see how the output moves along dy.
///
///     dx[i] ≈ Σ o  dy[o] · (f(x + h·eᵢ)[o] − f(x − h·eᵢ)[o]) / 2h
///
/// The error is about h² from the function's curve and u/h from rounding, so everything is in Double
/// and h about the cube root of its unit. A linear function has no curve: with h = 1 and whole
/// numbers the difference is exact, and the gradient must be equal.
///
///     let check = GradientCheck(of: dx, at: x, along: dy) { Reference.tanh($0) }
///     check.passes
///
/// Source: CS231n's notes on gradient checks, https://cs231n.github.io/neural-networks-3/#gradcheck.
public struct GradientCheck: Sendable {
  /// How the function is probed.
  public enum Method: Equatable, Sendable {
    /// Each number of x in turn, moved by `step` times its magnitude or 1, whichever is more.
    case everyPlace(step: Double)
    /// Each number of x in turn, moved by 1, and the gradient must be equal: for linear functions of
    /// whole numbers.
    case linear
    /// Some random directions, along which all numbers move at once: for x with many numbers.
    case directions(Int, step: Double, seed: UInt64)

    /// Each number, by the cube root of Double's unit.
    public static var everyPlace: Method { .everyPlace(step: 0x1p-17) }
    /// Eight directions, by the cube root of Double's unit.
    public static var directions: Method { .directions(8, step: 0x1p-17, seed: 1) }
  }

  /// A number of the gradient, and what differences say of it.
  public struct Entry: Equatable, Sendable {
    /// The index along each axis of x, or the direction's number.
    public let place: [Int]
    /// What the gradient says.
    public let gradient: Double
    /// What differences say.
    public let difference: Double

    /// A number of a gradient, held against its difference.
    public init(place: [Int], gradient: Double, difference: Double) {
      self.place = place
      self.gradient = gradient
      self.difference = difference
    }

    /// |gradient − difference|, divided by the larger of both if that is above 1.
    public var error: Double {
      (gradient - difference).magnitude
        / max(1, gradient.magnitude, difference.magnitude)
    }
  }

  /// How many numbers, or directions, were compared.
  public let count: Int
  /// The entry with the largest error; a NaN's counts as larger than any. Nil where there was
  /// nothing to compare.
  public let worst: Entry?
  /// The largest error that passes.
  public let tolerance: Double

  /// Whether something was compared and no error is above the tolerance.
  public var passes: Bool {
    guard let worst else { return false }
    return worst.error <= tolerance
  }

  /// Holds `gradient` against differences of `function`.
  ///
  /// - Parameters:
  ///   - gradient: `dx`, in the shape of `x`.
  ///   - x: where the gradient was taken.
  ///   - gradOutput: `dy`, in the shape of the function's output. Take random numbers: with ones, a
  ///     gradient that mixes up its places can pass.
  ///   - method: which differences are taken, and by what step; unless told, one for each number of
  ///     x.
  ///   - tolerance: the largest error that passes; with the method `linear` it is 0.
  ///   - function: `f`. It is called twice for each number of `x`, or for each direction.
  /// - Precondition: the shapes are as said.
  public init(
    of gradient: Tensor<Double>, at x: Tensor<Double>, along gradOutput: Tensor<Double>,
    method: Method = .everyPlace, tolerance: Double = 1e-7,
    _ function: (Tensor<Double>) -> Tensor<Double>
  ) {
    require(
      gradient.shape == x.shape,
      "the gradient has the shape \(gradient.shape), but what it is taken by has \(x.shape)")
    func moved(by step: Double, _ direction: Tensor<Double>) -> Double {
      let up = function(x + step * direction)
      let down = function(x - step * direction)
      require(
        up.shape == gradOutput.shape,
        "the gradient of the output has the shape \(gradOutput.shape), but the output has "
          + "\(up.shape)")
      return ((up - down) * gradOutput).sum() / (2 * step)
    }
    var entries: [Entry] = []
    switch method {
    case .everyPlace, .linear:
      for offset in 0..<x.count {
        var direction = Tensor<Double>.zeros(x.shape)
        direction.withUnsafeMutableScalars { $0[offset] = 1 }
        let value = x.withUnsafeScalars { $0[offset] }
        // Read and not multiplied with the direction: a NaN elsewhere must not show here.
        let slope = gradient.withUnsafeScalars { $0[offset] }
        let step =
          if case .everyPlace(let step) = method { step * max(1, value.magnitude) } else { 1.0 }
        entries.append(
          Entry(
            place: x.place(ofOffset: offset), gradient: slope,
            difference: moved(by: step, direction)))
      }
      self.tolerance = method == .linear ? 0 : tolerance
    case .directions(let count, let step, let seed):
      for number in 0..<count {
        let direction = Tensor<Double>.random(x.shape, seed: seed + UInt64(number))
        entries.append(
          Entry(
            place: [number], gradient: (gradient * direction).sum(),
            difference: moved(by: step, direction)))
      }
      self.tolerance = tolerance
    }
    count = entries.count
    worst = entries.max { a, b in a.error < b.error || b.error.isNaN && !a.error.isNaN }
  }
}

#if !$Embedded
  extension GradientCheck: CustomStringConvertible {
    /// The verdict in words, with the worst entry and its place.
    public var description: String {
      guard let worst else { return "there was nothing to compare the gradient at" }
      let numbers = "\(worst.place), \(worst.gradient) and \(worst.difference)"
      if !passes {
        return "gradient and differences don't agree: of \(count) places the worst is \(numbers)"
      }
      return "gradient and differences agree at \(count) places"
        + (worst.error > 0 ? "; the worst is \(numbers)" : "")
    }
  }
#endif

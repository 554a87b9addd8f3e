import Tensors

/// What came of holding a computed tensor against the exact one, number by number.
///
/// It agrees only if the shapes are equal and every computed number is within its bound of the
/// exact one. A NaN is within no bound. An infinity is right where the exact number is one too, or
/// is beyond Float's range.
public struct Comparison: Equatable, Sendable {
  /// A place where the two were compared.
  public struct Entry: Equatable, Sendable {
    /// The index along each axis.
    public let place: [Int]
    /// What the kernel gave, as a Double, which holds every Float.
    public let computed: Double
    /// What the yardstick gave.
    public let exact: Double
    /// How far the two may be apart.
    public let bound: Double

    /// Two numbers at one place, and how far they may be apart.
    public init(place: [Int], computed: Double, exact: Double, bound: Double) {
      self.place = place
      self.computed = computed
      self.exact = exact
      self.bound = bound
    }

    /// |computed − exact|; 0 for an infinity that is right.
    public var error: Double { Self.error(computed, exact) }

    static func error(_ computed: Double, _ exact: Double) -> Double {
      // ∞ − ∞ is no number, and what is beyond Float's range can be nothing but ∞.
      if computed.isInfinite && computed == Double(Float(exact)) { return 0 }
      return (computed - exact).magnitude
    }
  }

  /// The computed and the exact shape, where they differ. Nothing else was compared then.
  public let shapes: Mismatch?
  /// How many numbers were compared.
  public let count: Int
  /// How many of them were out of bounds.
  public let wrong: Int
  /// The first place, in row order, that was out of bounds.
  public let firstWrong: Entry?
  /// The place with the largest error; a NaN's counts as larger than any. Nil where nothing was
  /// compared.
  public let largest: Entry?

  /// Two shapes that should have been equal.
  public struct Mismatch: Equatable, Sendable {
    /// That of what the kernel gave.
    public let computed: [Int]
    /// That of what the yardstick gave.
    public let exact: [Int]
  }

  /// Whether the shapes are equal and no number is out of bounds.
  public var agrees: Bool { shapes == nil && wrong == 0 }

  /// Holds `computed` against `exact`, each number within the bound at its place.
  ///
  /// - Precondition: `exact` and `bound` have the same shape.
  public init(_ computed: Tensor<Float>, exact: Tensor<Double>, bound: Tensor<Double>) {
    require(
      exact.shape == bound.shape,
      "the bounds have the shape \(bound.shape), the exact numbers \(exact.shape)")
    guard computed.shape == exact.shape else {
      shapes = Mismatch(computed: computed.shape, exact: exact.shape)
      (count, wrong, firstWrong, largest) = (0, 0, nil, nil)
      return
    }
    let (xs, ys, bounds) = (computed.scalars, exact.scalars, bound.scalars)
    func entry(_ offset: Int) -> Entry {
      Entry(
        place: exact.place(ofOffset: offset), computed: Double(xs[offset]), exact: ys[offset],
        bound: bounds[offset])
    }
    var wrong: [Int] = []
    var largest = 0
    var largestError = -1.0
    for offset in xs.indices {
      let error = Entry.error(Double(xs[offset]), ys[offset])
      // Written so that a NaN, which compares false with everything, counts as wrong; where the bound
      // itself is none, only an infinity that is right is.
      let isWithin = error <= bounds[offset] || xs[offset].isInfinite && error == 0
      if !isWithin { wrong.append(offset) }
      if error > largestError || error.isNaN && !largestError.isNaN {
        largest = offset
        largestError = error
      }
    }
    shapes = nil
    count = xs.count
    self.wrong = wrong.count
    firstWrong = wrong.first.map(entry)
    self.largest = xs.isEmpty ? nil : entry(largest)
  }
}

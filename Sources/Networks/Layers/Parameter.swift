public import Tensors

/// Numbers of a layer: a weight or a bias that it learns, or statistics that it only keeps.
public final class Parameter {
  /// What becomes of the numbers in training.
  public enum Role: Sendable {
    /// Learned, and pulled to zero by whatever decays weights.
    case weight
    /// Learned.
    case bias
    /// Kept: a running mean or variance.
    case statistics
  }

  /// What the layer calls it, which is PyTorch's word: "weight", "running_mean".
  public let name: String
  /// What becomes of it in training.
  public let role: Role
  /// How many numbers it has, along each axis.
  public let shape: [Int]
  /// How its numbers are drawn.
  public let initializer: Initializer
  private var seed: UInt64 = 0
  private var numbers: Tensor<Float>?
  /// The gradient of the loss by them, summed over all `backward`s since the last step; nil before the first.
  public var gradient: Tensor<Float>?
  /// Whether an optimiser leaves it as it is.
  public var isFrozen = false

  /// Numbers of a layer, drawn by its initialiser from the seed 0.
  ///
  /// - Parameters:
  ///   - name: what the layer calls it.
  ///   - role: what becomes of it in training.
  ///   - shape: how many numbers it has, along each axis.
  ///   - initializer: how they are drawn.
  public init(_ name: String, _ role: Role, shape: [Int], initializer: Initializer) {
    (self.name, self.role, self.shape, self.initializer) = (name, role, shape, initializer)
  }

  /// The numbers. They are drawn when they are first asked for: a network of a hundred million that is only
  /// looked at, or read from a file, never is.
  ///
  /// - Precondition: what is set has the parameter's shape.
  public var value: Tensor<Float> {
    get {
      if let numbers { return numbers }
      var random = SeededRandom(seed: seed)
      let drawn = initializer.draw(shape, &random)
      numbers = drawn
      return drawn
    }
    set {
      require(
        newValue.shape == shape,
        "\(name) has the shape \(shape), and can't become numbers of shape \(newValue.shape)")
      numbers = newValue
    }
  }

  /// How many numbers it has.
  public var count: Int { shape.reduce(1, *) }

  /// Draws its numbers anew, and forgets the gradient.
  ///
  /// - Parameter seed: what they follow from.
  public func initialize(seed: UInt64) {
    (self.seed, numbers, gradient) = (seed, nil, nil)
  }

  /// Whether an optimiser changes it.
  public var isLearned: Bool { role != .statistics && !isFrozen }

  /// Adds to the gradient.
  public func add(gradient other: Tensor<Float>) {
    gradient = gradient.map { $0 + other } ?? other
  }
}

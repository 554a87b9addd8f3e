import Foundation
public import Tensors

/// How the numbers of a parameter are drawn before there is anything learned.
///
/// The fan-in of a weight `[OC, IC/G, KH, KW]` or `[O, I]` is how many products one output sums, IC/G·KH·KW or
/// I; its fan-out how many outputs one input goes into, OC·KH·KW or O.
public enum Initializer: Equatable, Sendable {
  /// All the same number.
  case constant(Float)
  /// Evenly from −bound to bound.
  case uniform(bound: Float)
  /// Around 0 with this standard deviation. N(0, 1/9) is `normal(deviation: 1/3)`.
  case normal(deviation: Float)
  /// Around 0 with the variance 2 / (fan-in + fan-out), which keeps the size of activations and of gradients
  /// alike. Source: X. Glorot, Y. Bengio, *Understanding the difficulty of training deep feedforward neural
  /// networks*, 2010, https://proceedings.mlr.press/v9/glorot10a.html.
  case xavier
  /// Around 0 with the variance 2 / fan-in, as a ReLU takes half away. Source: K. He and others, *Delving Deep
  /// into Rectifiers*, 2015, https://arxiv.org/abs/1502.01852.
  case he
  /// Evenly within ±1/√fan-in: what PyTorch's layers begin with. A bias has its weight's fan-in.
  case byFanIn(Int)

  /// Draws the numbers of a parameter.
  ///
  /// - Parameters:
  ///   - shape: the parameter's shape, outputs first.
  ///   - random: where chance comes from; the numbers follow from it alone.
  public func draw(_ shape: [Int], _ random: inout SeededRandom) -> Tensor<Float> {
    let fanIn = shape.dropFirst().reduce(1, *)
    let fanOut = shape.reduce(1, *) / max(shape.count > 1 ? shape[1] : 1, 1)
    return Tensor(shape: shape) { numbers in
      switch self {
      case .constant(let number): numbers.initialize(repeating: number)
      case .uniform(let bound): Self.fillEvenly(numbers, bound: bound, &random)
      case .byFanIn(let count):
        Self.fillEvenly(numbers, bound: 1 / Float(max(count, 1)).squareRoot(), &random)
      case .normal(let deviation): Self.fillNormally(numbers, Double(deviation), &random)
      case .xavier:
        Self.fillNormally(numbers, (2 / Double(max(fanIn + fanOut, 1))).squareRoot(), &random)
      case .he: Self.fillNormally(numbers, (2 / Double(max(fanIn, 1))).squareRoot(), &random)
      }
    }
  }

  private static func fillEvenly(
    _ numbers: UnsafeMutableBufferPointer<Float>, bound: Float, _ random: inout SeededRandom
  ) {
    for place in numbers.indices { numbers[place] = random.uniform(in: -bound...bound) }
  }

  /// Two numbers at a time from a point in the unit disc. Source: G. Marsaglia, T. A. Bray, *A Convenient
  /// Method for Generating Normal Variables*, SIAM Review 6, 1964, https://doi.org/10.1137/1006063.
  private static func fillNormally(
    _ numbers: UnsafeMutableBufferPointer<Float>, _ deviation: Double, _ random: inout SeededRandom
  ) {
    var spare: Double?
    for place in numbers.indices {
      if let number = spare {
        numbers[place] = Float(number)
        spare = nil
        continue
      }
      var (x, y, square) = (0.0, 0.0, 0.0)
      repeat {
        (x, y) = (Double(random.uniform(in: -1...1)), Double(random.uniform(in: -1...1)))
        square = x * x + y * y
      } while square >= 1 || square == 0
      let factor = deviation * (-2 * log(square) / square).squareRoot()
      numbers[place] = Float(x * factor)
      spare = y * factor
    }
  }
}

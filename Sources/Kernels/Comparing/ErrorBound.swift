import Tensors

/// How far the sum of n products may stray from its exact value.
///
/// Each operation in floating point is off by a factor of at most 1 + u, where u is half the gap
/// between 1 and the next number (2⁻²⁴ for Float). Over a sum of n products, whatever the order,
/// that adds up to at most
///
///     |computed − exact| ≤ γₙ · Σ |w|·|x|      with   γₙ = n·u / (1 − n·u)
///
/// Source: N. J. Higham, *Accuracy and Stability of Numerical Algorithms*, 2nd edition, §3.1,
/// https://doi.org/10.1137/1.9780898718027.
public enum ErrorBound {
  /// Half the gap between 1 and the next Float: 2⁻²⁴.
  public static let floatUnit = 0x1p-24

  /// The same for Double: 2⁻⁵³.
  public static let doubleUnit = 0x1p-53

  /// How many units an exp, a log or a tanh may be off: four gaps between neighbouring numbers.
  public static let function = 8

  /// γₙ = n·u / (1 − n·u).
  ///
  /// - Precondition: `n·u` is below 1.
  public static func gamma(_ n: Int, unit u: Double) -> Double {
    let nu = Double(n) * u
    require(nu < 1, "a sum of \(n) products has no error bound in this precision")
    return nu / (1 - nu)
  }

  /// The bound for a Float sum of `terms` products whose magnitudes add up to `magnitude`, held
  /// against the same sum in Double.
  ///
  /// Three parts: what the Float sum may be off, what the yardstick in Double may be off, and one
  /// smallest step for each product, because a product too small for a Float is rounded by up to
  /// that much however small it is.
  ///
  /// - Parameters:
  ///   - terms: `n`, how many products are summed.
  ///   - magnitude: Σ |w|·|x| over them.
  ///   - factor: an algorithm's own published factor where it isn't a plain sum; 1 for plain sums.
  /// - Returns: how far the two sums may be apart, in the units of `magnitude`.
  public static func sumOfProducts(
    terms: Int, magnitude: Double, factor: Double = 1
  ) -> Double {
    let relative = factor * gamma(terms, unit: floatUnit) + gamma(terms, unit: doubleUnit)
    return relative * magnitude + Double(terms) * Double(Float.leastNonzeroMagnitude)
  }
}

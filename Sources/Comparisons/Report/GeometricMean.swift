import Foundation

extension [Double] {
  /// The n-th root of the product: the mean for ratios, of which 2 and ½ average to 1. Nil without
  /// numbers.
  var geometricMean: Double? {
    isEmpty ? nil : exp(reduce(0) { $0 + log($1) } / Double(count))
  }
}

/// How well networks did that learned the same way from different parts of the same pictures.
///
/// One network's accuracy is a matter of chance as well: of which pictures it was tried with, and which it learned.
/// How far the accuracies of several lie apart says how much.
///
/// Source: M. Stone, *Cross-Validatory Choice and Assessment of Statistical Predictions*,
/// https://doi.org/10.1111/j.2517-6161.1974.tb00994.x.
public struct CrossValidation: Equatable, Sendable {
  /// The accuracy of each network, from 0 to 1.
  public private(set) var accuracies: [Double] = []

  /// No network has been tried yet.
  public init() {}

  /// Adds the accuracy of a network.
  public mutating func add(accuracy: Double) { accuracies.append(accuracy) }

  /// Their mean, Σa / k; 0 where there are none.
  public var mean: Double { accuracies.reduce(0, +) / Double(max(accuracies.count, 1)) }

  /// How far they lie apart: the standard deviation √(Σ(a − mean)² / (k − 1)); 0 for fewer than two.
  ///
  /// It is that of single accuracies. The networks share most of their pictures, so dividing it by √k would promise too
  /// much of the mean.
  public var standardDeviation: Double {
    guard accuracies.count > 1 else { return 0 }
    let mean = mean
    let squares = accuracies.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (squares / Double(accuracies.count - 1)).squareRoot()
  }
}

import Kernels
import Loupe
import Tensors

/// What came of holding results against the exact ones, each number against its own bound.
public struct Verdict: Equatable, Sendable {
  /// Whether every number is within its bound, the reference's too.
  public var agrees: Bool { complaints.isEmpty }
  /// The largest error of the fast result. 0 where nothing was computed.
  public let error: Double
  /// The bound at its place.
  public let bound: Double
  /// How many numbers were held against exact ones, and of how many.
  public let checked: Int
  /// All numbers of the result.
  public let count: Int
  /// What is wrong, in sentences.
  public let complaints: [String]

  /// The largest error as a share of the bound at its place.
  public var share: Double { Self.share(error, bound) }

  private static func share(_ error: Double, _ bound: Double) -> Double {
    error == 0 ? 0 : error / bound
  }

  /// The verdict on one candidate's tensors; of several tensors it tells the largest share of a bound.
  ///
  /// - Parameters:
  ///   - agreements: one for each tensor.
  ///   - part: which of the candidates it is about. The reference, the first, is asked for too.
  ///   - count: how many numbers the whole result has.
  init(_ agreements: [Agreement], part: Int, count: Int) {
    let comparisons = agreements.map { $0.parts[part].comparison }
    let largest = comparisons.compactMap(\.largest)
      .max { Self.share($0.error, $0.bound) < Self.share($1.error, $1.bound) }
    error = largest?.error ?? 0
    bound = largest?.bound ?? 0
    checked = comparisons.reduce(0) { $0 + $1.count }
    self.count = count
    complaints = agreements.flatMap { agreement in
      [agreement.parts[0], agreement.parts[part]].compactMap(Self.complaint)
    }
  }

  /// The verdict on whole numbers, which must be equal.
  init(equal: Bool, checked: Int, count: Int) {
    error = equal ? 0 : .infinity
    bound = 0
    self.checked = checked
    self.count = count
    complaints = equal ? [] : ["fast: the whole numbers are not those of the reference"]
  }

  private static func complaint(_ part: Agreement.Part) -> String? {
    let comparison = part.comparison
    if let shapes = comparison.shapes {
      return "\(part.name): the result has the shape \(shapes.computed), not \(shapes.exact)"
    }
    guard let first = comparison.firstWrong else { return nil }
    return "\(part.name): \(comparison.wrong) of \(comparison.count) numbers are out of bounds; at "
      + "\(first.place) it is \(first.computed) where \(first.exact) is exact, off by "
      + "\(first.error.scientific(decimals: 1)), and the bound is "
      + "\(first.bound.scientific(decimals: 1))"
  }
}

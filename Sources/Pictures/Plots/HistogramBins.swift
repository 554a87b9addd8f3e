import Tensors

/// How a histogram's numbers are put into bins.
public enum HistogramBins: Equatable, Sendable {
  /// Bins of a width of 2 · IQR / ∛n, where IQR is the distance of the quartiles, made wider to 1, 2, 2.5
  /// or 5 times a power of ten, so that the bins begin and end with numbers that people know. Whole
  /// numbers get bins of whole numbers, one for each number where there are no more than 30.
  ///
  /// Source: Freedman and Diaconis, On the histogram as a density estimator, 1981,
  /// doi:10.1007/BF01025868. Where half of the numbers are the same, IQR is 0, and there are
  /// 1 + log₂ n bins (Sturges, The choice of a class interval, 1926,
  /// doi:10.1080/01621459.1926.10502161).
  case freedmanDiaconis

  /// So many bins, all equally wide, from the least number to the largest.
  case count(Int)

  /// Bins of this width, which begin at its multiples.
  case width(Double)

  /// More bins than this are never made: they couldn't be seen.
  static let most = 200

  /// The edges of the bins, rising, one more than there are bins. Each bin has its lower edge, and the
  /// last one also its upper edge.
  ///
  /// - Parameter values: finite.
  func edges(for values: [Double]) -> [Double] {
    let sorted = values.map { min(max($0, -1e300), 1e300) }.sorted()
    guard let least = sorted.first, let largest = sorted.last else { return [0, 1] }
    // Numbers so near each other that no Double lies on an edge between them are in one bin.
    let spread = largest - least
    let isSpread = spread > max(largest.magnitude, least.magnitude) * 1e-10 && spread > 1e-280
    let isWhole = sorted.allSatisfy { $0 == $0.rounded() }
    switch self {
    case .count(let count):
      require(count >= 1, "a histogram has at least one bin, not \(count)")
      let count = min(count, Self.most)
      guard isSpread else { return Self.around(least) }
      return (0...count).map {
        $0 == count ? largest : least + (largest - least) / Double(count) * Double($0)
      }
    case .width(let width):
      require(width > 0 && width.isFinite, "a bin has a width above 0, not \(width)")
      return Self.multiples(
        of: max(width, spread / Double(Self.most - 2), largest.magnitude * 1e-10), least, largest)
    case .freedmanDiaconis:
      guard isSpread else { return Self.around(least) }
      let size = isWhole && spread < 30 ? 1 : Self.width(sorted)
      guard let step = TickStep.steps(from: size, isWhole: isWhole).first else { return [0, 1] }
      // The bins of whole numbers go from half to half, so that no number lies on an edge.
      let shift = isWhole ? -0.5 : 0
      let first = step.lastMultiple(notAbove: least - shift)
      let count = step.lastMultiple(notAbove: largest - shift) - first + 1
      return (0...count).map { step.times(first + $0).value + shift }
    }
  }

  /// One bin around one number.
  private static func around(_ number: Double) -> [Double] {
    let half = number == number.rounded() ? 0.5 : number.magnitude / 20
    let room = max(half, number.magnitude * 1e-9, 1e-290)
    return [number - room, number + room]
  }

  private static func multiples(of width: Double, _ least: Double, _ largest: Double) -> [Double] {
    let first = (least / width).rounded(.down)
    let count = max(1, Int(((largest / width) - first).rounded(.down)) + 1)
    return (0...min(count, most)).map { (first + Double($0)) * width }
  }

  private static func width(_ sorted: [Double]) -> Double {
    let range = sorted[sorted.count - 1] - sorted[0]
    func quantile(_ share: Double) -> Double {
      let place = share * Double(sorted.count - 1)
      let index = min(Int(place), sorted.count - 2)
      return sorted[index] + (place - Double(index)) * (sorted[index + 1] - sorted[index])
    }
    let count = Double(sorted.count)
    let rule = 2 * (quantile(0.75) - quantile(0.25)) / cubeRoot(count)
    let width =
      rule > 0
      ? rule : range / (1 + Double(sorted.count.bitWidth - sorted.count.leadingZeroBitCount))
    return max(width, range / 100)
  }
}

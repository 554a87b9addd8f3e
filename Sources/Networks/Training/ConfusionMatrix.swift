/// How often pictures of each class were taken for each class, and what follows from it.
public struct ConfusionMatrix: Equatable, Sendable {
  /// `counts[right][answer]`: how many pictures of the class `right` were taken for `answer`.
  public private(set) var counts: [[Int]]

  /// A matrix in which nothing is counted yet.
  ///
  /// - Parameter classes: how many there are.
  public init(classes: Int) {
    counts = Array(repeating: Array(repeating: 0, count: classes), count: classes)
  }

  /// Counts an answer.
  public mutating func add(right: Int, answer: Int) { counts[right][answer] += 1 }

  /// How many answers there are.
  public var total: Int { counts.reduce(0) { $0 + $1.reduce(0, +) } }

  /// The share of right answers; 0 if there are none at all.
  public var accuracy: Double { share(counts.indices.reduce(0) { $0 + counts[$1][$1] }, of: total) }

  /// Of the pictures that were taken for a class, the share that is of it; 0 where there is none.
  public func precision(_ class: Int) -> Double {
    share(counts[`class`][`class`], of: counts.reduce(0) { $0 + $1[`class`] })
  }

  /// Of the pictures of a class, the share that was found; 0 where there is none.
  public func recall(_ class: Int) -> Double {
    share(counts[`class`][`class`], of: counts[`class`].reduce(0, +))
  }

  /// The harmonic mean of precision and recall, 2·p·r / (p + r); 0 where both are.
  public func f1(_ class: Int) -> Double {
    let (precision, recall) = (precision(`class`), recall(`class`))
    return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall)
  }

  /// The mean of a measure over all classes, each counting alike: "macro".
  public func mean(of measure: (Int) -> Double) -> Double {
    counts.isEmpty ? 0 : counts.indices.reduce(0) { $0 + measure($1) } / Double(counts.count)
  }

  private func share(_ part: Int, of whole: Int) -> Double {
    whole == 0 ? 0 : Double(part) / Double(whole)
  }
}

import Tensors

/// Which pictures of a data set one round of a cross-validation trains with, and which it validates with.
public struct Fold: Equatable, Sendable {
  /// The places of the pictures to train with, in rising order.
  public let training: [Int]
  /// The places of all the others, in rising order.
  public let validation: [Int]
}

extension LabelledPictures {
  /// From where the pictures of a part are drawn.
  public enum Drawing: Sendable {
    /// From all pictures: the classes may be a little more or less frequent in the part.
    case fromAll
    /// From each class as large a part: every class is as frequent in the part as in the whole.
    case fromEachClass
  }

  /// The pictures in two parts: one to train with, and one to see how well it goes.
  ///
  /// - Parameters:
  ///   - part: how much is kept for validation, such as 0.1 for a tenth; of n pictures
  ///     round(n · part), or of each class of n pictures.
  ///   - drawing: whether that is so for the whole or for each class.
  ///   - seed: which pictures they are follows from it.
  /// - Returns: the two parts. Each keeps its pictures in their order, and each picture is in one of them.
  /// - Precondition: `part` is from 0 to 1.
  public func split(
    validation part: Double, drawing: Drawing = .fromEachClass, seed: UInt64
  ) -> (training: LabelledPictures, validation: LabelledPictures) {
    require(part >= 0 && part <= 1, "a part for validation is from 0 to 1, not \(part)")
    var isKept = Array(repeating: false, count: count)
    for (number, group) in groups(drawing).enumerated() {
      var random = SeededRandom(seed: seed, stream: number)
      let kept = Int((Double(group.count) * part).rounded())
      for place in random.permutation(of: group.count).prefix(kept) { isKept[group[place]] = true }
    }
    return (
      subset(labels.indices.filter { !isKept[$0] }), subset(labels.indices.filter { isKept[$0] })
    )
  }

  private func groups(_ drawing: Drawing) -> [[Int]] {
    switch drawing {
    case .fromAll: [Array(labels.indices)]
    case .fromEachClass:
      labels.indices.reduce(into: Array(repeating: [], count: classes.count)) {
        $0[labels[$1]].append($1)
      }
    }
  }

  /// The rounds of a `k`-fold cross-validation: each picture is validated with in one of them, and
  /// trained with in all others.
  ///
  /// - Parameters:
  ///   - k: how many rounds.
  ///   - seed: which pictures come together follows from it.
  /// - Returns: `k` folds; the numbers of their validation pictures differ by 1 at most.
  /// - Precondition: `k` is at least 2, and there are `k` pictures.
  public func folds(_ k: Int, seed: UInt64) -> [Fold] {
    require(
      k >= 2 && k <= count,
      "\(k) folds can't be made of \(count) pictures: there are at least 2, each with a picture")
    var random = SeededRandom(seed: seed)
    var foldOf = Array(repeating: 0, count: count)
    for (place, index) in random.permutation(of: count).enumerated() { foldOf[index] = place % k }
    return (0..<k).map { fold in
      Fold(
        training: labels.indices.filter { foldOf[$0] != fold },
        validation: labels.indices.filter { foldOf[$0] == fold })
    }
  }
}

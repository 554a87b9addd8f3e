/// Guesses what a misspelt word should have been.
public enum Spelling {
  /// The word that takes the fewest changes to become from `word`, if they are few enough for a
  /// slip: no more than a third of its letters, or two in a shorter one, and never more than half of those of
  /// the word that it becomes.
  public static func nearest(to word: String, among candidates: [String]) -> String? {
    let limit = max(2, word.count / 3)
    return
      candidates
      .map { ($0, distance(word.lowercased(), $0.lowercased())) }
      .filter { $0.1 <= limit && 2 * $0.1 <= $0.0.count }
      .min { $0.1 < $1.1 }?.0
  }

  /// How many letters must be put in, taken out or replaced to make one word of the other.
  ///
  /// Source: V. I. Levenshtein, *Binary codes capable of correcting deletions, insertions and
  /// reversals*, Soviet Physics Doklady 10, 1966.
  static func distance(_ a: String, _ b: String) -> Int {
    let b = Array(b)
    var row = Array(0...b.count)
    for (i, letter) in a.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for j in b.indices {
        let replaced = diagonal + (letter == b[j] ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(replaced, row[j] + 1, row[j + 1] + 1)
      }
    }
    return row[b.count]
  }
}

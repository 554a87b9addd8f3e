import Tensors
import Walkthroughs

/// Where an answer differs from the right one.
struct WrongAnswer {
  private let answer: Tensor<Float>
  private let right: Tensor<Float>
  /// The places of the wrong numbers, in row order; none where the shape is wrong.
  private let places: [Int]

  /// Nil if the answer is right.
  init?(_ answer: Tensor<Float>, _ right: Tensor<Float>) {
    (self.answer, self.right) = (answer, right)
    guard answer.shape == right.shape else {
      places = []
      return
    }
    let (given, expected) = (answer.scalars, right.scalars)
    let largest = expected.filter(\.isFinite).map(abs).max() ?? 0
    // Where all are 0, what is left of a sum by rounding is right, too.
    let bound = max(1e-6, 1e-4 * largest)
    // What is no number is never within a bound.
    places = given.indices.filter { place in
      given[place] != expected[place] && !(abs(given[place] - expected[place]) <= bound)
        && !(given[place].isNaN && expected[place].isNaN)
    }
    if places.isEmpty { return nil }
  }

  /// Where the first wrong number is; nil where the shape is wrong.
  var place: [Int]? { places.first.map(right.place) }

  /// What is wrong, and what would be right.
  ///
  /// - Parameters:
  ///   - shapeRule: how the right shape comes about.
  ///   - name: what the answer is called.
  ///   - mistake: what the student may have done.
  func words(
    shapeRule: String? = nil, name: String = "answer", mistake: String? = nil
  ) -> String {
    let lines: [String?]
    if let first = places.first, let place {
      let (given, expected) = Self.texts(answer.scalars[first], right.scalars[first])
      lines = [
        "your \(name)[\(place.map(String.init).joined(separator: ","))] is \(given), and \(expected) "
          + "is right\(howMany)", mistake,
      ]
    } else {
      lines = [Self.words(ofShape: answer.shape, right: right.shape, rule: shapeRule), mistake]
    }
    return lines.compactMap { $0 }.joined(separator: "\n")
  }

  /// " (3 of 4 are wrong)"; nothing where there is only one.
  private var howMany: String {
    if right.count == 1 { return "" }
    if places.count == right.count { return " (all \(right.count) are wrong)" }
    return " (\(places.count) of \(right.count) \(places.count == 1 ? "is" : "are") wrong)"
  }

  /// Two numbers that differ, as their reader would write them: with as few digits as tell them apart.
  static func texts(_ a: Float, _ b: Float) -> (String, String) {
    let (short, other) = (NumberFormat([a]).text(a), NumberFormat([b]).text(b))
    return short == other ? ("\(a)", "\(b)") : (short, other)
  }

  /// Which shape an answer has, which one is right, and why.
  static func words(ofShape shape: [Int], right: [Int], rule: String?) -> String {
    "your answer is \(words(shape)), and \(words(right)) is right" + (rule.map { ": \($0)" } ?? "")
  }

  /// A shape in words: "5×7".
  static func words(_ shape: [Int]) -> String {
    shape.isEmpty ? "a single number" : shape.map(String.init).joined(separator: "×")
  }
}

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
  ///   - name: what the answer is called.
  ///   - mistake: what the student may have done.
  func words(name: String = "answer", mistake: String? = nil) -> String {
    let lines: [String?]
    if let first = places.first, let place {
      let (given, expected) = Self.texts(answer.scalars[first], right.scalars[first])
      lines = [
        "your \(name)[\(place.map(String.init).joined(separator: ","))] is \(given), and \(expected) "
          + "is right\(howMany)", mistake,
      ]
    } else {
      lines = [Self.words(ofShape: answer.shape, right: right.shape), mistake]
    }
    return lines.compactMap { $0 }.joined(separator: "\n")
  }

  /// " (3 of 4 are wrong)"; nothing where there is only one.
  private var howMany: String {
    if right.count == 1 { return "" }
    if places.count == right.count {
      return right.count == 2 ? " (both are wrong)" : " (all \(right.count) are wrong)"
    }
    return " (\(places.count) of \(right.count) \(places.count == 1 ? "is" : "are") wrong)"
  }

  /// Two numbers that differ, as their reader would write them: with as few digits as tell them apart.
  static func texts(_ a: Float, _ b: Float) -> (String, String) {
    let (short, other) = (NumberFormat([a]).text(a), NumberFormat([b]).text(b))
    return short == other ? ("\(a)", "\(b)") : (short, other)
  }

  /// Which shape an answer has, and which one is right.
  static func words(ofShape shape: [Int], right: [Int]) -> String {
    // "is 1, and 3 is right" would be read as a number.
    if shape.count == 1, right.count == 1 {
      return
        "your answer has \(counted(shape[0])), and \(right[0]) \(right[0] == 1 ? "is" : "are") right"
    }
    func told(_ shape: [Int]) -> String {
      shape.count == 1 ? "a row of \(counted(shape[0]))" : words(shape)
    }
    return "your answer is \(told(shape)), and \(told(right)) is right"
  }

  private static func counted(_ count: Int) -> String { "\(count) number\(count == 1 ? "" : "s")" }

  /// A shape in words: "5×7".
  static func words(_ shape: [Int]) -> String {
    shape.isEmpty ? "a single number" : shape.map(String.init).joined(separator: "×")
  }
}

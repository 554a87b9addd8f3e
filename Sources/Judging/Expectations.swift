public import Exchange
public import Tensors
public import Walkthroughs

/// What a student's answer isn't, in words for the student.
public struct TestFailure: Error {
  /// The words.
  public let words: String
  /// How the right answer comes about, number by number; empty where there is nothing to show of it.
  public let workedOut: String

  /// A test ends with these words.
  ///
  /// - Parameters:
  ///   - words: what is wrong.
  ///   - workedOut: how the right answer comes about, number by number.
  public init(_ words: String, workedOut: String = "") {
    (self.words, self.workedOut) = (words, workedOut)
  }
}

/// A mistake that people make, and what comes of it.
public struct KnownMistake {
  let words: String
  let result: () -> Tensor<Float>

  /// A mistake of which one can tell by its result.
  ///
  /// - Parameters:
  ///   - words: what it is, and what to do, in a sentence or two: "This is the flipped kernel. A convolution
  ///     doesn't flip it."
  ///   - result: what comes out of it. It is looked at only where the answer is wrong.
  public init(_ words: String, gives result: @escaping @autoclosure () -> Tensor<Float>) {
    (self.words, self.result) = (words, result)
  }
}

/// Ends the test unless the student's answer is right.
///
/// It is if it has the same shape, and each number is as close to the right one as rounding allows: within
/// 1e-4 of the largest of the right numbers. The student is told which shape is right, and why; or else
/// which number is the first wrong one, and how the right one comes about; and which known mistake gives that
/// answer, if there is just one.
///
/// - Parameters:
///   - answer: what the student's function gave back.
///   - right: what it should have given back.
///   - given: what it was given, in words that make sense before a colon: "X of 5×7, K of 2×3".
///   - walk: how the right numbers come about.
///   - shapeRule: how the right shape comes about, in a sentence: "It has 5 − 2 + 1 = 4 rows."
///   - mistakes: those that are known.
/// - Throws: `TestFailure`.
public func expect(
  _ answer: Tensor<Float>, equals right: Tensor<Float>, given: String = "",
  workedOut walk: @autoclosure () -> Walkthrough? = nil,
  shapeRule: @autoclosure () -> String? = nil, mistakes: [KnownMistake] = []
) throws {
  guard let wrong = WrongAnswer(answer, right) else { return }
  let walk = walk()
  throw TestFailure(
    given: given,
    wrong.words(
      name: walk?.result.name ?? "answer", mistake: answer.mistake(among: mistakes)),
    workedOut: wrong.place.map { place in
      walk.flatMap { walk in walk.number(ofStepAt: place).map { walk[$0].page.text(width: 76) } }
        ?? ""
    } ?? shapeRule())
}

/// Ends the test unless the student's answer is right, as above; where there is no walkthrough, how the right
/// number comes about is said in words.
///
/// - Parameters:
///   - answer: what the student's function gave back.
///   - right: what it should have given back.
///   - given: what it was given, in words that make sense before a colon.
///   - name: what the student knows the answer as: "dX".
///   - why: how the right number at a place comes about.
///   - mistakes: those that are known.
/// - Throws: `TestFailure`.
public func expect(
  _ answer: Tensor<Float>, equals right: Tensor<Float>, given: String = "",
  called name: String = "answer", because why: (_ place: [Int]) -> String,
  mistakes: [KnownMistake] = []
) throws {
  guard let wrong = WrongAnswer(answer, right) else { return }
  throw TestFailure(
    given: given,
    wrong.words(name: name, mistake: answer.mistake(among: mistakes)),
    workedOut: wrong.place.map(why))
}

/// Ends the test unless the student's answer has the right shape, whatever its numbers are.
///
/// - Parameters:
///   - answer: what the student's function gave back.
///   - shape: its sizes, if it is right.
///   - given: what it was given, in words that make sense before a colon.
///   - shapeRule: how the right shape comes about, in a sentence: "It has 5 − 2 + 1 = 4 rows."
/// - Throws: `TestFailure`.
public func expect(
  _ answer: Tensor<Float>, hasShape shape: [Int], given: String = "",
  shapeRule: @autoclosure () -> String? = nil
) throws {
  guard answer.shape != shape else { return }
  throw TestFailure(
    given: given, WrongAnswer.words(ofShape: answer.shape, right: shape), workedOut: shapeRule())
}

/// Ends the test unless the student's answer is the right one.
///
/// - Parameters:
///   - answer: what the student's function gave back.
///   - right: what it should have given back.
///   - given: what it was given, in words that make sense before a colon.
///   - why: how the right answer comes about.
/// - Throws: `TestFailure`.
public func expect<Value: Exchangeable & Equatable>(
  _ answer: Value, equals right: Value, given: String = "", because why: String? = nil
) throws {
  guard answer != right else { return }
  throw TestFailure(
    given: given,
    "your answer is \(shortened(answer)), and \(shortened(right)) is right", workedOut: why)
}

/// Ends the test unless something holds.
///
/// - Parameters:
///   - condition: what must hold.
///   - words: what the student is told where it doesn't.
/// - Throws: `TestFailure`.
public func expect(_ condition: Bool, _ words: @autoclosure () -> String) throws {
  guard condition else { throw TestFailure(words()) }
}

/// A value as text, cut where it goes on and on.
private func shortened(_ value: some Any) -> String {
  let text = "\(value)"
  return text.utf8.count <= 300 ? text : "\(text.prefix(100))… (\(text.count) characters)"
}

extension TestFailure {
  fileprivate init(given: String, _ words: String, workedOut: String? = nil) {
    self.init(given.isEmpty ? words : "\(given):\n\(words)", workedOut: workedOut ?? "")
  }
}

extension Tensor<Float> {
  /// The one of these mistakes that gives this answer, in words. Nil if several do: with a kernel that ends in
  /// a 0, say, it can't be told whether anything was added up.
  func mistake(among mistakes: [KnownMistake]) -> String? {
    let found = mistakes.filter { WrongAnswer(self, $0.result()) == nil }
    return found.count == 1 ? found[0].words : nil
  }
}

public import Tensors
import Exchange

/// A test: it is passed if `body` ends without an error.
///
/// - Parameters:
///   - title: what it finds out, in a few words: "the worked example". Students read it.
///   - points: what it is worth.
///   - hidden: whether students are only told whether they passed it, and never the numbers.
///   - body: calls the student's functions and says what it expects.
public func test(
  _ title: String, points: Int, hidden: Bool = false, body: @escaping () throws -> Void
) {
  JudgeSession.shared.add(TestDescription(title: title, points: points, isHidden: hidden)) { _ in
    try body()
  }
}

/// A test that says the same of many random cases: it is passed if none of them ends with an error.
///
/// The cases follow from the seed of the grading, which is drawn after the student's file is compiled.
///
/// - Parameters:
///   - title: what it finds out, in a few words: "kernels that aren't square". Students read it.
///   - points: what it is worth.
///   - cases: how many.
///   - hidden: whether students are only told whether they passed it, and never the numbers.
///   - body: draws a case from the random numbers, calls the student's functions and says what it expects.
public func property(
  _ title: String, points: Int, cases: Int = 10, hidden: Bool = false,
  body: @escaping (inout SeededRandom) throws -> Void
) {
  JudgeSession.shared.add(TestDescription(title: title, points: points, isHidden: hidden)) { seed in
    var random = SeededRandom(seed: seed)
    for _ in 0..<cases { try body(&random) }
  }
}

extension SeededRandom {
  /// A tensor of small whole numbers, on which sums of products are exact.
  ///
  /// - Parameters:
  ///   - shape: its sizes.
  ///   - range: from which its numbers are drawn.
  public mutating func wholeTensor(
    _ shape: [Int], in range: ClosedRange<Int> = -4...4
  ) -> Tensor<Float> {
    .randomWhole(shape, in: range, seed: next())
  }
}

import Testing

@testable import Networks

@Suite("What was taken for what")
struct ConfusionMatrixTests {
  private var matrix: ConfusionMatrix {
    var matrix = ConfusionMatrix(classes: 3)
    // 4 of class 0, one of them taken for 1; 3 of class 1, two taken for 0; none of class 2.
    for (right, answer) in [(0, 0), (0, 0), (0, 0), (0, 1), (1, 1), (1, 0), (1, 0)] {
      matrix.add(right: right, answer: answer)
    }
    return matrix
  }

  @Test("the measures are those of the textbooks, and 0 where nothing was asked")
  func measures() {
    #expect(matrix.counts == [[3, 1, 0], [2, 1, 0], [0, 0, 0]])
    #expect(matrix.accuracy == 4.0 / 7)
    #expect(matrix.precision(0) == 3.0 / 5 && matrix.recall(0) == 3.0 / 4)
    #expect(matrix.precision(1) == 1.0 / 2 && matrix.recall(1) == 1.0 / 3)
    #expect(abs(matrix.f1(0) - 2 * 3.0 / (2 * 3 + 2 + 1)) < 1e-15)
    #expect(matrix.precision(2) == 0 && matrix.recall(2) == 0 && matrix.f1(2) == 0)
    #expect(abs(matrix.mean(of: matrix.recall) - (3.0 / 4 + 1.0 / 3) / 3) < 1e-15)
    #expect(ConfusionMatrix(classes: 2).accuracy == 0)
  }
}

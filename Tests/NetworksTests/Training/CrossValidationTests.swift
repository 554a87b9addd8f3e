import Networks
import Testing

@Suite("Cross-validation")
struct CrossValidationTests {
  @Test("mean and deviation are those of the formula, which divides by one less")
  func numbers() {
    var results = CrossValidation()
    #expect(results.mean == 0 && results.standardDeviation == 0)
    results.add(accuracy: 0.5)
    #expect(results.mean == 0.5 && results.standardDeviation == 0)
    for accuracy in [0.75, 1.0, 0.75, 0.75] { results.add(accuracy: accuracy) }
    // The differences from 3/4 are −1/4, 0, 1/4, 0 and 0: 2/16 of squares in all.
    #expect(results.mean == 0.75)
    #expect(abs(results.standardDeviation - (0.125 / 4).squareRoot()) < 1e-12)
    #expect(abs(results.standardDeviation - (0.125 / 5).squareRoot()) > 0.01)
  }
}

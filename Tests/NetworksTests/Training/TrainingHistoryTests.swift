import Foundation
import Testing

@testable import Networks

@Suite("What came of each epoch")
struct TrainingHistoryTests {
  private func epoch(validation: Double?) -> TrainingHistory.Epoch {
    TrainingHistory.Epoch(
      number: 3, loss: 0.4313, accuracy: 0.862, validationLoss: validation.map { _ in 0.221 },
      validationAccuracy: validation, learningRate: 0.01, seconds: 1.5, picturesPerSecond: 4000)
  }

  @Test("an epoch in words has no times in it, and says nothing of what wasn't tried")
  func words() {
    #expect(
      "\(epoch(validation: 0.9314))"
        == "epoch 3: loss 0.4313, right 86.20 %; of those not learned 93.14 % (loss 0.2210)")
    #expect("\(epoch(validation: nil))" == "epoch 3: loss 0.4313, right 86.20 %")
  }

  @Test("a history comes back from a coder as it was")
  func coding() throws {
    var history = TrainingHistory()
    history.add(epoch(validation: 0.1 + 0.2))
    history.add(epoch(validation: nil))
    let coded = try PropertyListEncoder().encode(history)
    #expect(try PropertyListDecoder().decode(TrainingHistory.self, from: coded) == history)
  }
}

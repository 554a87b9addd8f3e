import Testing

@testable import Networks

@Suite("Learning rates")
struct LearningRateScheduleTests {
  @Test(
    "follow their formulas",
    arguments: [
      (LearningRateSchedule.constant, 7.3, 1.0), (.steps(every: 3, factor: 0.5), 2.99, 1),
      (.steps(every: 3, factor: 0.5), 3, 0.5), (.steps(every: 3, factor: 0.5), 9.5, 0.125),
      (.cosine, 0, 1), (.cosine, 5, 0.5), (.cosine, 10, 0),
      (.warmUp(epochs: 2, then: .constant), 0, 0), (.warmUp(epochs: 2, then: .constant), 1, 0.5),
      (.warmUp(epochs: 2, then: .constant), 6, 1), (.warmUp(epochs: 5, then: .cosine), 5, 0.5),
    ])
  func factors(schedule: LearningRateSchedule, epoch: Double, factor: Double) {
    #expect(abs(schedule.factor(epoch: epoch, of: 10) - factor) < 1e-12)
  }

  @Test("on a plateau the rate falls each time the loss hasn't fallen for so long")
  func plateau() {
    let schedule = LearningRateSchedule.onPlateau(patience: 2, factor: 0.5)
    let cases: [(losses: [Double], factor: Double)] = [
      ([], 1.0), ([3, 2, 1], 1), ([3, 2, 2], 1), ([3, 2, 2, 2], 0.5), ([3, 2, 2, 2, 1, 1], 0.5),
      ([3, 2, 2, 2, 2, 2], 0.25), ([3, 4, 2, 4, 4], 0.5),
    ]
    for (losses, factor) in cases {
      #expect(schedule.factor(epoch: 1, of: 10, losses: losses) == factor, "\(losses)")
    }
  }
}

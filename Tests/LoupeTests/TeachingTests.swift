import Loupe
import Testing

@Suite("Teaching a network in a few lines")
struct TeachingTests {
  @Test("train does what a trainer does with numbers from 0 to 1, and the same every time")
  func training() throws {
    let digits = DrawnDigits.make(count: 96, seed: 1)
    let unseen = DrawnDigits.make(count: 40, seed: 2)
    let (one, two, other) = (
      Architecture.lenet5.make(), Architecture.lenet5.make(), Architecture.lenet5.make()
    )
    let history = try train(one, on: digits, validation: unseen, epochs: 2, batch: 32)
    var options = Trainer.Options()
    (options.epochs, options.learningRate, options.seed) = (2, 0.05, 1)
    try Trainer(two, using: Fast.self, optimizer: Optimizer(.sgd(momentum: 0.9)), options: options)
      .train(Batches(digits, size: 32, order: .shuffled(seed: 1)))
    try train(other, on: digits, epochs: 2, batch: 32, seed: 2)
    #expect(history.epochs.map(\.number) == [1, 2])
    #expect(history.epochs.allSatisfy { $0.validationLoss != nil })
    let x = unseen.first(3).numbers
    #expect(one(x) == two(x))
    #expect(one(x) != other(x))
  }

  @Test("answers are the places of the largest outputs, in the order of the pictures")
  func answers() throws {
    // More than are answered at once.
    let digits = DrawnDigits.make(count: 520, seed: 1)
    let network = Architecture.lenet5.make()
    try train(network, on: digits, epochs: 2, batch: 16)
    let answers = network.answers(to: digits)
    #expect(answers.count == 520)
    #expect(Set(answers).count > 1)
    let scores = network(digits.numbers)
    for (picture, answer) in answers.enumerated() {
      let row = scores.slice(picture).scalars
      #expect(row[answer] == row.max())
    }
    let evaluation = Evaluation(
      of: network, on: Batches(digits, size: 64, order: .asTheyAre), using: Fast.self)
    let right = zip(answers, digits.labels).count { $0 == $1 }
    #expect(evaluation.matrix.accuracy == Double(right) / 520)
  }

  @Test("a network that is called computes with the kernels that are named, and doesn't learn")
  func called() {
    let network = Sequential([Dropout(0.5)])
    let x = Tensor([[1, -2, 3]])
    #expect(network(x) == x)
    #expect(network(x, using: Reference<Float>.self) == x)
  }

  @Test("pictures as numbers are what a batch has of them")
  func numbers() throws {
    let digits = DrawnDigits.make(count: 5, seed: 3)
    let batch = try #require(
      Batches(digits, size: 5, order: .asTheyAre).epoch().first { _ in true })
    #expect(digits.numbers == batch.pictures)
    #expect(digits.numbers.shape == [5, 1, 28, 28])
  }

  @Test("near is within the tolerance, and NaN, another shape or a number beyond it isn't")
  func near() {
    let expected = Tensor([[1, 2], [3, Float.infinity]])
    #expect(check(Tensor([[1.01, 2], [3, .infinity]]), near: expected, within: 0.02))
    #expect(!check(Tensor([[1.03, 2], [3, .infinity]]), near: expected, within: 0.02))
    #expect(!check(Tensor([[1, 2], [.nan, .infinity]]), near: expected, within: 0.02))
    #expect(!check(Tensor([[1, 2], [3, 1e30]]), near: expected, within: 0.02))
    #expect(!check(Tensor([1, 2, 3, .infinity]), near: expected, within: 0.02))
  }

  @Test("outside a lesson, what is remembered is made every time")
  func outside() throws {
    let network = Sequential([Linear(inputs: 2, outputs: 1)])
    var times = 0
    for _ in 1...2 {
      #expect(
        remember("outside", network) {
          times += 1
          return times
        } == times)
      remember("outside", network) { times += 1 }
      #expect(remember("outside") { [times] } == [times])
    }
    #expect(times == 4)
  }
}

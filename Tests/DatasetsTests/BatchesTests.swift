import Tensors
import Testing

@testable import Datasets

@Suite("Batches")
struct BatchesTests {
  /// The numbers of the pictures of an epoch, by their first bytes.
  private func numbers(_ epoch: Batches.Epoch) -> [[Int]] {
    epoch.map { batch in
      (0..<batch.count).map { Int((batch.pictures[$0, 0, 0, 0] * 255).rounded()) }
    }
  }

  @Test("an epoch has every picture once, the last batch short or not there")
  func everyPicture() {
    let data = Samples.numbered(101)
    let kept = Batches(data, size: 8, order: .shuffled(seed: 1))
    let found = numbers(kept.epoch(0))
    #expect(kept.count == 13 && kept.epoch(0).count == 13)
    #expect(found.map(\.count) == Array(repeating: 8, count: 12) + [5])
    #expect(found.joined().sorted() == Array(0..<101))
    let dropped = Batches(data, size: 8, order: .shuffled(seed: 1), remainder: .dropped)
    #expect(dropped.count == 12)
    #expect(numbers(dropped.epoch(0)) == found.dropLast())
    #expect(numbers(Batches(data, size: 200, order: .asTheyAre).epoch(3)) == [Array(0..<101)])
    #expect(numbers(Batches(data.first(0), size: 8, order: .asTheyAre).epoch(0)).isEmpty)
  }

  @Test("the order follows from the seed and the epoch")
  func order() {
    let data = Samples.numbered(60)
    let batches = Batches(data, size: 7, order: .shuffled(seed: 1))
    let first = numbers(batches.epoch(0))
    #expect(first == numbers(batches.epoch(0)))
    #expect(first != numbers(batches.epoch(1)))
    #expect(first != numbers(Batches(data, size: 7, order: .shuffled(seed: 2)).epoch(0)))
    // Not by how many are taken at once.
    let whole = Batches(data, size: 60, order: .shuffled(seed: 1))
    #expect(Array(first.joined()) == Array(numbers(whole.epoch(0)).joined()))
    #expect(Array(first.joined()) != Array(0..<60))
  }

  @Test("numbers are (x / 255 − mean) / deviation, channel by channel, and labels go with them")
  func normalized() {
    let data = Samples.numbered(10, channels: 3)
    let normalization = Normalization(means: [0.1, 0.5, 0.25], deviations: [0.5, 2, 0.3])
    let batches = Batches(data, size: 4, order: .asTheyAre, normalization: normalization)
    var n = 0
    for batch in batches.epoch() {
      #expect(Array(batch.pictures.shape.dropFirst()) == [3, 3, 5])
      for place in 0..<batch.count {
        #expect(batch.labels[place] == data.labels[n])
        for c in 0..<3 {
          for h in 0..<3 {
            for w in 0..<5 {
              let x = Float(data.pictures[n, c, h, w])
              let expected = (x / 255 - normalization.means[c]) / normalization.deviations[c]
              #expect(batch.pictures[place, c, h, w] == expected)
            }
          }
        }
        n += 1
      }
    }
    #expect(n == 10)
    let own = Batches(data, size: 10, order: .asTheyAre, normalization: data.normalization)
    for batch in own.epoch() {
      #expect(abs(batch.pictures.sumInDouble() / Double(batch.pictures.count)) < 1e-5)
    }
  }

  @Test("augmented, a picture's draws follow from seed, epoch and picture, not from its batch")
  func augmented() {
    let data = DrawnDigits.make(count: 50, seed: 1)
    func epoch(_ number: Int, size: Int, seed: UInt64 = 1) -> [[Float]] {
      let batches = Batches(
        data, size: size, order: .shuffled(seed: seed), normalization: data.normalization,
        augmentation: Augmentation([.shift(3), .rotate(10), .noise(0.1)]))
      return batches.epoch(number).flatMap { batch in
        (0..<batch.count).map { batch.pictures.slice($0).scalars }
      }
    }
    #expect(epoch(0, size: 50) == epoch(0, size: 7))
    #expect(Set(epoch(0, size: 50)).isDisjoint(with: epoch(1, size: 50)))
    #expect(Set(epoch(0, size: 50)).isDisjoint(with: epoch(0, size: 50, seed: 2)))
  }

  @Test("what comes in from outside is black, normalized")
  func background() {
    let data = Samples.numbered(20, channels: 3)
    let normalization = Normalization(means: [0.25, 0.5, 0.75], deviations: [0.5, 0.5, 0.5])
    let batches = Batches(
      data, size: 20, order: .asTheyAre, normalization: normalization,
      augmentation: Augmentation([.shift(90)]))
    for batch in batches.epoch() {
      for (c, black) in [-0.5, -1, -1.5].enumerated() as EnumeratedSequence<[Float]> {
        let outside = (0..<20).filter { n in
          batch.pictures.slice(n, c).scalars.allSatisfy { $0 == black }
        }
        #expect(outside.count > 10, "channel \(c)")
      }
    }
  }

  @Test("who stops early leaves nothing behind, and others go on", .timeLimit(.minutes(1)))
  func stopsEarly() {
    let data = Samples.numbered(200)
    let batches = Batches(data, size: 3, order: .shuffled(seed: 1))
    for _ in 0..<200 {
      for batch in batches.epoch(0) {
        #expect(batch.count == 3)
        break
      }
    }
    var never = batches.epoch(0).makeIterator()
    _ = batches.epoch(0).makeIterator()
    #expect(never.next() != nil)
    var (first, second) = (batches.epoch(0).makeIterator(), batches.epoch(1).makeIterator())
    var seen: [Int] = []
    while let batch = first.next() {
      seen.append(batch.count)
      _ = second.next()
    }
    #expect(seen.count == 67 && first.next() == nil && first.next() == nil)
  }

  @Test("the next batch is made while one is used")
  func prefetched() async throws {
    // A batch takes some time to make here; using one takes longer.
    let data = DrawnDigits.make(count: 600, seed: 1)
    let batches = Batches(
      data, size: 200, order: .asTheyAre,
      augmentation: Augmentation(Array(repeating: .noise(0.1), count: 200)))
    var iterator = batches.epoch(0).makeIterator()
    let clock = ContinuousClock()
    let first = clock.measure { _ = iterator.next() }
    try await Task.sleep(for: .seconds(2) + first * 20)
    let second = clock.measure { _ = iterator.next() }
    #expect(second * 4 < first, "\(first), then \(second)")
  }

  @Test("after the first batches, no memory is taken from the system")
  func noNewMemory() async {
    await #expect(processExitsWith: .success) {
      let data = DrawnDigits.make(count: 640, seed: 1)
      let batches = Batches(
        data, size: 64, order: .shuffled(seed: 1),
        augmentation: Augmentation([.shift(2), .rotate(5)]))
      /// Holds so many batches at once; one more is being made, and one is handed over.
      func run(_ epochs: Range<Int>, holding most: Int) {
        var held: [Batch] = []
        for epoch in epochs {
          for batch in batches.epoch(epoch) {
            if held.count == most { held.removeFirst() }
            held.append(batch)
          }
        }
      }
      // When the other thread takes its memory is chance, so the first batches hold as much as ever can be.
      run(0..<2, holding: 4)
      let before = TensorMemory.account
      run(2..<12, holding: 1)
      let after = TensorMemory.account
      #expect(before.newBlocks > 0)
      #expect(after.newBlocks == before.newBlocks, "\(before), then \(after)")
    }
  }

  @Test("sizes that don't fit stop the program")
  func misuse() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Batches(
        Samples.numbered(3, channels: 3), size: 2, order: .asTheyAre, normalization: .zeroToOne())
    }
    let words = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(words.contains("a normalization of 1 channels doesn't fit pictures of 3"))
  }
}

import Datasets
import FastKernels
import Foundation
import Networks
import Tensors
import Testing

/// How many pages of memory the system has given this process so far, each when it was first touched.
private func pagesGiven() -> Int {
  var usage = rusage()
  getrusage(0, &usage)
  return Int(usage.ru_minflt)
}

@Suite("What training asks the system for")
struct TrainingMemoryTests {
  @Test("after the first steps no more memory: a step's tensors lie where those of the last lay")
  func noMore() async {
    // In a process of its own, in which nothing else asks.
    await #expect(processExitsWith: .success) {
      let network = Architecture.lenet5.make()
      let trainer = Trainer(network, using: Fast.self, optimizer: Optimizer(.sgd(momentum: 0.9)))
      let batch = Batch(
        pictures: .random([64, 1, 28, 28], seed: 1),
        labels: Tensor(shape: [64], (0..<64).map { $0 % 10 }))
      let before = pagesGiven()
      for _ in 0..<10 { try trainer.learn(batch, learningRate: 0.001) }
      let (first, steps) = (pagesGiven() - before, 100)
      let start = pagesGiven()
      for _ in 0..<steps { try trainer.learn(batch, learningRate: 0.001) }
      let later = pagesGiven() - start
      // The first steps need hundreds. Now and then the allocator gives a little back and takes it again.
      guard first > 300, later < 4 * steps else {
        fatalError("\(first) pages in the first steps, \(later) in \(steps) later ones")
      }
    }
  }
}

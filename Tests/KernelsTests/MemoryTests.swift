import FastKernels
import Kernels
import Tensors
import Testing

#if !LOUPE_FRESH_MEMORY
  /// What is given back is kept for the next: in processes of their own, because the account is one for
  /// all that runs.
  @Suite struct MemoryTests {
    @Test(
      "A loop of conv2d, forward and backward, asks for no new memory after its first rounds",
      arguments: TrainingLoop.layers.indices)
    func noNewMemory(_ layer: Int) async {
      await #expect(processExitsWith: .success) { [layer = layer as Int] in
        Fast.withThreads(1) {
          TrainingLoop.run(layer, rounds: 2)
          let before = TensorMemory.account
          TrainingLoop.run(layer, rounds: 30)
          let after = TensorMemory.account
          #expect(before.newBlocks > 0)
          #expect(after.newBlocks == before.newBlocks, "\(before), then \(after)")
          #expect(after.mostUsed == before.mostUsed)
          #expect(after.used == before.used)
        }
      }
    }

    @Test(
      "What is kept is bounded by what was once in use, on several threads too",
      arguments: TrainingLoop.layers.indices)
    func keptIsBounded(_ layer: Int) async {
      await #expect(processExitsWith: .success) { [layer = layer as Int] in
        Fast.withThreads(1) { TrainingLoop.run(layer, rounds: 3) }
        let alone = TensorMemory.account
        #expect(alone.kept > 0)
        Fast.withThreads(3) { TrainingLoop.run(layer, rounds: 30) }
        let together = TensorMemory.account
        #expect(together.used + together.kept <= 2 * together.mostUsed)
        #expect(together.used == alone.used)
        // Each of three threads may hold, at worst, as much as one that is alone.
        #expect(together.mostUsed <= 3 * alone.mostUsed, "\(alone), then \(together)")
      }
    }

    @Test(
      "A layer of 64 channels of 224×224 takes less memory than its input, and no im2col matrix")
    func largeLayer() async {
      await #expect(processExitsWith: .success) {
        let x = Tensor<Float>.random([1, 64, 224, 224], seed: 1)
        let w = Tensor<Float>.random([64, 64, 3, 3], seed: 2)
        let bytes = x.count * MemoryLayout<Float>.stride
        let options = ConvolutionOptions(padding: 1)
        for algorithm in [Fast.Conv2dAlgorithm.implicitGEMM, .winograd, .winograd2x2] {
          let held = Fast.peakMemory {
            _ = Fast.conv2d(x, weight: w, bias: nil, options: options, algorithm: algorithm)
          }
          // The output is as large as the input, in a block with up to a quarter more.
          #expect(held > bytes && held < bytes * 9 / 4, "\(algorithm): \(held) bytes")
        }
        let backward = Fast.peakMemory {
          _ = Fast.conv2dBackward(x, input: x, weight: w, options: options)
        }
        #expect(backward > bytes && backward < bytes * 9 / 4, "backward: \(backward) bytes")
      }
    }

    @Test("Tensors of a thousand sizes leave no more behind than twice what was once in use")
    func manySizes() async {
      await #expect(processExitsWith: .success) {
        for number in 1...1000 {
          _ = Tensor<Float>.zeros([number, 4096])
          let account = TensorMemory.account
          #expect(account.used + account.kept <= 2 * account.mostUsed)
        }
        #expect(TensorMemory.account.used == 0)
        #expect(TensorMemory.account.mostUsed <= 5 * 1000 * 4096)
      }
    }
  }

  /// Forward and backward of one layer, round after round.
  private enum TrainingLoop {
    /// 3×3 of many channels, a stride, 1×1, and a padding that repeats.
    static let layers: [(weight: [Int], options: ConvolutionOptions)] = [
      ([40, 24, 3, 3], ConvolutionOptions(padding: 1)),
      ([16, 24, 5, 5], ConvolutionOptions(stride: 2, padding: 2)),
      ([48, 24, 1, 1], ConvolutionOptions()),
      ([24, 24, 3, 3], ConvolutionOptions(padding: 1, paddingMode: .reflect)),
    ]

    static func run(_ layer: Int, rounds: Int) {
      let (shape, options) = layers[layer]
      let x = Tensor<Float>.random([2, 24, 31, 29], seed: 1)
      let w = Tensor<Float>.random(shape, seed: 2)
      for _ in 0..<rounds {
        let y = Fast.conv2d(x, weight: w, bias: nil, options: options)
        _ = Fast.conv2dBackward(y, input: x, weight: w, options: options)
      }
    }
  }
#endif

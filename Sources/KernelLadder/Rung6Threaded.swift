// Idea       Different blocks of the result have nothing to do with each other: let every core of the
//            processor take the next one until there are none left.
// Changed    Rung 5's loops over channels, panels and blocks are shared out. Nothing else.
// Saves      Time, not work: at most as many times as there are cores.
// Costs      Waking threads takes some microseconds, which a small convolution isn't worth. Blocks
//            are of one size, so with fewer blocks than threads some have nothing to do; a picture of
//            7×7 is a single block.
// Measured   1.31 ms, 175.9 GFLOP/s, 1.8 times rung 5 on two cores (56×56, 64 → 64 channels, 3×3): three
//            quarters of the 236 that two cores with AVX-512 make at most. But 32×32 with 3 → 16
//            channels takes 34 µs and with rung 5 16.
//
// The result is the same to the last bit for any number of threads: a block is computed from start to
// end by one of them, in one order, and how the result is cut doesn't depend on their number.
//
// To see what the processor is given in the end, look for the loop of multiply-adds:
//
//     objdump -d --no-show-raw-insn .build/debug/KernelLadder.build/Rung5Packed.swift.o | less +/vfmadd
//
// With AVX-512 it is two steps of k: 24 `vfmadd231ps` on whole registers (zmm), 4 loads of B's
// vectors, 12 `vbroadcastss` of A's numbers, and five instructions that count. Nothing in it goes to
// the stack (rsp, rbp): the twelve sums, zmm0 to zmm11, stay where they are.

import Dispatch
import Synchronization
import Tensors

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension Ladder {
  /// Rung 6, on several threads. `Rung.conv2d` says what it computes.
  ///
  /// As many as `threads` take part; nil is as many as the processor has cores.
  public static func threaded(
    _ x: Tensor<Float>, weight w: Tensor<Float>, stride: Int = 1, padding: Int = 0,
    threads: Int? = nil
  ) -> Tensor<Float> {
    let s = Sizes(x, w, stride, padding, rung: "threaded")
    let threads = threads ?? ProcessInfo.processInfo.activeProcessorCount
    require(threads >= 1, "Ladder.threaded needs at least 1 thread, not \(threads)")
    return s.output(x, w) { x, w, y in
      let work = PackedConvolution(s, x, w, y)
      defer { work.free() }
      share(work.channels, threads: threads) { channel in work.pad(channel) }
      share(work.panels, threads: threads) { panel in work.packWeight(panel) }
      share(work.blocks, threads: threads) { block in work.compute(block) }
    }
  }

  /// Calls `body` with every number from 0 up to `tasks`, on several threads at once. Each thread
  /// takes the next number that nobody has taken, so that a slow one takes fewer.
  static func share(_ tasks: Int, threads: Int, _ body: @Sendable (_ task: Int) -> Void) {
    let next = Counter()
    DispatchQueue.concurrentPerform(iterations: min(threads, tasks)) { _ in
      while true {
        let task = next.value.add(1, ordering: .relaxed).oldValue
        if task >= tasks { return }
        body(task)
      }
    }
  }

  private final class Counter: Sendable {
    let value = Atomic<Int>(0)
  }
}

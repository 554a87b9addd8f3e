import Dispatch
import FastKernels
import Tensors
import Testing

// `Scripts/sanitize` finds nothing only if there is nothing: these make the mistakes that it looks for.

#if LOUPE_SANITIZE_ADDRESS || LOUPE_SANITIZE_THREAD
  @Suite struct SanitizerTests {
    #if LOUPE_SANITIZE_ADDRESS
      @Test("A number read beside a tensor is seen", arguments: [5, 4096, 5000])
      func beside(_ count: Int) async {
        let result = await #expect(
          processExitsWith: .failure, observing: [\.standardErrorContent]
        ) { [count = count as Int] in
          let numbers = Tensor<Float>.random([count], seed: 1)
          let sum = numbers.withUnsafeScalars { $0.baseAddress![count] + $0[0] }
          if sum == 1 { print(sum) }
        }
        let message = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        #expect(message.contains("AddressSanitizer: heap-buffer-overflow"))
      }
    #endif

    #if LOUPE_SANITIZE_THREAD
      @Test("Two threads that write one number are seen")
      func race() async {
        let result = await #expect(
          processExitsWith: .failure, observing: [\.standardErrorContent]
        ) {
          nonisolated(unsafe) let numbers = UnsafeMutablePointer<Int>.allocate(capacity: 1)
          numbers.initialize(to: 0)
          // Long enough for more than one thread to wake up.
          DispatchQueue.concurrentPerform(iterations: 4) { thread in
            for _ in 0..<300_000 { numbers[0] += thread }
          }
          if numbers[0] == 1 { print(numbers[0]) }
        }
        let message = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        #expect(message.contains("ThreadSanitizer: data race"))
      }
    #endif
  }
#endif

import FastKernels
import Tensors
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

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
      /// What both threads do, without a word to each other.
      #if canImport(Glibc)
        private static let countUp:
          @convention(c) (UnsafeMutableRawPointer?) ->
            UnsafeMutableRawPointer? = { count(up: $0!) }
      #else
        private static let countUp:
          @convention(c) (UnsafeMutableRawPointer) ->
            UnsafeMutableRawPointer? = { count(up: $0) }
      #endif

      private static func count(up number: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
        let number = number.assumingMemoryBound(to: Int.self)
        // Spread over a while, so that both live at the same time and meet again and again: of two
        // single writes at the very same moment ThreadSanitizer may miss the race.
        for _ in 0..<300 {
          number.pointee += 1
          usleep(2000)
        }
        return nil
      }

      @Test("Two threads that write one number are seen")
      func race() async {
        let result = await #expect(
          processExitsWith: .failure, observing: [\.standardErrorContent]
        ) {
          let number = UnsafeMutablePointer<Int>.allocate(capacity: 1)
          number.initialize(to: 0)
          // Threads of their own: a busy machine might let one worker do the work of both. They are
          // waited for, because telling of the race takes its time.
          let threads = (0..<2).map { _ in
            #if canImport(Glibc)
              var thread = pthread_t()
            #else
              var thread: pthread_t?
            #endif
            pthread_create(&thread, nil, SanitizerTests.countUp, number)
            return thread
          }
          for thread in threads {
            #if canImport(Glibc)
              pthread_join(thread, nil)
            #else
              pthread_join(thread!, nil)
            #endif
          }
          if number.pointee == 1 { print(number.pointee) }
        }
        let message = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        #expect(message.contains("WARNING: ThreadSanitizer: "))
      }
    #endif
  }
#endif

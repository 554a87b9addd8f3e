import KernelLadder
import Tensors
import Testing

/// A mistake that must stop the program, and the words with which it does.
private struct Misuse: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let message: String
  let commit: @Sendable () -> Void

  init(_ reason: String, _ message: String, _ commit: @escaping @Sendable () -> Void) {
    testDescription = reason
    self.message = message
    self.commit = commit
  }

  private static func zeros(_ shape: Int...) -> Tensor<Float> { .zeros(shape) }

  static let all =
    Rung.all.map { rung in
      Misuse(
        "\(rung.name): channels",
        "Ladder.\(rung.name) of input [1, 2, 4, 5] with weight [1, 3, 3, 3]: the input has 2 channels"
      ) { _ = rung.conv2d(zeros(1, 2, 4, 5), weight: zeros(1, 3, 3, 3)) }
    } + [
      Misuse(
        "packed: a kernel larger than the padded picture",
        "Ladder.packed of input [1, 2, 4, 5] with weight [1, 2, 7, 3]: the kernel reaches over 7 places"
      ) { _ = Ladder.packed(zeros(1, 2, 4, 5), weight: zeros(1, 2, 7, 3), padding: 1) },
      Misuse("naive: stride", "the stride must be at least 1") {
        _ = Ladder.naive(zeros(1, 2, 4, 5), weight: zeros(1, 2, 3, 3), stride: 0)
      },
      Misuse("im2col: padding", "padding can't be negative") {
        _ = Ladder.im2col(zeros(1, 2, 4, 5), weight: zeros(1, 2, 3, 3), padding: -1)
      },
      Misuse(
        "winograd: kernel",
        "Ladder.winograd of input [1, 2, 6, 5] with weight [1, 2, 5, 3]: F(2×2, 3×3) is for kernels of "
          + "3×3, not 5×3"
      ) { _ = Ladder.winograd(zeros(1, 2, 6, 5), weight: zeros(1, 2, 5, 3)) },
      Misuse(
        "winograd: stride",
        "Ladder.winograd of input [1, 2, 6, 5] with weight [1, 2, 3, 3]: F(2×2, 3×3) is for stride 1, "
          + "not 2"
      ) { _ = Ladder.winograd(zeros(1, 2, 6, 5), weight: zeros(1, 2, 3, 3), stride: 2) },
      Misuse("fewChannels: stride", "the direct convolution is for stride 1, not 2") {
        _ = Ladder.fewChannels(zeros(1, 2, 6, 5), weight: zeros(1, 2, 3, 3), stride: 2)
      },
      Misuse("threaded: threads", "Ladder.threaded needs at least 1 thread, not 0") {
        _ = Ladder.threaded(zeros(1, 2, 6, 5), weight: zeros(1, 2, 3, 3), threads: 0)
      },
      Misuse(
        "columns: pictures",
        "Ladder.columns needs one picture [1, IC, H, W] and a kernel of at least 1, not [2, 1, 3, 3] and 2"
      ) { _ = Ladder.columns(of: zeros(2, 1, 3, 3), kernel: 2) },
    ]
}

@Suite("The ladder stops a program")
struct LadderMisuseTests {
  @Test("whose mistake it names", arguments: Misuse.all.indices)
  func message(_ index: Int) async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      [index = index as Int] in
      Misuse.all[index].commit()
    }
    let words = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(words.contains(Misuse.all[index].message), "\(Misuse.all[index].testDescription)")
  }
}

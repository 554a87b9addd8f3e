import Kernels
import ReferenceKernels
import Tensors
import Testing

@testable import Walkthroughs

/// Walkthroughs that leave the reference's way must stop the program: each of these is wrong in one thing.
@Suite("A walkthrough that arrives elsewhere stops the program") struct WrongWalkthroughTests {
  @Test("when a product is left out")
  func gathering() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let x = Operand("X", Tensor([1, 2, 3]), ownAxes: 1)
      let sum = Gathering(
        result: Operand("Y", Tensor([6]), ownAxes: 1),
        meetings: { _ in [[(x, [0], [0])], [(x, [1], [1])]] })
      _ = sum.step(at: [0])
    }
    let words = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(
      words.contains("the walkthrough arrives at Y[0] = 3.0, and the reference at 6.0"))
  }

  @Test("when a product goes to another place")
  func scattering() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let dy = Operand("dY", Tensor([5]), ownAxes: 1)
      _ = Walkthrough(
        title: "", formula: "", operands: [],
        Scattering(
          source: dy, result: Operand("dX", Tensor([0, 5]), ownAxes: 1),
          products: { _ in [.init(place: [0], destination: [0])] }))
    }
    let words = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(
      words.contains("the walkthrough arrives at dX ="))
  }

  @Test("when the order of a sum is another, and Float shows it")
  func order() async {
    await #expect(processExitsWith: .failure) {
      let x = Operand("X", Tensor([1e8, 1, -1e8]), ownAxes: 1)
      let sum = Gathering(
        result: Operand("Y", Tensor([(1e8 + 1) - 1e8]), ownAxes: 1),
        meetings: { _ in [[(x, [0], [0])], [(x, [2], [2])], [(x, [1], [1])]] })
      _ = sum.step(at: [0])
    }
  }

  @Test("when one of Winograd's tiles is taken from another place")
  func winograd() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let x = Tensor([[1, 2, 0, 1, 3]])
      let result = Operand(
        "Y", Reference.conv1d(x.reshaped([5]), weight: Tensor([1, 2, -1])), ownAxes: 1)
      let moved = result.with(Tensor([0] + result.values.scalars.dropLast()))
      _ =
        WinogradTile(
          x: x, weight: Tensor([[1, 2, -1]]), result: moved, row: nil, column: 0
        ).step
    }
    let words = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(words.contains("Winograd arrives at Y[0] = 5.0, and the reference at 0.0"))
  }
}

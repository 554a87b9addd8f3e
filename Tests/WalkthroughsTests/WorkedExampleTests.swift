import Tensors
import Testing

@testable import Walkthroughs

/// The course's example, whose numbers are worked out by hand: X = 0…8, K = dY = [[0, 1], [2, 3]].
@Suite("The worked example, step by step") struct WorkedExampleTests {
  private let x = Tensor([[0, 1, 2], [3, 4, 5], [6, 7, 8]])
  private let k = Tensor([[0, 1], [2, 3]])
  private var dY: Tensor<Float> { k }

  @Test("forward, each output is its window's sum, and the sums on the way are there")
  func forward() {
    let walk = Walkthrough.conv2d(x, weight: k)
    #expect(walk.count == 4)
    #expect(
      walk.steps.map { $0.terms.map(\.product) } == [
        [0, 1, 6, 12], [0, 2, 8, 15], [0, 4, 12, 21], [0, 5, 14, 24],
      ])
    #expect(
      walk.steps.map(\.partialSums) == [
        [0, 1, 7, 19], [0, 2, 10, 25], [0, 4, 16, 37], [0, 5, 19, 43],
      ])
    #expect(walk.result.values == Tensor([[19, 25], [37, 43]]).reshaped([1, 1, 2, 2]))
  }

  @Test("by the input, each number of dY is scattered through the kernel into dX")
  func byInput() {
    let walk = Walkthrough.conv2dBackward(dY, input: x, weight: k, by: .input)
    #expect(
      walk.steps.map(\.title) == [
        "dY[0,0] = 0 goes into dX", "dY[0,1] = 1 goes into dX", "dY[1,0] = 2 goes into dX",
        "dY[1,1] = 3 goes into dX",
      ])
    let last = walk[3]
    #expect(last.terms.map(\.before) == [4, 3, 6, 0])
    #expect(last.terms.map(\.product) == [0, 3, 6, 9])
    #expect(last.terms.map(\.after) == [4, 6, 12, 9])
    #expect(
      walk.result.values
        == Tensor([[0, 0, 1], [0, 4, 6], [4, 12, 9]]).reshaped([1, 1, 3, 3]))
    #expect(
      last.page.rows[0].last?.cells.map { $0.map(\.text) } == [
        ["0", "0", "1"], ["0", "4", "6"], ["4", "12", "9"],
      ])
  }

  @Test("by the weight, each number of dK is gathered from X and dY")
  func byWeight() {
    let walk = Walkthrough.conv2dBackward(dY, input: x, weight: k, by: .weight)
    #expect(
      walk.steps.map(\.title) == [
        "dK[0,0] = 19", "dK[0,1] = 25", "dK[1,0] = 37", "dK[1,1] = 43",
      ])
    #expect(
      walk[2].terms.map { $0.factors.map(\.label) } == [
        ["dY[0,0]", "X[1,0]"], ["dY[0,1]", "X[1,1]"], ["dY[1,0]", "X[2,0]"], ["dY[1,1]", "X[2,1]"],
      ])
  }

  @Test("by the bias, it is the sum of dY")
  func byBias() {
    let walk = Walkthrough.conv2dBackward(dY, input: x, weight: k, by: .bias)
    #expect(walk.steps.map(\.title) == ["db[0] = 6"])
    #expect(walk[0].partialSums == [0, 1, 3, 6])
  }

  @Test(
    "a step in print has the window marked, the formula with the numbers, and what is known of Y")
  func text() {
    #expect(
      Walkthrough.conv2d(x, weight: k)[1].page.text() == """
        Y[0,1] = 25

        X             K          products     Y
         0 [1][2]  ·   0  1   =    0   2   →   19 [25]
         3 [4][5]      2  3        8  15        ·   ·
         6  7  8

                Y[0,1] = K[0,0]·X[0,1] + K[0,1]·X[0,2] + K[1,0]·X[1,1] + K[1,1]·X[1,2]
                       = 0·1 + 1·2 + 2·4 + 3·5
                       = 0 + 2 + 8 + 15
                       = 25
        sums on the way: 0, 2, 10, 25
        """)
  }

  @Test("the formula has the letters of this case and no others")
  func formula() {
    #expect(
      Walkthrough.conv2d(x, weight: k, stride: 2, padding: 1).formula
        == "Y[oh,ow] = Σ kh,kw  K[kh,kw] · X[oh·2 − 1 + kh,ow·2 − 1 + kw]")
    let stack = Tensor<Float>.zeros([1, 4, 5, 5])
    let w = Tensor<Float>.zeros([2, 2, 2, 2])
    #expect(
      Walkthrough.conv2d(stack, weight: w, bias: Tensor([0, 0]), groups: 2).formula
        == "Y[oc,oh,ow] = b[oc] + Σ ic,kh,kw  K[oc,ic,kh,kw] · X[oc·2 + ic,oh + kh,ow + kw]")
    let six = Tensor<Float>.zeros([6, 2, 2, 2])
    #expect(
      Walkthrough.conv2d(stack, weight: six, groups: 2).formula
        == "Y[oc,oh,ow] = Σ ic,kh,kw  K[oc,ic,kh,kw] · X[g·2 + ic,oh + kh,ow + kw]"
        + ",  g = oc / 3 rounded down")
    // Two pictures of one channel: the channel's letter is nowhere, for there is nothing to count.
    let two = Tensor<Float>.zeros([2, 1, 3, 3])
    #expect(
      Walkthrough.conv2d(two, weight: k).formula
        == "Y[n,0,oh,ow] = Σ kh,kw  K[kh,kw] · X[n,0,oh + kh,ow + kw]")
    #expect(
      Walkthrough.conv2dBackward(
        Tensor.zeros([2, 1, 2, 2]), input: two, weight: k, by: .weight
      ).formula == "dK[kh,kw] = Σ n,oh,ow  dY[n,0,oh,ow] · X[n,0,oh + kh,ow + kw]")
  }
}

import Kernels
import Tensors
import Testing

@testable import Walkthroughs

@Suite("What there is to see of a step") struct PageTests {
  private let X = Tensor([[0, 1, 2], [3, 4, 5], [6, 7, 8]])
  private let K = Tensor([[0, 1], [2, 3]])

  @Test("padding is visible as padding, and its products are left out")
  func padding() {
    let page = Walkthrough.conv2d(X, weight: K, stride: 2, padding: 1)[1].page
    #expect(
      page.text() == """
        Y[0,1] = 8

        X                   K          products     Y
         □  □ [□][□] □   ·   0  1   =   □  □     →   0 [8]
         □  0 [1][2] □       2  3      [2][6]        ·  ·
         □  3  4  5  □
         □  6  7  8  □
         □  □  □  □  □

                Y[0,1] = K[1,0]·X[0,1] + K[1,1]·X[0,2]
                       = 2·1 + 3·2
                       = 2 + 6
                       = 8
        sums on the way: 2, 8

        □ is padding: a zero, so its product is left out
        """)
  }

  @Test("padding that repeats the input shows what it repeats")
  func repeatedPadding() {
    let page = Walkthrough.conv2d(X, weight: K, padding: 1, paddingMode: .replicate)[0].page
    #expect(page.rows[0][0].cells[0].map(\.text) == ["0", "0", "1", "2", "2"])
    #expect(page.text().contains("[0'][0'] 1'  2'  2'"))
    #expect(page.notes == ["' is padding that repeats a number of the input"])
  }

  @Test("a dilated window has holes")
  func dilation() {
    let marks = Walkthrough.conv2d(X, weight: K, dilation: 2)[0].page.rows[0][0].cells
      .map { $0.map { $0.mark == .used } }
    #expect(marks == [[true, false, true], [false, false, false], [true, false, true]])
  }

  @Test("of a large picture the neighbourhood of the window is shown, with the places' numbers")
  func largePicture() {
    let x = Tensor(shape: [40, 50], (0..<2000).map(Float.init))
    let panel = Walkthrough.conv2d(x, weight: K)[20 * 49 + 30].page.rows[0][0]
    #expect(panel.rowNames == ["19", "20", "21", "22"])
    #expect(panel.columnNames == ["29", "30", "31", "32"])
    #expect(panel.cells[1].map(\.text) == ["1029", "1030", "1031", "1032"])
  }

  @Test("each channel has its own row of grids")
  func channels() {
    let x = Tensor(shape: [1, 3, 3, 3], (0..<27).map(Float.init))
    let w = Tensor(shape: [1, 3, 2, 2], (0..<12).map(Float.init))
    let rows = Walkthrough.conv2d(x, weight: w)[0].page.rows
    #expect(
      rows.map { $0.map(\.title) } == [
        ["X[0]", "K[0]", "products"], ["X[1]", "K[1]", "products"], ["X[2]", "K[2]", "products"],
        ["Y"],
      ])
  }

  @Test("a rounded number is not called equal")
  func rounding() {
    let third = Walkthrough.conv2d(Tensor([[1.0 / 3]]), weight: Tensor([[1]]))[0]
    #expect(third.title == "Y[0,0] ≈ 0.3333")
    #expect(Walkthrough.conv2d(Tensor([[0.25]]), weight: Tensor([[1]]))[0].title == "Y[0,0] = 0.25")
  }

  @Test("negative numbers behind a sign stand in brackets")
  func negative() {
    let text = Walkthrough.conv2d(Tensor([[-2]]), weight: Tensor([[3]]))[0].page.text()
    #expect(text.contains("= 3·(-2)"))
  }

  @Test("in a narrow window grids stand one below the other, and no line is too wide")
  func narrow() {
    let page = Walkthrough.conv2dBackward(K, input: X, weight: K, by: .input)[3].page
    let lines = page.text(width: 40).split(separator: "\n")
    #expect(lines.allSatisfy { $0.count <= 40 })
    #expect(page.text(width: 40).contains("dX after"))
  }

  @Test("the winner of a maximum is marked, the first of equals")
  func winner() {
    let page = Walkthrough.maxPool2d(Tensor([[1, 7], [7, 0]]), kernelSize: 2)[0].page
    #expect(page.rows[0][0].cells.map { $0.map(\.mark) } == [[.used, .winner], [.used, .used]])
    #expect(page.text().contains("= 7, from X[0,1]"))
  }

  @Test("a step is found by the place of its number, with the stack's axes or without")
  func places() {
    let walk = Walkthrough.conv2d(X, weight: K)
    #expect(walk.number(ofStepAt: [1, 0]) == 2)
    #expect(walk.number(ofStepAt: [0, 0, 1, 0]) == 2)
    #expect(walk.number(ofStepAt: [2, 0]) == nil)
    #expect(walk.number(ofStepAt: [1]) == nil)
    #expect(walk.number(ofStepAt: []) == nil)
    #expect(walk.number(ofStepAt: [-1, 0]) == nil)
    let two = Walkthrough.conv2d(
      Tensor.zeros([1, 1, 3, 3]), weight: Tensor.zeros([2, 1, 2, 2]))
    #expect(two.number(ofStepAt: [1, 0, 1]) == 5)
    // Which channel is meant isn't said.
    #expect(two.number(ofStepAt: [0, 1]) == nil)
  }
}

import Kernels
import Tensors
import Testing

@testable import Walkthroughs

@Suite("What there is to see of a step") struct PageTests {
  private let x = Tensor([[0, 1, 2], [3, 4, 5], [6, 7, 8]])
  private let k = Tensor([[0, 1], [2, 3]])

  @Test("padding is visible as padding, and its products are left out")
  func padding() {
    let page = Walkthrough.conv2d(x, weight: k, stride: 2, padding: 1)[1].page
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
    let page = Walkthrough.conv2d(x, weight: k, padding: 1, paddingMode: .replicate)[0].page
    #expect(page.rows[0][0].cells[0].map(\.text) == ["0", "0", "1", "2", "2"])
    #expect(page.text().contains("[0'][0'] 1'  2'  2'"))
    #expect(page.notes == ["' is padding that repeats a number of the input"])
  }

  @Test("a dilated window has holes")
  func dilation() {
    let marks = Walkthrough.conv2d(x, weight: k, dilation: 2)[0].page.rows[0][0].cells
      .map { $0.map { $0.mark == .used } }
    #expect(marks == [[true, false, true], [false, false, false], [true, false, true]])
  }

  @Test("of a large picture the neighbourhood of the window is shown, with the places' numbers")
  func largePicture() {
    let x = Tensor(shape: [40, 50], (0..<2000).map(Float.init))
    let panel = Walkthrough.conv2d(x, weight: k)[20 * 49 + 30].page.rows[0][0]
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

  @Test("there is no sign of equality before or behind a rounded number")
  func signs() {
    let third = Tensor([[1.0 / 3]])
    #expect(
      Walkthrough.conv2d(third, weight: Tensor([[3]]))[0].page.text().hasSuffix(
        """
        Y[0,0] = K[0,0]·X[0,0]
               ≈ 3·0.3333
               ≈ 1
        """))
    let mean = Walkthrough.avgPool1d(Tensor([1, 2, 7]), kernelSize: 3)[0].page.text()
    for line in ["= (1 + 2 + 7) / 3\n", "= 10 / 3\n", "≈ 3.3333\n"] {
      #expect(mean.contains(" \(line)"))
    }
    #expect(
      Walkthrough.avgPool1dBackward(Tensor([1, 0]), inputShape: [4], kernelSize: 3, stride: 1)[0]
        .page.text().contains("dX[0] = 0 + 1 / 3 ≈ 0.3333\n"))
    #expect(
      Walkthrough.conv2dBackward(third, input: Tensor([[1]]), weight: Tensor([[3]]), by: .input)[0]
        .page.text().contains("dX[0,0] ≈ 0 + 3·0.3333 ≈ 1"))
    let shares = Walkthrough.softmax(Tensor([2, 1, 0]))[0].page.text()
    #expect(shares.contains("Σ ≈ 1 + 0.3679 + 0.1353 ≈ 1.5032\n"))
    #expect(shares.contains("Y[0] ≈ 1 / 1.5032 ≈ 0.6652\n"))
    let even = Walkthrough.softmax(Tensor([5, 5]))[0].page.text()
    #expect(even.contains("Σ = 1 + 1 = 2\n"))
    #expect(even.contains("Y[0] = 1 / 2 = 0.5\n"))
    #expect(
      Walkthrough.reluBackward(third, input: third)[0].page.text()
        .contains("X[0,0] ≈ 0.3333, which is above 0: dX[0,0] = dY[0,0] ≈ 0.3333"))
  }

  @Test("the gradient of a mean has a whole formula")
  func meanFormula() {
    #expect(
      Walkthrough.avgPool2dBackward(x, inputShape: [4, 4], kernelSize: 2, stride: 1).formula
        == "dX[oh + kh,ow + kw] += 1/m · dY[oh,ow],  m = how many of the window's places count")
  }

  @Test("of several output channels each has a number in a row of im2col")
  func im2colRows() {
    func names(_ weight: Int...) -> [String] {
      let x = Tensor<Float>.zeros([1, weight[1], 3, 3])
      let page = Walkthrough.im2col(x, weight: Tensor<Float>.zeros(weight))[0].page
      return page.rows[1][0].rowNames
    }
    #expect(names(1, 1, 1, 2) == ["K[0,0]", "K[0,1]"])
    #expect(names(1, 2, 1, 1) == ["K[0,0,0]", "K[1,0,0]"])
    #expect(names(3, 1, 1, 2) == ["K[oc,0,0,0]", "K[oc,0,0,1]"])
  }

  @Test("negative numbers behind a sign stand in brackets")
  func negative() {
    let text = Walkthrough.conv2d(Tensor([[-2]]), weight: Tensor([[3]]))[0].page.text()
    #expect(text.contains("= 3·(-2)"))
  }

  @Test("in a narrow window grids stand one below the other, and no line is too wide")
  func narrow() {
    let page = Walkthrough.conv2dBackward(k, input: x, weight: k, by: .input)[3].page
    let lines = page.text(width: 40).split(separator: "\n")
    #expect(lines.allSatisfy { $0.count <= 40 })
    #expect(page.text(width: 40).contains("dX after"))
  }

  @Test(
    "no line of any page is wider than the window", arguments: [40, 57, 79])
  func everyLineFits(width: Int) {
    let long = Tensor((0..<30).map { Float($0) / 3 })
    let picture = Tensor(shape: [5, 5], (0..<25).map { Float($0) / 3 })
    let w = Tensor([[1, 0, -1], [2, 0, -2], [1, 0, -1]] as [[Float]])
    let walks = [
      Walkthrough.linear(long, weight: long.reshaped([1, 30])), .softmax(long.reshaped([10, 3])),
      .conv1dBackward(
        Tensor(repeating: 1, shape: [28]), input: long, weight: Tensor([1, 2, 3]), by: .weight),
      .im2col(picture, weight: w), .winograd2d(picture, weight: w),
      .winograd1d(long, weight: Tensor([1, 0, -1])),
      .conv2dBackward(
        picture, input: picture, weight: w, by: .input, padding: 1), .relu(long),
      .maxPool2d(picture, kernelSize: 3, padding: 1),
    ]
    for walk in walks {
      for step in walk.steps {
        for line in step.page.text(width: width).split(separator: "\n") {
          #expect(line.count <= width, "\(walk.title): \(line)")
        }
      }
    }
  }

  @Test("a grid that is wider than the window is broken, and loses nothing")
  func pieces() throws {
    let walk = Walkthrough.linear(
      Tensor((0..<30).map(Float.init)), weight: Tensor<Float>(repeating: 1, shape: [1, 30]))
    let text = walk[0].page.text(width: 60)
    #expect(text.contains("X, continued"))
    let end = try #require(text.firstRange(of: "W\n")).lowerBound
    let grid = text[..<end].split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
    #expect(Array(grid.suffix(30)) == Array(0..<30))
    #expect(Panel(title: "", cells: [[Cell(text: "1")]]).pieces(ofColumns: 1).count == 1)
    let five = Panel(
      joint: "·", title: "X", cells: [(0..<5).map { Cell(text: "\($0)") }],
      columnNames: ["a", "b", "c", "d", "e"])
    let pieces = five.pieces(ofColumns: 4)
    #expect(pieces.map { $0.cells[0].map(\.text) } == [["0", "1", "2"], ["3", "4"]])
    #expect(pieces.map(\.columnNames) == [["a", "b", "c"], ["d", "e"]])
    #expect(pieces.map(\.joint) == ["·", " "])
    #expect(pieces.map(\.title) == ["X", "X, continued"])
  }

  @Test("the winner of a maximum is marked, the first of equals")
  func winner() {
    let page = Walkthrough.maxPool2d(Tensor([[1, 7], [7, 0]]), kernelSize: 2)[0].page
    #expect(page.rows[0][0].cells.map { $0.map(\.mark) } == [[.used, .winner], [.used, .used]])
    #expect(page.text().contains("= 7, from X[0,1]"))
  }

  @Test("a step is found by the place of its number, with the stack's axes or without")
  func places() {
    let walk = Walkthrough.conv2d(x, weight: k)
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

  @Test("of a window that becomes a column, its number is worked out, and what isn't shown is said")
  func im2col() {
    let text = Walkthrough.im2col(x, weight: k, padding: 1)[5].page.text()
    #expect(text.contains("Y[1,1] = 0·0 + 1·1 + 2·3 + 3·4 = 19\n"))
    #expect(text.contains("Of the 16 columns, 9 about this one are shown."))
    #expect(!Walkthrough.im2col(x, weight: k)[0].page.text().contains("about this one"))
  }
}

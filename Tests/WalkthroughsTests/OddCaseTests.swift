import Kernels
import ReferenceKernels
import Tensors
import Testing

@testable import Walkthroughs

/// Shapes and numbers that nobody draws on a blackboard. A step that arrives elsewhere than the reference
/// stops the program, so these look at every step.
@Suite("Walkthroughs of odd shapes and numbers") struct OddCaseTests {
  private func numbers(_ shape: Int...) -> Tensor<Float> { EveryOperationTests.numbers(shape) }

  @Test("a tensor without axes is a single number")
  func noAxes() {
    let walk = Walkthrough.relu(Tensor(shape: [], [-5]))
    #expect(walk.steps.map(\.title) == ["Y = 0"])
    #expect(
      walk[0].page.rows[0].map(\.cells) == [
        [[Cell(text: "-5", mark: .used)]], [[Cell(text: "0", mark: .current)]],
      ])
    #expect(walk.number(ofStepAt: []) == 0)
    let back = Walkthrough.reluBackward(Tensor(shape: [], [3]), input: Tensor(shape: [], [2]))
    #expect(back[0].page.text().contains("X = 2, which is above 0: dX = dY = 3"))
  }

  @Test("where there are no numbers there are no steps")
  func noNumbers() {
    for shape in [[0], [0, 3], [3, 0]] {
      let empty = Tensor<Float>.zeros(shape)
      #expect(Walkthrough.relu(empty).count == 0)
      #expect(Walkthrough.softmax(empty).count == 0)
      #expect(Walkthrough.softmax(empty, axis: 0).number(ofStepAt: [0, 0]) == nil)
    }
    let x = Tensor<Float>.zeros([1, 1, 4, 4])
    let none = Tensor<Float>.zeros([0, 1, 2, 2])
    #expect(Walkthrough.im2col(x, weight: none).count == 0)
    #expect(Walkthrough.conv2d(x, weight: none).count == 0)
    #expect(Walkthrough.linear(Tensor.zeros([2, 3]), weight: Tensor.zeros([0, 3])).count == 0)
  }

  @Test("without input channels each output is the bias, or nothing")
  func noChannels() {
    let (x, w) = (Tensor<Float>.zeros([1, 0, 3, 3]), Tensor<Float>.zeros([2, 0, 2, 2]))
    let walk = Walkthrough.conv2d(x, weight: w, bias: Tensor([1, 2]))
    #expect(walk.steps.map(\.title).last == "Y[1,1,1] = 2")
    #expect(Walkthrough.conv2d(x, weight: w)[0].page.text().contains("0, for nothing is added"))
    for step in Walkthrough.im2col(x, weight: w).steps { #expect(!step.page.text().isEmpty) }
    let dy = Tensor<Float>.zeros([1, 2, 2, 2])
    for step in Walkthrough.conv2dBackward(dy, input: x, weight: w, by: .input).steps {
      #expect(step.page.text().contains("none of it goes anywhere"))
    }
  }

  @Test("a stack of channels is a picture, and axes that it lacks are of size 1")
  func picture() {
    let (x, w) = (numbers(3, 4, 5), numbers(2, 3, 2, 2))
    let walk = Walkthrough.conv2d(x, weight: w)
    #expect(walk.result.values == Reference.conv2d(x.reshaped([1, 3, 4, 5]), weight: w))
    #expect(walk[walk.number(ofStepAt: [1, 2, 3]) ?? 0].title.hasPrefix("Y[1,2,3] "))
  }

  @Test("linear takes a row, rows, and rows in several axes, and names them by their places")
  func linear() {
    let (w, b) = (numbers(2, 4), numbers(2))
    let row = Walkthrough.linear(numbers(4), weight: w, bias: b)
    #expect(row.result.values.shape == [2])
    #expect(row.formula == "Y[o] = b[o] + Σ i  W[o,i] · X[i]")
    #expect(row[1].title.hasPrefix("Y[1] "))
    #expect(
      Walkthrough.linear(numbers(3, 4), weight: w).formula == "Y[n,o] = Σ i  W[o,i] · X[n,i]")
    let x = numbers(2, 3, 4)
    let walk = Walkthrough.linear(x, weight: w, bias: b)
    #expect(walk.result.values == Reference.linear(x, weight: w, bias: b))
    #expect(walk.formula == "Y[n1,n2,o] = b[o] + Σ i  W[o,i] · X[n1,n2,i]")
    #expect(walk.number(ofStepAt: [1, 2, 0]) == 10)
    for step in walk.steps { #expect(step.partialSums.last == walk.result.values[at: step.place]) }
    #expect(walk[10].terms[3].factors.map(\.label) == ["W[0,3]", "X[1,2,3]"])
    #expect(walk[10].page.rows[0][0].title == "X[1]")
  }

  @Test("a window on nothing but padding has no maximum, and its gradient goes nowhere")
  func paddedWindow() {
    let options = PoolingOptions(kernelSize: 2, stride: 1, padding: 1, dilation: 4)
    let x = Tensor(shape: [1, 1, 3], [1, 2, 3] as [Float])
    let page = Walkthrough.maxPool1d(x, options: options)[0].page
    #expect(page.text().contains("-inf, for there is nothing but padding under the window"))
    let back = Walkthrough.maxPool1dBackward(Tensor([5]), input: x, options: options)
    #expect(back[0].page.text().contains("none of it goes anywhere"))
    // Of no numbers the mean is 0, however few places count.
    let empty = Walkthrough.avgPool1d(
      Tensor.zeros([1, 1, 0]), kernelSize: 2, padding: 1, countIncludePad: false)
    #expect(empty.steps.map(\.title) == ["Y[0] = 0"])
    #expect(!empty[0].page.text().contains("by 0"))
  }

  @Test("a NaN or an infinity in a corner doesn't stop Winograd, there or elsewhere")
  func winogradNotFinite() {
    let w = Tensor<Float>([[1, 0, -1], [2, 0, -2], [1, 0, -1]])
    for odd in [Float.nan, .infinity, -.infinity] {
      for place in 0..<36 {
        var scalars = (0..<36).map(Float.init)
        scalars[place] = odd
        let walk = Walkthrough.winograd2d(Tensor(shape: [6, 6], scalars), weight: w)
        #expect(walk.steps.count == 4)
        let row = Walkthrough.winograd1d(
          Tensor(Array(scalars[(place / 6 * 6)..<(place / 6 * 6 + 6)])), weight: Tensor([1, 0, 2]))
        #expect(row.steps.count == 2)
      }
    }
  }

  @Test("nor do sums that leave Float's range, or a kernel that isn't finite")
  func winogradOverflow() {
    let large = Tensor<Float>(repeating: 1e38, shape: [4, 4])
    for weight in [10, -10, Float.infinity, .nan] {
      let walk = Walkthrough.winograd2d(large, weight: Tensor(repeating: weight, shape: [3, 3]))
      #expect(walk.steps.count == 1)
    }
  }

  @Test("NaN is neither above 0 nor not")
  func nanInRelu() {
    let walk = Walkthrough.reluBackward(Tensor([1, 2]), input: Tensor([.nan, -1]))
    #expect(walk[0].page.text().contains("X[0] = nan, which is no number: dX[0] = dY[0] = 1"))
    #expect(walk[1].page.text().contains("X[1] = -1, which is not above 0: dX[1] = 0"))
    for step in Walkthrough.softmax(Tensor([.nan, -.infinity, 1])).steps {
      #expect(step.page.text().contains("nan"))
    }
  }

  @Test("a place in the middle of what a step is about finds the step")
  func places() {
    let picture = Walkthrough.winograd2d(numbers(5, 6), weight: numbers(3, 3))
    #expect(picture.number(ofStepAt: [0, 1]) == 0)
    #expect(picture.number(ofStepAt: [1, 2]) == 1)
    #expect(picture.number(ofStepAt: [2, 3]) == 3)
    #expect(picture.number(ofStepAt: [3, 0]) == nil)
    let x = numbers(3, 4)
    #expect(Walkthrough.softmax(x).number(ofStepAt: [2, 3]) == 2)
    #expect(Walkthrough.softmax(x, axis: 0).number(ofStepAt: [2, 3]) == 3)
    #expect(Walkthrough.softmax(x, axis: 0)[3].title == "softmax from X[0,3] to X[2,3]")
    let columns = Walkthrough.im2col(numbers(3, 3), weight: numbers(2, 1, 2, 2))
    #expect(columns.number(ofStepAt: [1, 1, 0]) == 2)
    #expect(columns.number(ofStepAt: [1, 0]) == 2)
    #expect(columns[2].place == [0, 0, 1, 0])
    #expect(columns[2].title == "the window of Y[oc,1,0] becomes column 2")
  }

  @Test("a place is found without going through all of them")
  func manyPlaces() {
    let x = Operand("X", Tensor([0]), ownAxes: 1)
    let walk = Walkthrough(
      title: "", formula: "", operands: [], result: x, places: Places([1 << 30, 1 << 30]),
      step: { _ in fatalError("no step is asked for") })
    #expect(walk.number(ofStepAt: [1 << 29, 3]) == 1 << 59 | 3)
    #expect(walk.number(ofStepAt: [1 << 30, 0]) == nil)
  }
}

import Kernels
import Networks
import ReferenceKernels
import Tensors
import Testing

/// Blocks of several paths, against sums and rows written out by hand.
@Suite struct JoiningTests {
  private let pass = Pass(Reference<Float>.self, phase: .training)

  @Test("A residual block is the ReLU of the sum of both paths")
  func residualIsASum() throws {
    let main = Conv2d(inputChannels: 2, outputChannels: 3, kernelSize: 3, stride: 2, padding: 1)
    let past = Conv2d(inputChannels: 2, outputChannels: 3, kernelSize: 1, stride: 2)
    for parameter in main.state + past.state {
      parameter.value = .randomWhole(parameter.shape, seed: UInt64(parameter.count))
    }
    let block = Residual(["conv1": main], shortcut: past)
    let x = Tensor<Float>.randomWhole([2, 2, 5, 4], seed: 1)
    let a = Reference.conv2d(
      x, weight: main.weight.value, bias: main.bias?.value, stride: 2, padding: 1)
    let b = Reference.conv2d(x, weight: past.weight.value, bias: past.bias?.value, stride: 2)
    #expect(block.forward(x, in: pass) == (a + b).map { max(0, $0) })

    let dy = Tensor<Float>.randomWhole(a.shape, seed: 2)
    let gradient = dy.zip(a + b) { $1 > 0 ? $0 : 0 }
    let da = Reference.conv2dBackward(
      gradient, input: x, weight: main.weight.value, stride: 2, padding: 1)
    let db = Reference.conv2dBackward(gradient, input: x, weight: past.weight.value, stride: 2)
    #expect(block.backward(dy, in: pass) == da.gradInput + db.gradInput)
    #expect(main.weight.gradient == da.gradWeight)
    #expect(past.weight.gradient == db.gradWeight)
    #expect(past.bias?.gradient == db.gradBias)
  }

  @Test("A block without a shortcut of its own adds x")
  func residualAddsX() {
    let block = Residual(["twice": Linear(inputs: 2, outputs: 2, hasBias: false)])
    block.learnedParameters[0].value = Tensor([[2, 0], [0, 2]])
    #expect(block.forward(Tensor([[1, -1], [3, 0]]), in: pass) == Tensor([[3, 0], [9, 0]]))
    #expect(block.backward(Tensor([[1, 5], [2, 7]]), in: pass) == Tensor([[3, 0], [6, 0]]))
  }

  @Test("Branches lie one after the other in each picture", arguments: [[2], [2, 3], [2, 3, 2]])
  func branchesAreJoined(_ rest: [Int]) {
    let x = Tensor<Float>.randomWhole([3] + rest, seed: 1)
    let halved = LeakyReLU(negativeSlope: 0.5)
    let block = Parallel(["same": Identity(), "positive": ReLU(), "halved": halved])
    let y = block.forward(x, in: pass)
    let (c, all) = (rest[0], rest.reduce(1, *))
    #expect(y.shape == [3, 3 * c] + rest.dropFirst())
    let rows = (0..<3).flatMap { n -> [Float] in
      let row = Array(x.scalars[n * all..<(n + 1) * all])
      return row + row.map { max(0, $0) } + row.map { $0 < 0 ? $0 / 2 : $0 }
    }
    #expect(y.scalars == rows)

    let dy = Tensor<Float>.randomWhole(y.shape, seed: 2)
    let sums = (0..<3).flatMap { n in
      (0..<all).map { place -> Float in
        let (value, first) = (x.scalars[n * all + place], n * 3 * all + place)
        let d = (0..<3).map { dy.scalars[first + $0 * all] }
        return d[0] + (value > 0 ? d[1] : 0) + (value > 0 ? d[2] : d[2] / 2)
      }
    }
    #expect(block.backward(dy, in: pass) == Tensor(shape: x.shape, sums))
  }

  @Test("A batch of no pictures has joined channels too")
  func emptyBatch() {
    let block = Parallel(["a": Identity(), "b": Identity()])
    #expect(block.forward(.zeros([0, 2, 3]), in: pass).shape == [0, 4, 3])
    #expect(block.backward(.zeros([0, 4, 3]), in: pass).shape == [0, 2, 3])
  }

  @Test("Paths that don't fit are refused with both shapes")
  func misfits() {
    let residual = Residual(["fc": Linear(inputs: 4, outputs: 3)])
    #expect(
      throws: ShapeError(
        "a residual block adds equal shapes, but its main path gives [2, 3] and its shortcut [2, 4]"
      )
    ) { try residual.outputShape(of: [2, 4]) }
    let parallel = Parallel(["a": Identity(), "pool": MaxPool2d(2)])
    #expect(
      throws: ShapeError(
        "branches are joined along the channels, and all else must be equal; pool gives "
          + "[1, 2, 2, 3], and those before it [1, 2, 4, 6]")
    ) { try parallel.outputShape(of: [1, 2, 4, 6]) }
  }

  @Test("The names of a block's parts are those of its parameters")
  func names() {
    let block = Residual(
      ["conv1": Conv2d(inputChannels: 1, outputChannels: 2, kernelSize: 1, hasBias: false)],
      shortcut: [
        Conv2d(inputChannels: 1, outputChannels: 2, kernelSize: 1, hasBias: false),
        BatchNorm(channels: 2),
      ] as Sequential)
    #expect(
      block.namedParameters.map(\.name) == [
        "conv1.weight", "downsample.0.weight", "downsample.1.weight", "downsample.1.bias",
        "downsample.1.running_mean", "downsample.1.running_var",
      ])
  }
}

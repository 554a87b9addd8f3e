import Kernels
import Networks
import ReferenceKernels
import Tensors
import Testing

/// What layers give back, against differences of what they give.
@Suite struct GradientTests {
  @Test("A layer's gradients are those of differences", arguments: LayerCase.all, Side.allCases)
  func gradientsAreDifferences(_ row: LayerCase, _ side: Side) {
    let (layer, input) = row.sample
    let slopes = Slopes(of: layer, at: input, row.numbers, side.kernels)
    #expect(slopes.worst.error <= Slopes.tolerance(row.numbers), "\(slopes.worst)")
    #expect(slopes.count >= input.count)
  }

  @Test("Without the gradient by x the parameters' are the same", arguments: LayerCase.all)
  func parametersAlone(_ row: LayerCase) {
    let (layer, input) = row.sample
    let pass = Pass(Reference<Float>.self, phase: .training)
    let gradOutput = Tensor<Float>.randomWhole(layer.forward(input, in: pass).shape, seed: 3)
    func gradients(_ backward: () -> Void) -> [Tensor<Float>?] {
      layer.clearGradients()
      backward()
      return layer.learnedParameters.map(\.gradient)
    }
    let both = gradients { _ = layer.backward(gradOutput, in: pass) }
    #expect(gradients { layer.backwardToParameters(gradOutput, in: pass) } == both)
    #expect(both.allSatisfy { $0 != nil })
  }

  @Test("Gradients of two ways back are added")
  func gradientsAreAdded() throws {
    let layer = Linear(inputs: 3, outputs: 2)
    let pass = Pass(Reference<Float>.self, phase: .training)
    let inputs = [Tensor<Float>.randomWhole([2, 3], seed: 1), .randomWhole([4, 3], seed: 2)]
    let gradOutputs = inputs.map { Tensor<Float>.randomWhole([$0.shape[0], 2], seed: 7) }
    let single = zip(inputs, gradOutputs).map { x, dy in
      Reference.linearBackward(dy, input: x, weight: layer.weight.value)
    }
    for (x, dy) in zip(inputs, gradOutputs) {
      _ = layer.forward(x, in: pass)
      _ = layer.backward(dy, in: pass)
    }
    #expect(layer.weight.gradient == single[0].gradWeight + single[1].gradWeight)
    #expect(layer.bias?.gradient == single[0].gradBias + single[1].gradBias)
  }

  @Test("A layer that stands in two branches gets both gradients")
  func sharedLayer() throws {
    let shared = Linear(inputs: 3, outputs: 2)
    let both = Parallel(["left": shared, "right": shared])
    let pass = Pass(Reference<Float>.self, phase: .training)
    let x = Tensor<Float>.randomWhole([4, 3], seed: 1)
    let dy = Tensor<Float>.randomWhole([4, 4], seed: 2)
    _ = both.forward(x, in: pass)
    let gradInput = both.backward(dy, in: pass)
    let halves = [0, 2].map { first in
      Tensor<Float>(
        shape: [4, 2], (0..<4).flatMap { n in [dy[n, first], dy[n, first + 1]] })
    }
    let each = halves.map {
      Reference.linearBackward($0, input: x, weight: shared.weight.value)
    }
    #expect(shared.weight.gradient == each[0].gradWeight + each[1].gradWeight)
    #expect(gradInput == each[0].gradInput + each[1].gradInput)
  }

  @Test("A way back without one there stops the program with the layer's name")
  func backwardBeforeForward() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let pass = Pass(Reference<Float>.self, phase: .training)
      _ = GlobalMaxPool().backward(.zeros([1, 1, 1]), in: pass)
    }
    let message = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(message.contains("GlobalMaxPool: backward needs a forward in training before it"))
  }
}

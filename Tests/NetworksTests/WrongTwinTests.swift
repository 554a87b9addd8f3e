import Kernels
import Networks
import ReferenceKernels
import Tensors
import Testing

/// Blocks with one mistake each: what gradients are held against must catch them.
@Suite struct WrongTwinTests {
  @Test("A residual block that forgets the shortcut's gradient is caught")
  func forgetfulResidual() {
    let row = LayerCase("twin", [2, 2, 3, 4], .halved) {
      ForgetfulResidual(
        Conv2d(inputChannels: 2, outputChannels: 2, kernelSize: 3, padding: 1))
    }
    let (layer, input) = row.sample
    let slopes = Slopes(of: layer, at: input, row.numbers, Reference<Float>.self)
    #expect(slopes.worst.error > 0.1)
    #expect(slopes.worst.name.hasPrefix("x["))
  }

  @Test("Branches that get each other's gradients are caught")
  func swappedParallel() {
    let row = LayerCase("twin", [3, 4]) {
      SwappedParallel(Linear(inputs: 4, outputs: 2), Linear(inputs: 4, outputs: 2))
    }
    let (layer, input) = row.sample
    let slopes = Slopes(of: layer, at: input, row.numbers, Reference<Float>.self)
    #expect(slopes.worst.error > 0.1)
  }

  @Test("A layer that keeps its parameter's gradient to itself is caught")
  func silentLinear() {
    let row = LayerCase("twin", [3, 4]) { SilentLinear() }
    let (layer, input) = row.sample
    let slopes = Slopes(of: layer, at: input, row.numbers, Reference<Float>.self)
    #expect(slopes.worst.error.isNaN)
  }
}

/// y = relu(main(x) + x), without x's own gradient.
private final class ForgetfulResidual: Layer {
  private let main: Conv2d
  private let relu = ReLU()

  init(_ main: Conv2d) { self.main = main }

  func forward(_ input: Tensor<Float>, in pass: Pass) -> Tensor<Float> {
    relu.forward(main.forward(input, in: pass) + input, in: pass)
  }

  func backward(_ gradOutput: Tensor<Float>, in pass: Pass) -> Tensor<Float> {
    main.backward(relu.backward(gradOutput, in: pass), in: pass)
  }

  func outputShape(of input: [Int]) throws(ShapeError) -> [Int] { input }
  var parts: [(name: String, layer: any Layer)] { [("main", main)] }
}

/// [a(x), b(x)], with dy for a given to b.
private final class SwappedParallel: Layer {
  private let right: Parallel
  private let outputs: Int

  init(_ a: Linear, _ b: Linear) {
    right = Parallel(["a": a, "b": b])
    outputs = a.weight.shape[0]
  }

  func forward(_ input: Tensor<Float>, in pass: Pass) -> Tensor<Float> {
    right.forward(input, in: pass)
  }

  func backward(_ gradOutput: Tensor<Float>, in pass: Pass) -> Tensor<Float> {
    let swapped = gradOutput.scalars.indices.map { place in
      let (n, o) = place.quotientAndRemainder(dividingBy: 2 * outputs)
      return gradOutput[n, (o + outputs) % (2 * outputs)]
    }
    return right.backward(Tensor(shape: gradOutput.shape, swapped), in: pass)
  }

  func outputShape(of input: [Int]) throws(ShapeError) -> [Int] {
    try right.outputShape(of: input)
  }
  var parts: [(name: String, layer: any Layer)] { right.parts }
}

/// A linear layer that gives dx and nothing to its weight.
private final class SilentLinear: Layer {
  private let weight = Parameter("weight", .weight, shape: [2, 4], initializer: .xavier)

  func forward(_ input: Tensor<Float>, in pass: Pass) -> Tensor<Float> {
    pass.kernels.linear(input, weight: weight.value, bias: nil)
  }

  func backward(_ gradOutput: Tensor<Float>, in pass: Pass) -> Tensor<Float> {
    pass.kernels.linearBackward(gradOutput, input: .zeros([3, 4]), weight: weight.value).gradInput
  }

  func outputShape(of input: [Int]) throws(ShapeError) -> [Int] { [input[0], 2] }
  var state: [Parameter] { [weight] }
}

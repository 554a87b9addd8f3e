import FastKernels
import Kernels
import Networks
import ReferenceKernels
import Tensors
import Testing

/// The shapes that layers say beforehand.
@Suite struct ShapeTests {
  /// Tensors in these tests start out as NaN, so that a number nobody wrote shows.
  init() { TensorMemory.isPoisoned = true }

  @Test(
    "A layer gives the shape that it says", arguments: LayerCase.all,
    [BatchNormOptions.Phase.training, .evaluation])
  func layers(_ row: LayerCase, _ phase: BatchNormOptions.Phase) throws {
    let (layer, input) = row.sample
    for side in Side.allCases {
      let y = layer.forward(input, in: Pass(side.kernels, phase: phase))
      #expect(try layer.outputShape(of: row.input) == y.shape)
      #expect(y.scalars.allSatisfy { $0.isFinite })
    }
  }

  @Test(
    "A small network gives the shape that it says, there and back",
    arguments: ["lenet5", "mnist-cnn", "cifar-cnn", "three-block", "convnet-16", "two-class"])
  func smallNetworks(_ name: String) throws {
    let architecture = try Architecture(named: name)
    try runs(architecture, input: architecture.inputShape)
  }

  @Test(
    "A large network runs on a smaller picture, there and back",
    arguments: [
      ("resnet18", [3, 64, 64]), ("resnet50", [3, 32, 32]), ("googlenet", [3, 64, 64]),
      ("unet", [1, 16, 32]), ("textcnn", [300, 7]),
    ])
  func largeNetworks(_ name: String, _ input: [Int]) throws {
    try runs(try Architecture(named: name), input: input)
  }

  private func runs(_ architecture: Architecture, input: [Int]) throws {
    let network = architecture.make(classes: 3)
    let pass = Pass(Fast.self, phase: .training)
    let x = Tensor<Float>.random([2] + input, seed: 1)
    let y = network.forward(x, in: pass)
    #expect(try network.outputShape(of: x.shape) == y.shape)
    #expect(y.shape[1] == 3)
    #expect(y.scalars.allSatisfy { $0.isFinite })
    network.backwardToParameters(.random(y.shape, seed: 2), in: pass)
    for (name, parameter) in network.namedParameters where parameter.isLearned {
      #expect(parameter.gradient?.shape == parameter.shape, "\(name)")
    }
  }

  @Test("A misfit is thrown with the layer's name")
  func misfit() throws {
    let network = Architecture.lenet5.make()
    #expect {
      try network.outputShape(of: [1, 1, 32, 32])
    } throws: {
      "\($0)".hasPrefix("in fc1: ")
    }
    #expect {
      try GlobalMaxPool().outputShape(of: [1, 2])
    } throws: {
      "\($0)" == "globalMaxPool needs pictures [N, C, H, W] or rows [N, C, L], and the input is "
        + "[1, 2]"
    }
  }
}

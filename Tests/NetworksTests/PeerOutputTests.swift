import FastKernels
import Foundation
import Kernels
import Networks
import Tensors
import Testing

/// Networks of torchvision's with the same numbers, on the same picture.
@Suite struct PeerOutputTests {
  @Test(
    "A network gives what torchvision's gives in Double",
    arguments: ["alexnet", "googlenet", "resnet18", "resnet34", "resnet50"])
  func outputs(_ name: String) throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures/outputs.txt")
    let line = try #require(
      try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map {
        $0.split(separator: " ")
      }.first { $0[0] == name })
    let size = try #require(Int(line[1]))
    let expected = line.dropFirst(2).compactMap { Double($0) }
    let network = try Architecture(named: name).make(classes: expected.count)
    for (place, part) in network.namedParameters.enumerated() {
      part.parameter.value = numbers(part.name, part.parameter.shape, UInt64(100 + place))
    }
    let x = Tensor<Float>.random([1, 3, size, size], seed: 1)
    let y = network.forward(x, in: Pass(Fast.self, phase: .evaluation)).scalars.map(Double.init)
    #expect(y.count == expected.count && y.count == 7)
    // Fifty layers, each off by some 2⁻²⁰ of its numbers; what a wrong stride or eps does is far above.
    let largest = try #require(expected.map(\.magnitude).max())
    for (ours, theirs) in zip(y, expected) {
      #expect((ours - theirs).magnitude <= 0x1p-14 * largest, "\(ours) for \(theirs)")
    }
  }

  /// The numbers that `Examples/peers/networks/outputs.py` gives a parameter.
  private func numbers(_ name: String, _ shape: [Int], _ seed: UInt64) -> Tensor<Float> {
    let random = Tensor<Float>.random(shape, seed: seed)
    if shape.count > 1 {
      return random * Float((6 / Double(shape.dropFirst().reduce(1, *))).squareRoot())
    }
    let isAroundOne = name.hasSuffix("running_var") || name.hasSuffix("weight")
    return random * 0.25 + (isAroundOne ? 1 : 0)
  }
}

import Foundation
import Networks
import Testing

/// Networks by their names, against what was published of them.
@Suite struct ArchitectureTests {
  @Test(
    "A network of torchvision's has its names and shapes, in its order",
    arguments: ["alexnet", "vgg16", "googlenet", "resnet18", "resnet34", "resnet50"])
  func namesOfOthers(_ name: String) throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures/\(name).txt")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(
      String.init)
    let network = try Architecture(named: name).make()
    let ours = network.namedParameters.map { part in
      part.name + " " + part.parameter.shape.map(String.init).joined(separator: "x")
    }
    #expect(lines.count > 10)
    #expect(ours == lines)
  }

  @Test(
    "A network has the published number of parameters",
    arguments: [
      ("lenet5", 44_426), ("mnist-cnn", 34_826), ("cifar-cnn", 167_562),
      ("three-block", 2_201_674), ("convnet-16", 387_614), ("two-class", 148_162),
      ("textcnn", 360_902), ("unet", 31_030_658), ("alexnet", 61_100_840),
      ("googlenet", 6_624_904), ("resnet18", 11_689_512), ("resnet34", 21_797_672),
      ("resnet50", 25_557_032), ("vgg16", 138_357_544),
    ])
  func counts(_ name: String, _ count: Int) throws {
    #expect(try Architecture(named: name).make().parameterCount == count)
  }

  @Test("U-Net's number of parameters is the sum of its levels'")
  func unetByHand() throws {
    // Two convolutions 3×3 from a to b channels: 9ab + b and 9b² + b.
    func twice(_ a: Int, _ b: Int) -> Int { 9 * a * b + b + 9 * b * b + b }
    let down = twice(1, 64) + twice(64, 128) + twice(128, 256) + twice(256, 512)
    let bottom = twice(512, 1024)
    // On each level up: 2×2 to half the channels, and two convolutions on twice those.
    let up = [512, 256, 128, 64].reduce(0) { $0 + 4 * 2 * $1 * $1 + $1 + twice(2 * $1, $1) }
    #expect(down + bottom + up + 64 * 2 + 2 == Architecture.unet.make().parameterCount)
  }

  @Test("U-Net's levels lie in one another, and each has its way past the deeper ones")
  func unetNames() {
    let names = Architecture.unet.make().namedParameters.map(\.name)
    #expect(names.first == "conv1.weight")
    #expect(names.contains("skip.deep.skip.deep.up.weight"))
    #expect(names.contains("skip.deep.skip.deep.skip.deep.skip.deep.conv2.bias"))
    #expect(names.last == "head.bias")
    #expect(Set(names).count == names.count)
  }

  @Test("Each network takes its own input and tells its classes apart", arguments: Architecture.all)
  func shapes(_ architecture: Architecture) throws {
    let network = architecture.make()
    let shape = try network.outputShape(of: [2] + architecture.inputShape)
    let places = architecture.name == "unet" ? [256, 256] : []
    #expect(shape == [2, architecture.classes] + places)
    let other = architecture.make(classes: 7)
    #expect(try other.outputShape(of: [2] + architecture.inputShape) == [2, 7] + places)
    #expect(!architecture.about.isEmpty)
  }

  @Test("Names are there once, and a wrong one is thrown with those that there are")
  func names() {
    let names = Architecture.all.map(\.name)
    #expect(Set(names).count == names.count)
    for name in names { #expect(throws: Never.self) { try Architecture(named: name) } }
    let error = #expect(throws: UnknownArchitecture.self) { try Architecture(named: "lenet") }
    #expect(error?.name == "lenet")
    #expect(error?.known == names)
    #expect(error?.description.hasPrefix("there is no network 'lenet'; there are lenet5, ") == true)
  }
}

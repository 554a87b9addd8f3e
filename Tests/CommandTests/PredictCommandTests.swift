import Datasets
import Foundation
import Networks
import Pictures
import Tensors
import TestSupport
import Testing

@Suite("lessons predict, and maps of a network", .takingTurns, .serialized)
struct PredictCommandTests {
  /// A course's folder with LeNet-5 in `net.safetensors`, which has learned nothing and prefers the class 3, and
  /// a drawing of some ink in `ink.png`.
  private func withNetwork(_ body: (TemporaryCourse) async throws -> Void) async throws {
    try await TemporaryCourse.with([]) { course in
      let network = Architecture.lenet5.make()
      let bias = try #require(network.namedParameters.last { $0.name == "fc3.bias" }).parameter
      var numbers = bias.value.scalars
      numbers[3] = 20
      bias.value = Tensor(shape: bias.shape, numbers)
      try TrainedNetwork(
        .lenet5, network: network, classes: (0...9).map { "class \($0)" },
        normalization: Normalization(means: [0.25], deviations: [0.5])
      ).write(to: "\(course.folder)/net.safetensors")
      try Self.ink.write(to: "\(course.folder)/ink.png")
      try await body(course)
    }
  }

  /// A thick dark line down the middle of a light paper.
  private static let ink = Picture(
    width: 60, height: 80, channels: 1,
    pixels: (0..<60 * 80).map { place in
      (20..<60).contains(place / 60) && (26..<34).contains(place % 60) ? 20 : 250
    })

  @Test("the likeliest classes are told with their names and shares")
  func answers() async throws {
    try await withNetwork { course in
      let outcome = try await Command.lessons(
        "predict", "ink.png", "--network", "net.safetensors", "--seen", "seen.png", in: course)
      #expect(outcome.code == 0 && outcome.errors.isEmpty)
      let lines = outcome.output.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.count == 5 && lines[0] == "ink.png")
      #expect(lines[1] == "  class 3  100.0 %  ████████████████████████")
      let seen = try Picture(contentsOf: "\(course.folder)/seen.png")
      // 28 places of 4 pixels each, and the gaps around them.
      #expect(seen.width == 132 && seen.height == 132)
    }
  }

  @Test("--json gives a line for each picture with all outputs, by either implementation")
  func json() async throws {
    try await withNetwork { course in
      var outputs: [[Double]] = []
      for using in ["fast", "reference"] {
        let outcome = try await Command.lessons(
          "predict", "ink.png", "ink.png", "--network", "net.safetensors", "--json", "--using",
          using, "--top", "2", in: course)
        let lines = outcome.output.split(separator: "\n")
        #expect(outcome.code == 0 && lines.count == 2 && lines[0] == lines[1])
        let object = try #require(
          try JSONSerialization.jsonObject(with: Data(lines[0].utf8)) as? [String: Any])
        #expect((object["answers"] as? [[String: Any]])?.count == 2)
        outputs.append(try #require(object["outputs"] as? [Double]))
      }
      #expect(outputs[0].count == 10 && outputs[0].max() == outputs[0][3])
      #expect(zip(outputs[0], outputs[1]).allSatisfy { abs($0 - $1) < 1e-4 })
    }
  }

  @Test("each layer that gives maps gets a sheet, and its numbers if they are wanted")
  func maps() async throws {
    try await withNetwork { course in
      let outcome = try await Command.lessons(
        "maps", "ink.png", "--network", "net.safetensors", "-o", "layers", "--format", "both",
        in: course)
      #expect(outcome.code == 0 && outcome.errors.isEmpty)
      #expect(outcome.output.contains("conv1  Conv2d     6×24×24 "))
      let files = try FileManager.default.contentsOfDirectory(atPath: "\(course.folder)/layers")
      #expect(
        files.sorted() == [
          "1-conv1.npy", "1-conv1.png", "2-relu1.npy", "2-relu1.png", "3-pool1.npy", "3-pool1.png",
          "4-conv2.npy", "4-conv2.png", "5-relu2.npy", "5-relu2.png", "6-pool2.npy", "6-pool2.png",
        ])
      let sheet = try Picture(contentsOf: "\(course.folder)/layers/6-pool2.png")
      #expect(sheet.width > 8 * 84)
      let json = try await Command.lessons(
        "maps", "ink.png", "--network", "net.safetensors", "-o", "layers", "--json", in: course)
      #expect(json.output.split(separator: "\n").count == 6)
    }
  }

  @Test(
    "what can't be answered is told, and what to do",
    arguments: [
      ("predict none.png --network net.safetensors", 2, "There is no file 'none.png'"),
      ("predict none.png", 2, "There is no file 'none.png'"),
      ("predict ink.png --network ink.png", 2, "is not of the safetensors format"),
      ("predict ink.png --network none.safetensors", 2, "none.safetensors"),
      ("predict ink.png --network bare.safetensors", 2, "name it with --architecture"),
      ("predict ink.png --network bare.safetensors --architecture resnet18", 2, "no checkpoint of"),
      (
        "predict ink.png --network bare.safetensors --architecture lenet", 64,
        "did you mean 'lenet5'"
      ),
      ("predict ink.png --architecture lenet5", 64, "--network"),
      ("predict ink.png --network net.safetensors --top 0", 64, "1 or more"),
      ("predict ink.png --network net.safetensors --seen none/x.png", 2, "none/x.png"),
      ("maps ink.png --network net.safetensors --bank sobel", 64, "kernels of its own"),
      ("maps ink.png --network net.safetensors --using both", 64, "--using fast"),
      ("maps ink.png --network net.safetensors -o ink.png", 2, "ink.png"),
    ])
  func refusals(line: String, code: Int, words: String) async throws {
    try await withNetwork { course in
      // As PyTorch leaves it: numbers, and no word of what they are.
      try Checkpoint.write(
        Architecture.lenet5.make(), to: "\(course.folder)/bare.safetensors")
      let outcome = try await Command.lessons(
        line.split(separator: " ").map(String.init), in: course)
      #expect(outcome.code == code)
      #expect(outcome.errors.lowercased().contains(words.lowercased()), "\(outcome.errors)")
    }
  }

  @Test("without a network one learns digits first, and says so")
  func withoutNetwork() async throws {
    try await TemporaryCourse.with([]) { course in
      let digit = DrawnDigits.make(count: 1, seed: 3)
      let picture = Picture(digit.pictures.reshaped([1, 28, 28]).map { Float($0) / 255 })
      try picture.write(to: "\(course.folder)/digit.png")
      let outcome = try await Command.lessons("predict", "digit.png", "--top", "1", in: course)
      #expect(outcome.code == 0)
      #expect(outcome.errors.contains("without --network one learns digits first"))
      #expect(outcome.output.contains("\n  \(digit.labels[0])  "))
    }
  }
}

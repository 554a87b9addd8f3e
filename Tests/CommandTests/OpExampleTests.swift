import Foundation
import TensorFiles
import Tensors
import TestSupport
import Testing

/// What the help of an operation shows can be typed as it stands.
@Suite("The examples of lessons op", .takingTurns)
struct OpExampleTests {
  /// Tensors with which each example runs. Where several operations take the same, the first letters
  /// of their names are enough; the longest that fit count.
  static let files: [String: [String: StoredTensor]] = [
    "": ["input": real([2, 3, 5, 7]), "weight": real([2, 3])],
    "conv1d": ["input": real([2, 3, 7]), "weight": real([4, 3, 2])],
    "conv2d": ["input": real([2, 3, 5, 7]), "weight": real([4, 3, 2, 3])],
    "conv3d": ["input": real([1, 3, 2, 5, 7]), "weight": real([4, 3, 2, 2, 3])],
    "convolve1d": ["input": real([2, 3, 7]), "weight": real([4, 3, 2])],
    "convolve2d": ["input": real([2, 3, 5, 7]), "weight": real([4, 3, 2, 3])],
    "convTranspose1d": ["input": real([2, 3, 7]), "weight": real([3, 4, 2])],
    "convTranspose2d": ["input": real([2, 3, 5, 7]), "weight": real([3, 4, 2, 3])],
    "maxPool1d": ["input": real([2, 3, 7])], "avgPool1d": ["input": real([2, 3, 7])],
    "linear": ["input": real([2, 3]), "weight": real([4, 3])],
    "dropout": ["input": real([2, 3]), "mask": real([2, 3])],
    "mse": ["input": real([2, 3]), "target": real([2, 3])],
    "crossEntropy": [
      "input": real([2, 3]), "target": StoredTensor(Tensor<Int>(shape: [2], [2, 0])),
    ],
    "binaryCrossEntropy": ["input": real([2, 3]), "target": real([2, 3])],
    "dequantize": ["input": .int8(Tensor(shape: [2], [-1, 2]))],
    "requantize": ["input": .int32(Tensor(shape: [1, 2], [-100, 200]))],
    "conv2dInteger": [
      "input": .uint8(Tensor(shape: [1, 1, 2, 2], [1, 2, 3, 4])),
      "weight": .int8(Tensor(shape: [1, 1, 1, 2], [1, -2])),
    ],
    "sgd": step, "rmsprop": step, "adam": step,
  ]

  private static let step = ["parameter": real([2, 3]), "gradient": real([2, 3])]

  /// Numbers from 0 to 1.
  private static func real(_ shape: [Int]) -> StoredTensor {
    StoredTensor(Tensor<Float>.random(shape, in: 0...1, seed: 1))
  }

  private struct Entry: Decodable { let name: String }

  @Test("the example of every operation runs as it is shown")
  func examples() async throws {
    let names = try await TemporaryCourse.with([]) { course in
      let list = try await Command.lessons("op", "--list", "--json", in: course)
      return try JSONDecoder().decode([Entry].self, from: Data(list.output.utf8)).map(\.name)
    }
    #expect(names.count == 41)
    for name in names {
      let key = Self.files.keys.filter(name.hasPrefix).max { $0.count < $1.count }
      try await TemporaryCourse.withTensors(Self.files[key ?? ""] ?? [:]) { course in
        let help = try await Command.lessons("op", name, "--help", in: course).output
        let line = try #require(
          help.split(separator: "\n").first { $0.hasPrefix("  lessons op \(name) ") })
        let words = line.dropFirst("  lessons ".count)
        let outcome = try await Command.shell("\"$lessons\" \(words)", in: course)
        #expect(outcome.code == 0, "\(line): \(outcome.errors)")
        #expect(course.files.contains("y.npy"))
      }
    }
  }

  @Test("rules are offered for a padding only where there are such")
  func rules() async throws {
    try await TemporaryCourse.with([]) { course in
      for (name, has) in [("conv2d", true), ("pad", false), ("convTranspose1d", false)] {
        let help = try await Command.lessons("op", name, "--help", in: course).output
        #expect(help.contains("same-lower") == has, "\(name)")
        #expect(help.contains("all begins"))
      }
    }
  }
}

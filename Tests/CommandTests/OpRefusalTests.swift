import Foundation
import TensorFiles
import Tensors
import TestSupport
import Testing

/// What `lessons op` refuses: with which words, which exit code, and no file written or changed.
@Suite("What lessons op refuses", .takingTurns)
struct OpRefusalTests {
  static let tensors: [String: StoredTensor] = [
    "x": StoredTensor(Tensor<Float>(shape: [1, 1, 3, 3], (1...9).map { Float($0) })),
    "w": StoredTensor(Tensor<Float>(shape: [1, 2, 2, 2], Array(repeating: 1, count: 8))),
    "k": StoredTensor(Tensor<Float>(shape: [1, 1, 2, 2], [1, 2, 3, 4])),
    "logits": StoredTensor(Tensor<Float>(shape: [2, 3], [1, 2, 3, 4, 5, 6])),
    "classes": StoredTensor(Tensor<Int>(shape: [2], [0, 3])),
    "fractions": StoredTensor(Tensor<Float>(shape: [2], [0, 0.5])),
    "large": StoredTensor(Tensor<Double>(shape: [1], [1e300])),
  ]

  @Test(
    "a call that can't be understood ends with 64 and the usage",
    arguments: [
      ("", "the first word is the name of an operation"),
      ("conv2 --input x.npy", "there is no operation 'conv2'; did you mean 'conv2d'?"),
      ("Conv --input x.npy", "did you mean 'conv1d', 'conv2d' or 'conv3d'?"),
      ("relu", "relu needs the tensor input: x, of any shape"),
      ("relu --input x.npy --alpha 1", "relu has no option '--alpha'. It has the tensors --input"),
      (
        "conv2d --input x.npy --weight k.npy --strid 2",
        "conv2d has no option '--strid'; did you mean '--stride'?"
      ),
      ("relu --input x.npy --ouput z.npy", "did you mean '--output'?"),
      ("maxPool2d --input x.npy", "kernel-size is missing"),
      ("maxPool2d --input x.npy --kernel-size two", "kernel-size takes one whole number"),
      ("maxPool2d --input x.npy --kernel-size 2 --ceil-mode=2", "takes true or false"),
      ("relu --input", "--input needs a value after it"),
      ("relu --input x.npy --input x.npy", "--input is given twice"),
      ("quantize --input x.npy --scale 1 --grad-output x.npy", "quantize has no gradients"),
      (
        "conv2d --input x.npy --weight k.npy --stride 2 1",
        "'1' is no option, and belongs to none; several numbers are written 2,1"
      ),
      ("pad --input x.npy", "pad needs padding or pad"),
      ("relu --input x.npy --output ''", "--output needs the name of a file"),
      ("relu x.npy", "'x.npy' is no option, and belongs to none"),
      ("relu --input x.npy --using fast --scalar double", "Double is the reference's alone"),
      ("relu --input x.npy --grad-output x.npy", "--grad-output and --grad-prefix go together"),
      ("relu --input x.npy --using slow", "slow"),
      ("relu --input x.npy --json", "--json goes with --list"),
      (
        "quantize --input x.npy --scale 1 --grad-output x.npy --grad-prefix grad_",
        "quantize has no gradients"
      ),
      ("batchNorm --input x.npy --running-mean x.npy", "running-mean needs running-var beside it"),
      (
        "relu --input x.npy --output grad_input.npy --grad-output x.npy --grad-prefix grad_",
        "two results would be written to 'grad_input.npy'"
      ),
    ])
  func misuse(words: String, message: String) async throws {
    try await refused(words, code: 64, message: message)
  }

  @Test(
    "a file or a tensor that doesn't fit ends with 2",
    arguments: [
      ("relu --input missing.npy", "There is no file 'missing.npy'"),
      ("relu --input README.md", "'README.md' is not of the NPY format"),
      (
        "conv2d --input x.npy --weight w.npy",
        "error: conv2d of input [1, 1, 3, 3] with weight [1, 2, 2, 2]: the input has 1 channel "
      ),
      ("conv2d --input x.npy --weight k.npy --stride 0", "the stride must be at least 1"),
      ("conv2d --input x.npy --weight k.npy --padding 1000000000", "more than there is memory"),
      ("softmax --input x.npy --dim 7", "a tensor of shape [1, 1, 3, 3] has no axis 7"),
      (
        "cross_entropy --input logits.npy --target classes.npy",
        "the target at [1] is 3, but the classes go from 0 to 2"
      ),
      (
        "cross_entropy --input logits.npy --target fractions.npy",
        "target: The number 0.5 at [1] of this float32 tensor is not whole. Round the numbers first. "
          + "The target [2] beside the input [2, 3] holds the numbers of classes; probabilities are "
          + "not taken."
      ),
      ("dropout --input x.npy --mask x.npy --p 2", "the probability must be from 0 to 1"),
      ("dequantize --input x.npy --scale 1", "the input must hold numbers of int8 or uint8"),
      (
        "relu --input large.npy",
        "input: The number 1e+300 at [0] of this float64 tensor is too large for Float. Compute with "
          + "--scalar double."
      ),
      (
        "quantize --input x.npy --scale 1 --zero-point fractions.npy",
        "zero-point: The number 0.5 at [1] of this float32 tensor is not whole. Round the numbers"
      ),
      ("relu --input x.npy --output new/", "'new/' is a folder"),
      (
        "relu --input x.npy --grad-output k.npy --grad-prefix grad_",
        "the gradient of the output has the shape [1, 1, 2, 2], but the output has [1, 1, 3, 3]"
      ),
      (
        "relu --input x.npy --grad-output x.npy --grad-prefix k.npy/a/grad_",
        "'k.npy/a/grad_input.npy' can't be written: 'k.npy' is no folder"
      ),
      ("quantize --input x.npy --scale 1 --zero-point 200", "the zero point 200 isn't from -128"),
    ])
  func misfit(words: String, message: String) async throws {
    try await refused(words, code: 2, message: message)
  }

  /// The output is there before, and must be as it was afterwards.
  private func refused(_ words: String, code: Int, message: String) async throws {
    try await TemporaryCourse.withTensors(Self.tensors) { course in
      try Data("no tensor".utf8).write(to: URL(fileURLWithPath: course.folder + "/README.md"))
      try course.put(Tensor<Float>([1, 2]), as: "y")
      let before = course.files
      let output = words.contains("--output") || words.isEmpty ? "" : "--output y.npy"
      let outcome = try await Command.shell("\"$lessons\" op \(words) \(output)", in: course)
      #expect(outcome.code == code, "\(outcome.errors)")
      #expect(outcome.errors.contains(message), "\(outcome.errors)")
      #expect(outcome.errors.contains("Usage: lessons op") == (code == 64))
      #expect(outcome.output == "")
      #expect(course.files == before)
      #expect(try course.tensor("y").asFloat() == Tensor<Float>([1, 2]))
    }
  }
}

import Foundation
import TensorFiles
import Tensors
import TestSupport
import Testing

/// `lessons op`, run as a person or a script runs it.
@Suite("lessons op", .takingTurns)
struct OpCommandTests {
  /// 1 2 3 / 4 5 6 / 7 8 9 and the kernel 1 0 / 0 -1.
  static let picture: [String: StoredTensor] = [
    "x": StoredTensor(Tensor<Float>(shape: [1, 1, 3, 3], (1...9).map { Float($0) })),
    "w": StoredTensor(Tensor<Float>(shape: [1, 1, 2, 2], [1, 0, 0, -1])),
    "b": StoredTensor(Tensor<Float>(shape: [1], [10])),
  ]

  @Test("a convolution and its gradients, with either kernels and as either numbers")
  func convolution() async throws {
    try await TemporaryCourse.withTensors(Self.picture) { course in
      try course.put(Tensor<Float>(shape: [1, 1, 2, 2], [1, 2, 3, 4]), as: "g")
      let words = "op conv2d --input x.npy --weight w.npy --bias b.npy --output y.npy"
      for (choice, type) in [
        ("", ElementType.float32), ("--using fast", .float32), ("--scalar double", .float64),
      ] {
        let outcome = try await Command.shell(
          "\"$lessons\" \(words) --grad-output g.npy --grad-prefix grad_ \(choice)", in: course)
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(outcome.output.isEmpty && outcome.errors.isEmpty)
        for (name, numbers) in [
          ("y", [6, 6, 6, 6]), ("grad_input", [1, 2, 0, 3, 3, -2, 0, -3, -4]),
          ("grad_weight", [37, 47, 67, 77]), ("grad_bias", [10]),
        ] as [(String, [Float])] {
          let stored = try course.tensor(name)
          #expect(try stored.asFloat().scalars == numbers, "\(name)")
          #expect(stored.elementType == type)
        }
        for name in ["y", "grad_input", "grad_weight", "grad_bias"] { try course.remove(name) }
      }
      let stride = try await Command.shell(
        "\"$lessons\" op CONV_2D --weight w.npy --stride 2,1 --input x.npy", in: course)
      #expect(stride.output == "[[[[-4, -4]]]]\n")
      #expect(course.files == ["b.npy", "g.npy", "w.npy", "x.npy"])
    }
  }

  @Test("yes and no in all their forms")
  func flags() async throws {
    try await TemporaryCourse.withTensors(Self.picture) { course in
      for (flag, output) in [
        ("", "[[[[5]]]]\n"), ("--ceil-mode", "[[[[5, 6],\n   [8, 9]]]]\n"),
        ("--ceil_mode", "[[[[5, 6],\n   [8, 9]]]]\n"), ("--no-ceil-mode", "[[[[5]]]]\n"),
        ("--ceil-mode true", "[[[[5, 6],\n   [8, 9]]]]\n"), ("--ceil-mode false", "[[[[5]]]]\n"),
        ("--ceil-mode=true", "[[[[5, 6],\n   [8, 9]]]]\n"), ("--ceil-mode=False", "[[[[5]]]]\n"),
        ("--ceil-mode 1", "[[[[5, 6],\n   [8, 9]]]]\n"), ("--ceil-mode 0", "[[[[5]]]]\n"),
        ("--ceil-mode YES", "[[[[5, 6],\n   [8, 9]]]]\n"), ("--ceil-mode=no", "[[[[5]]]]\n"),
      ] {
        let outcome = try await Command.shell(
          "\"$lessons\" op maxPool2d \(flag) --kernel-size 2 --input x.npy", in: course)
        #expect(outcome.output == output, "\(flag)")
        #expect(outcome.code == 0)
      }
    }
  }

  @Test("negative numbers are values and not options")
  func negative() async throws {
    let tensors: [String: StoredTensor] = [
      "x": StoredTensor(Tensor<Double>(shape: [2, 2], [0, 0, 5, 5])),
      "t": StoredTensor(Tensor<Int>(shape: [2], [-100, -1])),
    ]
    try await TemporaryCourse.withTensors(tensors) { course in
      let shares = try await Command.shell(
        "\"$lessons\" op softmax --input x.npy --dim -1", in: course)
      #expect(shares.output == "[[0.5, 0.5],\n [0.5, 0.5]]\n")
      let ignored = try await Command.shell(
        "\"$lessons\" op cross_entropy --input x.npy --target t.npy --ignore-index -1", in: course)
      #expect(ignored.code == 2)
      #expect(ignored.errors.contains("the target at [0] is -100"))
      let places = try await Command.shell(
        "\"$lessons\" op leakyRelu --input x.npy --negative-slope -0.5", in: course)
      #expect(places.code == 0)
    }
  }

  @Test("an optimiser's memory and the running statistics go beside the prefix")
  func furtherResults() async throws {
    let tensors: [String: StoredTensor] = [
      "w": StoredTensor(Tensor<Float>(shape: [2], [1, -1])),
      "g": StoredTensor(Tensor<Float>(shape: [2], [2, 4])),
    ]
    try await TemporaryCourse.withTensors(tensors) { course in
      let words = "op sgd --parameter w.npy --gradient g.npy --lr 0.5 --momentum 0.5"
      let outcome = try await Command.shell(
        "mkdir out && \"$lessons\" \(words) --output out/w.npy --output-prefix out/ && "
          + "\"$lessons\" \(words) --momentum-buffer out/momentum_buffer.npy", in: course)
      #expect(outcome.output == "[-0.5, -4.0]\n")
      #expect(try course.tensor("out/w").asFloat().scalars == [0, -3])
      #expect(try course.tensor("out/momentum_buffer").asFloat().scalars == [2, 4])
      let plain = try await Command.shell(
        "\"$lessons\" op sgd_step --parameter w.npy --gradient g.npy --lr 0.5 --output-prefix p_",
        in: course)
      #expect(plain.code == 0)
      #expect(course.files == ["g.npy", "out/momentum_buffer.npy", "out/w.npy", "w.npy"])
      let unwritten = try await Command.shell("\"$lessons\" \(words) --output y.npy", in: course)
      #expect(unwritten.errors == "not written: momentum_buffer (give --output-prefix)\n")
      #expect(unwritten.code == 0)
      for names in ["--param w.npy --grad", "--weight w.npy --grads", "--input w.npy --grad"] {
        let other = try await Command.shell(
          "\"$lessons\" op sgd \(names) g.npy --learning-rate 0.5", in: course)
        #expect(other.output == "[ 0, -3]\n", "\(names): \(other.errors)")
      }
    }
  }

  @Test("folders that are missing are made, though not for a call that is refused")
  func folders() async throws {
    try await TemporaryCourse.withTensors(Self.picture) { course in
      let words = "op relu --input x.npy --grad-output x.npy"
      let refused = try await Command.shell(
        "\"$lessons\" \(words) --output a/b/y.npy --grad-prefix x.npy/grad_; ls -d a", in: course)
      #expect(refused.output.isEmpty)
      let made = try await Command.shell(
        "\"$lessons\" \(words) --output a/b/y.npy --grad-prefix a/grad/of_", in: course)
      #expect(made.code == 0, "\(made.errors)")
      #expect(
        course.files == ["a/b/y.npy", "a/grad/of_input.npy", "b.npy", "w.npy", "x.npy"])
    }
  }

  @Test("quantised numbers keep their types, and a list can be a file")
  func quantization() async throws {
    let tensors: [String: StoredTensor] = [
      "x": StoredTensor(Tensor<Float>(shape: [1, 2, 1, 2], [0.5, 1, -1, 300])),
      "s": StoredTensor(Tensor<Double>(shape: [2], [0.5, 1])),
    ]
    try await TemporaryCourse.withTensors(tensors) { course in
      let outcome = try await Command.shell(
        """
        "$lessons" op quantizeLinear --input x.npy --scale s.npy --zero-point 3,4 \
        --dtype uint8 --output q.npy &&
        "$lessons" op dequantize --input q.npy --scale 0.5,1 --zero-point 3,4
        """, in: course)
      let q = Tensor<UInt8>(shape: [1, 2, 1, 2], [4, 5, 3, 255])
      #expect(try course.tensor("q") == .uint8(q))
      #expect(outcome.output == "[[[[  0.5,   1.0]],\n\n  [[ -1.0, 251.0]]]]\n")
    }
  }

  @Test("a tensor of a safetensors file is asked for by its name")
  func safetensors() async throws {
    try await TemporaryCourse.withTensors([:]) { course in
      try Safetensors.write(
        ["layer.x": StoredTensor(Tensor<Float>(shape: [2], [-1, 2]))],
        to: course.folder + "/m.safetensors")
      let outcome = try await Command.shell(
        "\"$lessons\" op relu --input m.safetensors:layer.x", in: course)
      #expect(outcome.output == "[0, 2]\n")
    }
  }
}

extension TemporaryCourse {
  /// A folder with these tensors in files of their names.
  static func withTensors<Result>(
    _ tensors: [String: StoredTensor], _ body: (TemporaryCourse) async throws -> Result
  ) async throws -> Result {
    try await with([]) { course in
      for (name, tensor) in tensors { try NPYFile.write(tensor, to: course.tensorPath(name)) }
      return try await body(course)
    }
  }

  func tensorPath(_ name: String) -> String { "\(folder)/\(name).npy" }

  func put(_ tensor: Tensor<Float>, as name: String) throws {
    try NPYFile.write(StoredTensor(tensor), to: tensorPath(name))
  }

  func tensor(_ name: String) throws -> StoredTensor { try NPYFile.read(tensorPath(name)) }

  func remove(_ name: String) throws {
    try FileManager.default.removeItem(atPath: tensorPath(name))
  }
}

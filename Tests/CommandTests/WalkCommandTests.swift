import Foundation
import Pictures
import TensorFiles
import Tensors
import TestSupport
import Testing

/// `lessons walk`, and walkthroughs in cells, as a person runs them.
@Suite("lessons walk", .takingTurns)
struct WalkCommandTests {
  private func walk(_ words: String) async throws -> Command.Outcome {
    try await TemporaryCourse.withTensors([:]) { course in
      try await Command.shell("\"$lessons\" walk \(words)", in: course)
    }
  }

  @Test("without files it is the course's example, all of its steps into a pipe")
  func example() async throws {
    let outcome = try await walk("conv2d")
    #expect(outcome.code == 0)
    #expect(outcome.errors.isEmpty)
    #expect(outcome.output.hasPrefix("conv2d: Y[oh,ow] = Σ kh,kw  K[kh,kw] · X[oh + kh,ow + kw]\n"))
    for title in [
      "step 1 of 4  Y[0,0] = 19\n", "step 2 of 4  Y[0,1] = 25\n", "step 3 of 4  Y[1,0] = 37\n",
      "step 4 of 4  Y[1,1] = 43\n", "= 0·4 + 1·5 + 2·7 + 3·8\n",
    ] {
      #expect(outcome.output.contains(title))
    }
    #expect(!outcome.output.contains("\u{1B}"))
    #expect(!outcome.output.contains(" \n"))
  }

  @Test("the worked example backward: dX, dK and db are those of the course")
  func backward() async throws {
    let input = try await walk("conv2d --backward input --at 1,1").output
    #expect(
      input.contains(
        """
        dX[1,1] = 4 + 0·3 = 4
        dX[1,2] = 3 + 1·3 = 6
        dX[2,1] = 6 + 2·3 = 12
        dX[2,2] = 0 + 3·3 = 9
        """))
    let weight = try await walk("conv2d --backward weight").output
    for title in ["dK[0,0] = 19\n", "dK[0,1] = 25\n", "dK[1,0] = 37\n", "dK[1,1] = 43\n"] {
      #expect(weight.contains(title))
    }
    #expect(try await walk("conv2d --backward bias").output.contains("db[0] = 6\n"))
  }

  @Test(
    "each operation has an example",
    arguments: [
      "conv1d", "conv2d", "conv3d", "convTranspose1d", "convTranspose2d", "maxPool1d", "maxPool2d",
      "avgPool1d", "avgPool2d", "linear", "relu", "softmax", "conv2d --way im2col",
      "conv2d --way winograd", "conv1d --way winograd", "maxPool2d --backward input",
      "avgPool1d --backward input", "relu --backward input", "conv3d --backward weight",
    ])
  func examples(_ words: String) async throws {
    let outcome = try await walk(words)
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("\nstep 1 of "))
  }

  @Test("tensors from files, with parameters, and one step")
  func files() async throws {
    let tensors = [
      "x": StoredTensor(Tensor<Float>(shape: [2, 2], [1, 2, 3, 4])),
      "w": StoredTensor(Tensor<Float>(shape: [1, 1], [10])),
    ]
    try await TemporaryCourse.withTensors(tensors) { course in
      let outcome = try await Command.shell(
        "\"$lessons\" walk conv2d --input x.npy --weight w.npy --padding 1 --at 0,0", in: course)
      #expect(outcome.code == 0, "\(outcome.errors)")
      #expect(outcome.output.contains("step 1 of 16  Y[0,0] = 0\n"))
      #expect(outcome.output.contains("□ is padding"))
      #expect(!outcome.output.contains("step 2"))
      let alone = try await Command.shell("\"$lessons\" walk conv2d --input x.npy", in: course)
      #expect(alone.code == 64)
      #expect(alone.errors.contains("error: conv2d needs the tensor weight"))
    }
  }

  @Test("a step becomes a picture, and its path is printed")
  func picture() async throws {
    try await TemporaryCourse.withTensors([:]) { course in
      let outcome = try await Command.shell(
        "\"$lessons\" walk conv2d --at 1,0 --png step.png", in: course)
      #expect(outcome.output == "step.png\n")
      #expect(try Picture(contentsOf: "\(course.folder)/step.png").width > 200)
      let nowhere = try await Command.shell(
        "\"$lessons\" walk conv2d --png nowhere/step.png", in: course)
      #expect(nowhere.code == 2)
      #expect(nowhere.errors.hasPrefix("error: "))
    }
  }

  @Test(
    "what can't be done is said, with what can",
    arguments: [
      ("", 64, "the first word is the name of an operation"),
      ("softmx", 64, "there is no operation 'softmx'; did you mean 'softmax'?"),
      ("conv", 64, "did you mean 'conv1d', 'conv2d' or 'conv3d'?"),
      ("conv2d --png step.jpg", 64, "'step.jpg' doesn't"),
      ("mse", 64, "mse can't be followed; these can: conv1d, conv2d"),
      ("conv2d --at 7,7", 2, "the first is Y[0,0] = 19, the last Y[1,1] = 43"),
      ("conv2d --at here", 64, "--at takes a place as in 0,1"),
      ("conv2d --at '1 0,0'", 64, "--at takes a place as in 0,1; not '1 0,0'"),
      ("conv2d --all --png step.png", 64, "--png draws one step: take either --all or --png"),
      ("conv2d --backward side", 64, "there is one by input, weight, bias"),
      ("softmax --backward input", 64, "there is no walkthrough of softmax's gradients"),
      ("conv2d --way fft", 64, "it has sums, im2col, winograd"),
      ("conv2d --way winograd --padding 1", 64, "without bias, stride, padding"),
      ("conv2d --stride 0", 2, "the stride must be at least 1"),
      ("conv2d --input nope.npy --weight nope.npy", 2, "nope.npy"),
      ("conv2d --grad-output g.npy", 64, "--grad-output goes with --backward"),
    ] as [(String, Int, String)])
  func errors(_ words: String, _ code: Int, _ text: String) async throws {
    let outcome = try await walk(words)
    #expect(outcome.code == code)
    #expect(outcome.errors.contains(text), "\(outcome.errors)")
    #expect(outcome.output.isEmpty)
  }

  @Test("in a cell, walkthroughs are printed, and a step is shown as a picture")
  func cell() async throws {
    let body = """
      ```swift
      let X = Tensor([[0, 1, 2], [3, 4, 5], [6, 7, 8]])
      let K = Tensor([[0, 1], [2, 3]])
      walkthrough(.conv2d(X, weight: K), at: [0, 1])
      show(.conv2d(X, weight: K), at: [0, 1], "The second window")
      ```

      ```swift
      walkthrough(.conv2d(X, weight: K), at: [5, 5])
      ```
      """
    try await TemporaryCourse.with([("01-walk", body)]) { course in
      let outcome = try await Command.lessons("1", "--no-step", in: course)
      #expect(outcome.code == 1)
      #expect(outcome.output.contains("= 0·1 + 1·2 + 2·4 + 3·5\n"))
      #expect(outcome.output.contains("the-second-window.png"))
      let words = outcome.output + outcome.errors
      #expect(words.contains("conv2d has no step at [5, 5]: the first is Y[0,0] = 19"))
    }
  }

  @Test(
    "on a terminal a key is a step, back and forth, in one place",
    .enabled(if: TerminalWindow.isAvailable))
  func stepping() async throws {
    try await TemporaryCourse.with([]) { course in
      try await TerminalWindow.with("walk conv2d", in: course) { window in
        try await window.wait(for: "Enter next · a all · Home first · End last · q quit")
        try await window.press("Enter")
        var text = try await window.wait(for: "step 2 of 4")
        #expect(!text.contains("step 1 of 4"))
        try await window.press("n")
        try await window.wait(for: "step 3 of 4")
        try await window.press("b")
        text = try await window.wait(for: "step 2 of 4")
        #expect(text.contains("Y[0,1] = 25"))
        try await window.press("End")
        text = try await window.wait(for: "the last step")
        #expect(text.contains("Y[1,1] = 43"))
        try await window.press("Enter")
        text = try await window.wait(for: "exit code 0")
        #expect(!text.contains("the last step"))
        #expect(text.contains("sums on the way: 0, 5, 19, 43"))
      }
    }
  }

  @Test("a place in a tile or in a line finds its step")
  func placeInside() async throws {
    for words in ["conv2d --way winograd --at 0,1", "conv2d --way winograd --at 1,1"] {
      #expect(try await walk(words).output.contains("step 1 of 1  Y[0,0] to Y[1,1]\n"))
    }
    #expect(
      try await walk("conv1d --way winograd --at 3").output.contains("step 2 of 2  Y[2] to Y[3]\n"))
    #expect(try await walk("softmax --at 2").output.contains("step 1 of 1  softmax of all\n"))
    #expect(try await walk("conv2d --at ' 1, 0'").output.contains("step 3 of 4  Y[1,0] = 37\n"))
  }

  @Test("a tensor without axes is walked through in one step")
  func noAxes() async throws {
    let tensors = ["x": StoredTensor(Tensor<Float>(shape: [], [-5]))]
    try await TemporaryCourse.withTensors(tensors) { course in
      let outcome = try await Command.shell("\"$lessons\" walk relu --input x.npy", in: course)
      #expect(outcome.code == 0, "\(outcome.errors)")
      #expect(outcome.output.contains("step 1 of 1  Y = 0\n"))
    }
  }

  @Test("into a narrow window too, no line is wider than it")
  func narrow() async throws {
    try await TemporaryCourse.withTensors([:]) { course in
      for words in ["conv2d --way im2col", "conv2d --way winograd", "conv2d --backward input"] {
        let outcome = try await Command.shell("COLUMNS=40 \"$lessons\" walk \(words)", in: course)
        #expect(outcome.code == 0, "\(outcome.errors)")
        for line in outcome.output.split(separator: "\n") {
          #expect(line.count <= 39, "\(line)")
        }
      }
    }
  }

  @Test(
    "in a narrow window each step takes the place of the one before, and leaves nothing of it",
    .enabled(if: TerminalWindow.isAvailable), arguments: [18, 30])
  func narrowStepping(columns: Int) async throws {
    try await TemporaryCourse.with([]) { course in
      try await TerminalWindow.with(
        "walk conv2d --backward input", in: course, columns: columns, rows: 60
      ) { window in
        try await window.wait(for: "Enter next")
        try await window.press("Enter")
        try await window.wait(for: "step 2 of 4")
        try await window.press("Enter")
        let text = try await window.wait(for: "step 3 of 4")
        #expect(text.ranges(of: "step ").count == 1, "\(text)")
        #expect(text.ranges(of: "dY[").count == 2, "once in the formula: \(text)")
        try await window.press("q")
        try await window.wait(for: "exit code 0")
      }
    }
  }

  @Test(
    "in a low window a step comes in pieces, and none of its lines is missed",
    .enabled(if: TerminalWindow.isAvailable))
  func lowWindow() async throws {
    try await TemporaryCourse.with([]) { course in
      try await TerminalWindow.with("walk conv2d", in: course, columns: 60) { window in
        try await window.wait(for: "Enter next")
        try await window.resize(columns: 60, rows: 12)
        try await window.press("Enter")
        var text = try await window.wait(for: "Enter more of this step")
        #expect(text.contains("step 2 of 4"))
        #expect(text.contains("[1][2]"))
        try await window.press("Enter")
        text = try await window.wait(for: "Enter next")
        #expect(text.contains("= 25"))
        #expect(text.contains("sums on the way: 0, 2, 10, 25"))
        try await window.press("q")
        try await window.wait(for: "exit code 0")
      }
    }
  }

  @Test(
    "of a parameter given alone the others are what they are unless told, and a made-up dY is said to be"
  )
  func defaults() async throws {
    let pool = try await walk("maxPool2d --kernel-size 2 --all")
    #expect(pool.output.contains("step 1 of 1 "))
    let outcome = try await walk("conv2d --backward weight")
    #expect(outcome.errors == "dY is 0, 1, 2 and so on, for --grad-output isn't given\n")
  }

  @Test("a prints the rest", .enabled(if: TerminalWindow.isAvailable))
  func all() async throws {
    try await TemporaryCourse.with([]) { course in
      try await TerminalWindow.with("walk softmax", in: course) { window in
        try await window.wait(for: "the last step")
        try await window.press("q")
        try await window.wait(for: "exit code 0")
      }
      try await TerminalWindow.with("walk relu", in: course) { window in
        try await window.wait(for: "Enter next")
        try await window.press("a")
        let text = try await window.wait(for: "exit code 0")
        #expect(text.contains("step 4 of 4  Y[1,1] = 3"))
      }
    }
  }
}

import Datasets
import Foundation
import TestSupport
import Testing

@Suite("lessons train and evaluate", .takingTurns, .serialized)
struct TrainCommandTests {
  /// A folder in the way of MNIST with a few drawn digits.
  private func withDigits(
    training: Int = 600, _ body: (TemporaryCourse) async throws -> Void
  ) async throws {
    try await TemporaryCourse.with([]) { course in
      let folder = "\(course.folder)/digits"
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try DrawnDigits.make(count: training, seed: 1).write(mnistFolder: folder, part: .training)
      try DrawnDigits.make(count: 100, seed: 2).write(mnistFolder: folder, part: .test)
      try await body(course)
    }
  }

  @Test("a network is trained, saved, drawn and tried, and the same seed gives the same again")
  func theWay() async throws {
    try await withDigits { course in
      let train = [
        "train", "lenet5", "--data", "digits", "--epochs", "3", "--lr", "0.05", "--batch", "16",
        "--schedule", "cosine", "--warm-up", "0.5", "--augment",
      ]
      let first = try await Command.lessons(
        train + ["--save", "a.safetensors", "--plot", "c.png", "--history", "h.csv"], in: course)
      #expect(first.code == 0)
      #expect(
        first.output.hasPrefix(
          "lenet5, 44426 numbers, by the fast kernels; MNIST in digits: 600 to learn, 100 to try\nepoch 1: loss "
        ))
      #expect(first.errors.isEmpty)
      let second = try await Command.lessons(train + ["--save", "b.safetensors"], in: course)
      #expect(try course.data("a.safetensors") == course.data("b.safetensors"))
      let rows = String(decoding: try course.data("h.csv"), as: UTF8.self).split(separator: "\n")
      #expect(rows.count == 4 && rows[0].hasPrefix("epoch,loss,accuracy,"))
      #expect(try course.data("c.png").starts(with: [0x89, 0x50, 0x4E, 0x47]))
      let right = try #require(first.output.matches(of: /not learned ([\d.]+ %)/).last?.1)
      #expect(second.output.contains("not learned \(right)"))
      let evaluation = try await Command.lessons(
        "evaluate", "a.safetensors", "--data", "digits", in: course)
      #expect(evaluation.code == 0)
      #expect(evaluation.output.contains("\nright \(right) ("))
      #expect(evaluation.output.contains("\nclass  precision     recall         F1  taken for\n"))
    }
  }

  @Test("--json gives a line for each epoch, and nothing else on standard output")
  func json() async throws {
    try await withDigits(training: 64) { course in
      let outcome = try await Command.lessons(
        "train", "lenet5", "--data", "digits", "--epochs", "2", "--json", "--using", "reference",
        in: course)
      let lines = outcome.output.split(separator: "\n")
      #expect(lines.count == 2)
      for (number, line) in lines.enumerated() {
        let epoch = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
        #expect(epoch?["epoch"] as? Int == number + 1)
        #expect(epoch?["loss"] is Double && epoch?["validationAccuracy"] is Double)
      }
    }
  }

  @Test("Ctrl-C saves and stops", .enabled(if: TerminalWindow.isAvailable))
  func interrupted() async throws {
    try await withDigits { course in
      try await TerminalWindow.with(
        "train lenet5 --data digits --epochs 100000 --save net.safetensors", in: course,
        columns: 100
      ) { window in
        try await window.waitForPassing("epoch 2: loss")
        try await window.press("C-c")
        let text = try await window.wait(for: "exit code 130")
        #expect(text.contains("stopped; the network as it was is in net.safetensors"))
        #expect(!text.contains("█"))
      }
      let evaluation = try await Command.lessons(
        "evaluate", "net.safetensors", "--data", "digits", in: course)
      #expect(evaluation.code == 0)
    }
  }

  @Test("a training that is killed leaves a checkpoint that loads")
  func killed() async throws {
    try await withDigits { course in
      let outcome = try await Command.shell(
        """
        "$lessons" train lenet5 --data digits --epochs 100000 --save net.safetensors > log &
        until grep -q 'epoch 3' log; do sleep 0.05; done
        kill -KILL $!
        wait
        "$lessons" evaluate net.safetensors --data digits
        """, in: course)
      #expect(outcome.code == 0)
      #expect(outcome.output.contains("lenet5 on MNIST in digits: 100 pictures"))
    }
  }

  @Test("where there is no room for the network, that is told before it learns, and the old one stays")
  func noRoom() async throws {
    try await withDigits(training: 32) { course in
      let old = Data("what was there".utf8)
      try old.write(to: URL(fileURLWithPath: "\(course.folder)/net.safetensors"))
      let outcome = try await Command.shell(
        "ulimit -f 100; \"$lessons\" train lenet5 --data digits --save net.safetensors", in: course)
      #expect(outcome.code == 2 && outcome.output.isEmpty)
      #expect(outcome.errors.contains("net.safetensors"))
      #expect(outcome.errors.contains("can't be written: File too large"))
      #expect(try course.data("net.safetensors") == old)
      #expect(!FileManager.default.fileExists(atPath: "\(course.folder)/net.safetensors.trial"))
    }
  }

  @Test("a label beyond the classes is told with its file and its picture")
  func label() async throws {
    try await withDigits(training: 32) { course in
      let path = "\(course.folder)/digits/train-labels-idx1-ubyte"
      var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
      // 8 bytes of header, and then a byte for each picture.
      bytes[8 + 5] = 10
      try bytes.write(to: URL(fileURLWithPath: path))
      let outcome = try await Command.lessons(
        "train", "lenet5", "--data", "digits", "--save", "net.safetensors", in: course)
      #expect(outcome.code == 2)
      #expect(outcome.errors.contains("digits/train-labels-idx1-ubyte"))
      #expect(outcome.errors.contains("10") && outcome.errors.contains("5"))
      #expect(!FileManager.default.fileExists(atPath: "\(course.folder)/net.safetensors"))
    }
  }

  @Test("what can't be used is told, and nothing is lost")
  func unusable() async throws {
    try await withDigits(training: 32) { course in
      func said(_ code: Int, _ arguments: String...) async throws -> String {
        let outcome = try await Command.lessons(arguments, in: course)
        #expect(outcome.code == code, "\(arguments): \(outcome.errors)")
        return outcome.errors
      }
      #expect(try await said(64, "train", "lenet6").contains("Did you mean 'lenet5'?"))
      #expect(try await said(64, "train", "lenet5", "--lr", "0").contains("'--lr' needs"))
      #expect(
        try await said(2, "train", "resnet18", "--data", "digits").contains(
          "resnet18 takes inputs of [3, 224, 224], and these pictures are [1, 28, 28]"))
      #expect(
        try await said(
          2, "train", "lenet5", "--data", "digits", "--save", "nowhere/net.safetensors"
        ).contains("nowhere/net.safetensors"))
      _ = try await said(
        0, "train", "lenet5", "--data", "digits", "--epochs", "1", "--save", "net.safetensors")
      #expect(
        try await said(
          2, "evaluate", "net.safetensors", "--architecture", "mnist-cnn", "--data", "digits"
        ).contains("net.safetensors is no checkpoint of this network:\n"))
      let whole = try course.data("net.safetensors")
      try whole.dropLast(9).write(to: URL(fileURLWithPath: "\(course.folder)/cut.safetensors"))
      #expect(
        try await said(2, "evaluate", "cut.safetensors", "--data", "digits").contains(
          "cut.safetensors"))
      try FileManager.default.removeItem(atPath: "\(course.folder)/digits/t10k-labels-idx1-ubyte")
      let missing = try await said(
        2, "train", "lenet5", "--data", "digits", "--save", "net.safetensors")
      #expect(missing.contains("t10k-labels-idx1-ubyte"))
      // What was there is still there, also where a training ends before its first epoch does.
      #expect(try course.data("net.safetensors") == whole)
      let ended = try await Command.shell(
        """
        "$lessons" train lenet5 --epochs 1 --save net.safetensors --using reference > log &
        until grep -q lenet5 log; do sleep 0.05; done
        sleep 0.5
        kill -KILL $!
        wait
        ls
        """, in: course)
      #expect(!ended.output.contains("trial"))
      #expect(try course.data("net.safetensors") == whole)
    }
  }
}

extension TemporaryCourse {
  fileprivate func data(_ name: String) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)"))
  }
}

import Datasets
import Foundation
import Networks
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

  @Test("--tensorboard makes a file that grows with each epoch")
  func tensorBoard() async throws {
    try await withDigits { course in
      let outcome = try await Command.shell(
        """
        "$lessons" train lenet5 --data digits --epochs 100000 --tensorboard logs/a > log &
        until grep -q 'epoch 3' log; do sleep 0.05; done
        kill -KILL $!
        wait
        ls logs/a
        """, in: course)
      let name = try #require(outcome.output.split(separator: "\n").first)
      #expect(name.hasPrefix("events.out.tfevents."))
      let text = String(decoding: try course.data("logs/a/\(name)"), as: UTF8.self)
      #expect(text.contains("brain.Event:2"))
      for tag in ["loss/training", "loss/validation", "accuracy/validation", "learning_rate"] {
        #expect(text.ranges(of: tag).count >= 2, "\(tag)")
      }
      try Data().write(to: URL(fileURLWithPath: "\(course.folder)/file"))
      let refused = try await Command.lessons(
        "train", "lenet5", "--data", "digits", "--tensorboard", "file/a", in: course)
      #expect(refused.code == 2 && refused.output == "")
      #expect(refused.errors.contains("'file' can't be written: Not a directory"))
    }
  }

  @Test("--folds tries each picture once, and gives the mean and the deviation")
  func folds() async throws {
    try await withDigits(training: 400) { course in
      let train = [
        "train", "lenet5", "--data", "digits", "--folds", "3", "--epochs", "2", "--lr", "0.05",
        "--batch", "16",
      ]
      let outcome = try await Command.lessons(train + ["--tensorboard", "logs"], in: course)
      #expect(outcome.code == 0, "\(outcome.errors)")
      let lines = outcome.output.split(separator: "\n")
      #expect(lines.first?.hasSuffix("MNIST in digits: 400 in 3 folds") == true)
      // A line before all, three for each fold, and one after all.
      #expect(lines.count == 11)
      #expect(
        lines[1].hasPrefix("fold 1, epoch 1: loss ") && lines[5].hasPrefix("fold 2, epoch 2: "))
      let folds = outcome.output.matches(
        of: /(?m)^fold (\d): right ([\d.]+) % of (\d+) pictures \(loss [\d.]+\)$/)
      #expect(folds.map { Int($0.1) } == [1, 2, 3])
      #expect(folds.compactMap { Int($0.3) }.reduce(0, +) == 400)
      let accuracies = folds.compactMap { Double($0.2) }
      let last = try #require(
        lines.last?.wholeMatch(
          of: /3 folds: right ([\d.]+) % in the mean, with a standard deviation of ([\d.]+) %/))
      let mean = accuracies.reduce(0, +) / 3
      let squares = accuracies.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      #expect(abs(try #require(Double(last.1)) - mean) < 0.011)
      #expect(abs(try #require(Double(last.2)) - (squares / 2).squareRoot()) < 0.02)
      // Three networks that learned different pictures aren't one.
      #expect(Set(folds.map(\.2)).count > 1)
      #expect(
        course.files.filter { $0.hasPrefix("logs/fold-") }.map { String($0.prefix(11)) }
          == ["logs/fold-1", "logs/fold-2", "logs/fold-3"])
      let json = try await Command.lessons(train + ["--json"], in: course)
      let records = try json.output.split(separator: "\n").map {
        try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
      }
      #expect(records.compactMap { $0["fold"] as? Int } == [1, 1, 1, 2, 2, 2, 3, 3, 3])
      #expect(abs(try #require(records.last?["meanAccuracy"] as? Double) * 100 - mean) < 0.011)
    }
  }

  @Test("--folds refuses what is for one network, and more folds than pictures")
  func refusedFolds() async throws {
    try await withDigits(training: 12) { course in
      func said(_ arguments: String...) async throws -> String {
        let outcome = try await Command.lessons(
          ["train", "lenet5", "--data", "digits"] + arguments, in: course)
        #expect(outcome.code == 64, "\(arguments): \(outcome.errors)")
        return outcome.errors
      }
      for option in ["--save", "--plot", "--history"] {
        let words = try await said("--folds", "3", option, "file")
        #expect(words.contains("'\(option)' is for one network, and '--folds' trains several"))
      }
      let tooFew = try await said("--folds", "1")
      #expect(tooFew.contains("'--folds' needs a number of 2 or more"))
      let tooMany = try await said("--folds", "13")
      #expect(tooMany.contains("'--folds 13' needs as many pictures, and there are 12 to learn"))
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

  @Test(
    "where there is no room for the network, that is told before it learns, and the old one stays")
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

  @Test(
    "a network goes on learning other pictures: frozen layers stay, and other classes get a new head"
  )
  func fineTuning() async throws {
    try await withDigits { course in
      let path = "\(course.folder)/old.safetensors"
      let old = TrainedNetwork(
        .lenet5, network: Architecture.lenet5.make(classes: 3), classes: ["a", "b", "c"],
        normalization: Normalization(means: [0.5], deviations: [0.25]))
      try old.write(to: path)
      let outcome = try await Command.lessons(
        "fine-tune", "old.safetensors", "--data", "digits", "--freeze", "conv1,fc1.bias",
        "--epochs",
        "1", "--save", "new.safetensors", in: course)
      #expect(outcome.code == 0 && outcome.errors.isEmpty)
      #expect(
        outcome.output.contains(
          "; drawn anew: fc3.weight, fc3.bias; frozen: conv1.weight, conv1.bias, fc1.bias\n"))
      let new = try TrainedNetwork(contentsOf: "\(course.folder)/new.safetensors")
      #expect(new.classes == (0...9).map(String.init) && new.normalization == old.normalization)
      let frozen = ["conv1.weight", "conv1.bias", "fc1.bias"]
      for (mine, other) in zip(new.network.namedParameters, old.network.namedParameters) {
        #expect(
          (mine.parameter.value == other.parameter.value) == frozen.contains(mine.name),
          "\(mine.name)")
      }
      // Of a mixture with all of the old numbers nothing is left of the new ones.
      let mixed = try await Command.lessons(
        "fine-tune", "new.safetensors", "--data", "digits", "--mix", "1", "--epochs", "1", "--save",
        "mixed.safetensors", in: course)
      #expect(mixed.code == 0)
      let same = try TrainedNetwork(contentsOf: "\(course.folder)/mixed.safetensors")
      #expect(
        same.network.namedParameters.map(\.parameter.value)
          == new.network.namedParameters.map(\.parameter.value))
      for (line, code, words) in [
        (
          "--freeze conv9", Int(64),
          "no layer with numbers is called 'conv9'; there are conv1, conv2"
        ),
        ("--freeze conv1,conv2,fc1,fc2,fc3", 64, "leaves nothing to learn"),
        ("--mix 2", 64, "from 0 to 1"), ("--mix 0.5 --new-head", 64, "old head"),
        ("--mix 0.5", 2, "needs as many classes as before"),
      ] {
        let file = line == "--mix 0.5" ? "old.safetensors" : "new.safetensors"
        let refused = try await Command.lessons(
          ["fine-tune", file, "--data", "digits"] + line.split(separator: " ").map(String.init),
          in: course)
        #expect(refused.code == code && refused.errors.contains(words), "\(refused.errors)")
      }
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

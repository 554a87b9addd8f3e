import Datasets
import Foundation
import TestSupport
import Testing

@Suite("lessons data", .takingTurns, .serialized)
struct DataCommandTests {
  private static let names = ["train-images", "train-labels", "t10k-images", "t10k-labels"].map {
    "\($0)-idx\($0.hasSuffix("images") ? 3 : 1)-ubyte.gz"
  }

  /// Where MNIST's own files are, which no other bytes can stand for.
  private static let published = SharedData.folder("mnist")

  /// The bytes of each file of MNIST; where they aren't at hand, others.
  private static let files: [String: [UInt8]] = Dictionary(
    uniqueKeysWithValues: names.map { name in
      let real = published.flatMap { FileManager.default.contents(atPath: "\($0)/\(name)") }
      return (name, real.map(Array.init) ?? Array(repeating: 7, count: 5000))
    })

  private func with(
    _ body: (LoopbackServer, TemporaryCourse) async throws -> Void
  ) async throws {
    try await TemporaryCourse.with([]) { course in
      let server = try LoopbackServer(Self.files)
      defer { server.stop() }
      try await body(server, course)
    }
  }

  @Test(
    "MNIST is fetched, goes on where it was cut off, and isn't fetched twice",
    .needsSharedData("mnist"))
  func fetches() async throws {
    try await with { server, course in
      server.behaves(.cutsOff(after: 1_000_000))
      let fetch = ["data", "fetch", "mnist", "--mirror", server.address]
      let first = try await Command.lessons(fetch, in: course)
      #expect(first.code == 0, "\(first.errors)")
      #expect(
        first.output == """
          data/mnist/train-images-idx3-ubyte.gz is fetched, 9.9 MB, and as it was published
          data/mnist/train-labels-idx1-ubyte.gz is fetched, 28.9 kB, and as it was published
          data/mnist/t10k-images-idx3-ubyte.gz is fetched, 1.6 MB, and as it was published
          data/mnist/t10k-labels-idx1-ubyte.gz is fetched, 4.5 kB, and as it was published
          MNIST is in data/mnist. Train with it: swift run lessons train lenet5 --data data/mnist

          """)
      #expect(first.errors.contains("idx3-ubyte.gz, 9.9 MB, from byte 1000000 on\n"))
      #expect(!first.errors.contains("█"))
      let count = server.requests.count
      #expect(count == 5)
      let second = try await Command.lessons(fetch, in: course)
      #expect(second.code == 0 && second.errors == "" && server.requests.count == count)
      #expect(second.output.hasPrefix("data/mnist/train-images-idx3-ubyte.gz is there\n"))
      let list = try await Command.lessons("data", in: course)
      #expect(
        list.output.hasPrefix(
          "mnist          in data/mnist, as it was published (11.6 MB)\nfashion-mnist  not there; ")
      )
      // And what is fetched is what is trained with.
      let digits = try LabelledPictures(
        mnistFolder: "\(course.folder)/data/mnist", .digits, part: .test)
      #expect(digits.count == 10_000)
    }
  }

  @Test("Ctrl-C keeps what has come, and says so", .enabled(if: TerminalWindow.isAvailable))
  func interrupted() async throws {
    try await with { server, course in
      server.behaves(.stalls(after: 3000))
      try await TerminalWindow.with(
        "data fetch mnist --to here --mirror \(server.address)", in: course, columns: 100
      ) { window in
        try await window.waitForPassing("3.0 kB of 9.9 MB")
        try await window.press("C-c")
        let text = try await window.wait(for: "exit code 130")
        #expect(text.contains("3.0 kB of it are kept"))
        #expect(!text.contains("█"))
      }
      let part = "\(course.folder)/here/train-images-idx3-ubyte.gz.part"
      #expect(FileManager.default.contents(atPath: part)?.count == 3000)
      _ = try await Command.lessons(
        "data", "fetch", "mnist", "--to", "here", "--mirror", server.address, in: course)
      #expect(server.requests.count >= 2 && server.requests[1].start == 3000)
    }
  }

  @Test("another file, no file and no server leave nothing in place, and end with 2")
  func failures() async throws {
    try await with { server, course in
      server.behaves(.damages)
      func fetch(_ mirror: String, _ words: String) async throws {
        let outcome = try await Command.lessons(
          "data", "fetch", "mnist", "--mirror", mirror, in: course)
        #expect(outcome.code == 2 && outcome.output == "")
        #expect(outcome.errors.contains(words), "\(outcome.errors)")
        #expect(outcome.errors.contains("error: 'data/mnist/train-images-idx3-ubyte.gz' could not"))
        #expect(course.files == [])
      }
      if Self.published != nil {
        try await fetch(server.address, "this is another file, with the SHA-256 sum ")
      }
      let empty = try LoopbackServer([:])
      try await fetch(empty.address, "there is no such file (404)")
      empty.stop()
      try await fetch(empty.address, "nothing answers there")
    }
  }

  @Test("what can't be an address, a set or a folder is told")
  func unusable() async throws {
    try await with { server, course in
      func said(_ code: Int, _ arguments: String...) async throws -> String {
        let outcome = try await Command.lessons(["data", "fetch"] + arguments, in: course)
        #expect(outcome.code == code, "\(arguments): \(outcome.errors)")
        return outcome.errors
      }
      #expect(
        try await said(64, "mnist", "--mirror", "mirror").contains(
          "'--mirror mirror' is no address of a folder on a web server"))
      #expect(try await said(64, "mnits").contains("'mnist'"))
      try Data().write(to: URL(fileURLWithPath: "\(course.folder)/file"))
      #expect(
        try await said(2, "mnist", "--to", "file/mnist", "--mirror", server.address).contains(
          "error: 'file' can't be written: Not a directory"))
      #expect(server.requests.isEmpty)
    }
  }

  @Test("the list says what there is, also of files that are somebody's own, and of parts")
  func list() async throws {
    try await TemporaryCourse.with([]) { course in
      #expect(
        try await Command.lessons("data", in: course).output == """
          mnist          not there; get it, 11.6 MB: swift run lessons data fetch mnist
          fashion-mnist  not there; get it, 30.9 MB: swift run lessons data fetch fashion-mnist

          Train with one: swift run lessons train lenet5 --data data/mnist. Without --data, digits are drawn.

          """)
      let folder = "\(course.folder)/data/mnist"
      let fashion = "\(course.folder)/data/fashion-mnist"
      for folder in [folder, fashion] {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      }
      try DrawnDigits.make(count: 30, seed: 1).write(mnistFolder: folder, part: .training)
      try DrawnDigits.make(count: 20, seed: 2).write(mnistFolder: folder, part: .test)
      try Data(repeating: 1, count: 1_500_000).write(
        to: URL(fileURLWithPath: "\(fashion)/train-images-idx3-ubyte.gz.part"))
      #expect(
        try await Command.lessons("data", "list", in: course).output.hasPrefix(
          """
          mnist          in data/mnist, not the published files: 30 to learn, 20 to try
          fashion-mnist  1.5 MB of 30.9 MB are in data/fashion-mnist; get the rest: swift run lessons data fetch fashion-mnist

          """))
      try Data([1]).write(to: URL(fileURLWithPath: "\(fashion)/t10k-labels-idx1-ubyte.gz"))
      #expect(
        try await Command.lessons("data", in: course).output.contains(
          "data/fashion-mnist/t10k-labels-idx1-ubyte.gz isn't the published file; get it: "))
    }
  }
}

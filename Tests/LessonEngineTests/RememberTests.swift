import Foundation
import Pictures
import TestSupport
import Testing

@testable import LessonEngine

@Suite("What a lesson remembers from run to run", .takingTurns, .serialized)
struct RememberTests {
  /// A place for lessons that remember something, and count how often it was made.
  private struct Place {
    let folder: String
    let library: LessonLibrary
    /// The name of what is remembered, which no other test has.
    let name = "net-\(UUID().uuidString)"

    init(_ folder: String) throws { (self.folder, library) = (folder, try LessonLibrary()) }

    /// How often a closure ran that begins with `counting`.
    var times: Int {
      ((try? String(contentsOfFile: "\(folder)/times", encoding: .utf8)) ?? "").count
    }

    /// A cell's lines that count.
    var counting: String {
      """
      let file = fopen("\(folder)/times", "a")!
      fputs("x", file)
      fclose(file)
      """
    }

    /// A cell that teaches a layer numbers which follow from `start`, and shows what came of it.
    var teaching: String {
      """
      import Foundation
      let layer = Linear(inputs: 2, outputs: 1)
      let weight = layer.namedParameters[0].parameter
      let returned = remember("\(name)", layer) {
        \(counting)
        print("taught", terminator: "; ")
        weight.value = Tensor<Float>([[start / 3, .infinity]])
        weight.add(gradient: weight.value)
        return ["a": start / 7]
      }
      print(returned["a"]! == start / 7, weight.value[0, 0] == start / 3, weight.value[0, 1])
      print(weight.gradient == nil)
      """
    }

    /// What `teaching` prints, whether it was taught now or before.
    static let taught = "taught; true true inf\ntrue\n"

    /// Runs a lesson of these cells.
    func run(
      _ cells: [String], named lesson: String = "01-lesson", prose: String = "",
      forgets: Bool = false
    ) async throws -> [CellResult] {
      let text = lessonText(cells.map { ("", $0) })
        .replacing("\n\n```", with: "\n\n\(prose)\n\n```")
      let path = try writeLesson(text, named: lesson, in: folder)
      var options = LessonRun.Options(figures: folder + "/shown")
      options.forgets = forgets
      let run = LessonRun(try Lesson(readingFrom: path), library: library, options: options)
      var results: [CellResult] = []
      while let result = try await run.next() { results.append(result) }
      run.stop()
      return results
    }

    /// The files that are kept under the name.
    func kept(as name: String? = nil) throws -> [URL] {
      let memory = URL(fileURLWithPath: KeptValues(library).folder)
      let files = try FileManager.default.contentsOfDirectory(
        at: memory, includingPropertiesForKeys: nil)
      return files.filter {
        (try? Data(contentsOf: $0))?.range(of: Data((name ?? self.name).utf8)) != nil
      }
    }
  }

  private func withPlace(_ body: (Place) async throws -> Void) async throws {
    try await withTemporaryFolder { folder in
      let place = try Place(folder)
      try await body(place)
      for file in try place.kept() { try FileManager.default.removeItem(at: file) }
    }
  }

  @Test("the second run doesn't teach again: numbers, value and printed text come back")
  func secondRun() async throws {
    try await withPlace { place in
      let cells = ["let start: Float = 1", place.teaching]
      for _ in 1...3 {
        let results = try await place.run(cells)
        #expect(results[1].output == Place.taught)
        #expect(results[1].errorOutput == "")
        #expect(results[1].isRight)
        #expect(place.times == 1)
      }
      let files = try place.kept()
      #expect(files.count == 1)
      #expect(files.first?.pathExtension == "safetensors")
    }
  }

  @Test("prose and later cells may change; a cell before it, or its own, may not")
  func edits() async throws {
    try await withPlace { place in
      let cells = ["let start: Float = 1", place.teaching, "print(1)"]
      _ = try await place.run(cells)
      _ = try await place.run(cells, prose: "More words.\n\nAnd more.")
      _ = try await place.run([cells[0], cells[1], "print(2)", "print(3)"])
      #expect(place.times == 1)
      let earlier = try await place.run(["let start: Float = 2", cells[1], cells[2]])
      #expect(earlier[1].output == Place.taught)
      #expect(place.times == 2)
      _ = try await place.run([cells[0], cells[1] + "\n// A word.", cells[2]])
      #expect(place.times == 3)
      // What was kept for the code as it was is still there.
      _ = try await place.run(cells)
      #expect(place.times == 3)
    }
  }

  @Test("a fresh run teaches again, and keeps that")
  func fresh() async throws {
    try await withPlace { place in
      let cells = ["let start: Float = 1", place.teaching]
      _ = try await place.run(cells)
      let fresh = try await place.run(cells, forgets: true)
      #expect(fresh[1].output == Place.taught)
      #expect(place.times == 2)
      _ = try await place.run(cells)
      #expect(place.times == 2)
      #expect(try place.kept().count == 1)
    }
  }

  @Test("what is kept and damaged is told, taught again, and kept anew")
  func damage() async throws {
    try await withPlace { place in
      let cells = ["let start: Float = 1", place.teaching]
      _ = try await place.run(cells)
      let file = try #require(try place.kept().first)
      let whole = try Data(contentsOf: file)
      // A bit of a number, of the header, and the end.
      var number = whole
      number[number.count - 2] ^= 1
      var header = whole
      header[20] ^= 1
      for (count, damaged) in [number, header, whole.dropLast(1), Data()].enumerated() {
        try damaged.write(to: file)
        let results = try await place.run(cells)
        #expect(results[1].output == Place.taught)
        #expect(results[1].errorOutput.contains("\"\(place.name)\" is damaged"), "\(count)")
        #expect(place.times == 2 + count)
        #expect(try Data(contentsOf: file) == whole)
      }
      let after = try await place.run(cells)
      #expect(after[1].errorOutput == "")
      #expect(place.times == 5)
    }
  }

  @Test("two lessons with the same name for different things don't mix")
  func twoLessons() async throws {
    try await withPlace { place in
      func cells(_ number: Int) -> [String] {
        ["print(remember(\"\(place.name)\") { \(number) })"]
      }
      for _ in 1...2 {
        let first = try await place.run(cells(1), named: "01-one")
        let second = try await place.run(cells(2), named: "02-two")
        #expect(first[0].output + second[0].output == "1\n2\n")
      }
    }
  }

  @Test("a file that was read before or by the closure makes it run again when it changes")
  func data() async throws {
    try await withPlace { place in
      for isInside in [false, true] {
        let path = "\(place.folder)/photo-\(isInside).png"
        func write(_ grey: UInt8) throws {
          try Picture(width: 1, height: 1, channels: 1, pixels: [grey]).write(to: path)
        }
        let reading = "let photo = try Picture(contentsOf: \"\(path)\")"
        let cell = """
          import Foundation
          \(isInside ? "" : reading)
          let first = try remember("\(place.name)-\(isInside)") {
            \(place.counting)
            \(isInside ? reading : "")
            return Int(photo.pixels[0])
          }
          let second = remember("\(place.name)-second-\(isInside)") {
            \(place.counting)
            return first
          }
          print(first, second)
          """.replacing("try remember", with: isInside ? "try remember" : "remember")
        let before = place.times
        try write(10)
        // The second one follows from the file as well, whether it was read now or the last time.
        for _ in 1...2 {
          let results = try await place.run([cell])
          #expect(results[0].output == "10 10\n", "\(results[0])")
          #expect(place.times == before + 2)
        }
        try write(200)
        for _ in 1...2 {
          let results = try await place.run([cell])
          #expect(results[0].output == "200 200\n")
          #expect(place.times == before + 4)
        }
      }
    }
  }

  @Test("two runs at once both come to their end, and leave one whole file")
  func atOnce() async throws {
    try await withPlace { place in
      let cells = ["let start: Float = 1", place.teaching]
      async let first = place.run(cells, named: "01-one")
      async let second = place.run(cells, named: "02-two")
      let (one, two) = try await (first, second)
      #expect(one[1].output == Place.taught && two[1].output == Place.taught)
      let times = place.times
      #expect(try place.kept().count == 1)
      let after = try await place.run(cells)
      #expect(after[1].output == Place.taught && after[1].errorOutput == "")
      #expect(place.times == times)
    }
  }

  @Test("a closure that throws or crashes keeps nothing, and what it printed is there")
  func failing() async throws {
    try await withPlace { place in
      for last in ["fatalError(\"no\")", "throw CancellationError()"] {
        let results = try await place.run([
          """
          let number: Int = try remember("\(place.name)") {
            print("so far")
            \(last)
          }
          """
        ])
        #expect(results[0].output == "so far\n", "\(results[0])")
        #expect(!results[0].isRight)
        #expect(try place.kept().isEmpty)
      }
    }
  }

  @Test(
    "a name that is used twice, a picture or a check within is refused, with what to do",
    arguments: [
      ("remember(\"NAME\") { 1 } + remember(\"NAME\") { 2 }", "give each a name of its own"),
      (
        "remember(\"NAME\") { show(Scene.harbour(), \"A\"); return 1 }",
        "a picture is shown while \"NAME\" is made"
      ),
      (
        "remember(\"NAME\") { check(Tensor([1]), equals: Tensor([1])); return 1 }",
        "a check is made while \"NAME\" is made"
      ),
    ])
  func refused(code: String, words: String) async throws {
    try await withPlace { place in
      let results = try await place.run([
        "let made: Int = \(code.replacing("NAME", with: place.name))"
      ])
      guard case .failed(.crashed(let crash)) = results[0].ending else {
        Issue.record("\(results[0].ending.words)")
        return
      }
      #expect(crash.reason.contains(words.replacing("NAME", with: place.name)), "\(crash.reason)")
    }
  }

  @Test("a network that is returned instead of given doesn't compile, and the message says how")
  func returnedNetwork() async throws {
    try await withPlace { place in
      let results = try await place.run([
        "let net = remember(\"\(place.name)\") { Architecture.lenet5.make() }"
      ])
      guard case .failed(.doesNotCompile(let diagnostics)) = results[0].ending else {
        Issue.record("\(results[0].ending.words)")
        return
      }
      #expect(diagnostics.contains { $0.message.contains("make the network before, and give it") })
    }
  }
}

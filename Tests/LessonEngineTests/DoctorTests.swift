import Foundation
import TestSupport
import Testing

@testable import LessonEngine

@Suite("What the doctor finds", .takingTurns, .serialized)
struct DoctorTests {
  /// A machine on which all is well, and programs that say what is given.
  private func machine(_ answers: [String: Surroundings.Answer?] = [:]) -> Surroundings {
    let well: [String: Surroundings.Answer?] = [
      "swiftc --version": .init(
        succeeded: true, words: "Swift version 6.3.1 (swift-6.3.1-RELEASE)\n"),
      "pkg-config --version": .init(succeeded: true, words: "1.8.1\n"),
      "pkg-config --modversion libpng": .init(succeeded: true, words: "1.6.39\n"),
      "pkg-config --modversion libcmark-gfm": .init(succeeded: true, words: "0.29.0.gfm.6\n"),
      "unshare": .init(succeeded: true, words: ""),
      "bwrap --version": .init(succeeded: true, words: "bubblewrap 0.8.0\n"),
      "launcher": .init(succeeded: true, words: "3145728\n"),
    ]
    let all = well.merging(answers) { $1 }
    return Surroundings(
      environment: ["HOME": "/nowhere/at/all", "TERM": "xterm", "LANG": "C.UTF-8"], starts: [],
      ask: { program, arguments in
        let words = ([program] + arguments).joined(separator: " ")
        let key = all.keys.first {
          words == $0 || $0 == program || words.hasPrefix("/l/launcher") && $0 == "launcher"
        }
        return key.flatMap { all[$0] ?? nil }
      },
      processorCount: 4, freeBytes: { _ in 50 << 30 }, isRoot: false)
  }

  private func verdicts(_ findings: [Finding]) -> [String: Finding.Verdict] {
    Dictionary(findings.map { ($0.name, $0.verdict) }) { first, _ in first }
  }

  @Test("a compiler that is missing, old or not understood is a fault, with a remedy")
  func compiler() async {
    for (answer, words) in [
      (nil, "doesn't run"),
      (Surroundings.Answer(succeeded: false, words: "no"), "doesn't run"),
      (
        .init(succeeded: true, words: "Swift version 6.2.4 (swift-6.2.4-RELEASE)"),
        "6.2.4 (swift-6.2.4-RELEASE) is too old"
      ),
      (.init(succeeded: true, words: "Swift version 5.10"), "5.10 is too old"),
      (.init(succeeded: true, words: "clang 19"), "isn't understood: clang 19"),
    ] as [(Surroundings.Answer?, String)] {
      let check = ToolchainCheck(machine(["swiftc --version": answer]), library: nil)
      let found = await check.findings()
      #expect(found.map(\.verdict) == [.fault])
      #expect(found.first?.found.contains(words) == true)
      #expect(found.first?.remedy != nil)
    }
    for version in ["6.3", "6.3.1 (swift-6.3.1-RELEASE)", "6.10-dev (LLVM 1, Swift 2)", "7.0"] {
      let words = "swift-driver version: 1.2 Swift version \(version)\nTarget: x86_64"
      let answer = Surroundings.Answer(succeeded: true, words: words)
      let found = await ToolchainCheck(machine(["swiftc --version": answer]), library: nil)
        .findings()
      #expect(found == [.well("compiler", "Swift \(version)")])
    }
  }

  @Test("modules of another compiler than the one that is there are a fault")
  func modules() async throws {
    let library = try LessonLibrary()
    let here = await ToolchainCheck(.here, library: library).findings()
    #expect(here.map(\.verdict) == [.well, .well])
    let other = await ToolchainCheck(
      machine([
        "swiftc --version": .init(
          succeeded: true, words: "Swift version 6.9.9 (swift-6.9.9-RELEASE)")
      ]), library: library
    ).findings()
    #expect(other.map(\.verdict) == [.well, .fault])
    #expect(other.last?.found.contains("and the compiler is 6.9.9 (swift-6.9.9-RELEASE)") == true)
    #expect(other.last?.remedy == "Build again: swift package clean && swift build")
  }

  @Test("libpng is needed, cmark-gfm and pkg-config are not")
  func libraries() async {
    let no = Surroundings.Answer(succeeded: false, words: "")
    #expect(
      verdicts(await SystemLibraryCheck(machine()).findings())
        == ["pkg-config": .well, "libpng": .well, "cmark-gfm": .well])
    #expect(
      verdicts(
        await SystemLibraryCheck(
          machine([
            "pkg-config --modversion libpng": no, "pkg-config --modversion libcmark-gfm": no,
          ])
        ).findings())
        == ["pkg-config": .well, "libpng": .fault, "cmark-gfm": .note])
    #expect(
      verdicts(await SystemLibraryCheck(machine(["pkg-config --version": nil])).findings())
        == ["pkg-config": .note])
  }

  @Test("a build for another processor is a fault, and one core is a note")
  func processor() {
    var check = ProcessorCheck(machine())
    check.builtFor = ProcessorFeatures(rawValue: 0b1011)
    check.found = ProcessorFeatures(rawValue: 0b0011)
    #expect(verdicts(check.findings()) == ["processor": .fault, "cores": .well])
    #expect(check.findings()[0].found.contains("with F16C, which this one doesn't have"))
    var one = machine()
    one.processorCount = 1
    #expect(verdicts(ProcessorCheck(one).findings()) == ["processor": .well, "cores": .note])
  }

  @Test("layers of the sandbox that are missing are notes that say what grading will lack")
  func sandbox() async {
    func found(_ answers: [String: Surroundings.Answer?]) async -> [String: Finding] {
      let findings = await SandboxCheck(machine(answers), launcher: "/l/launcher").findings()
      return Dictionary(uniqueKeysWithValues: findings.map { ($0.name, $0) })
    }
    let well = await found([:])
    #expect(well.values.allSatisfy { $0.verdict == .well })
    let none = await found([
      "unshare": .init(succeeded: false, words: "unshare: Operation not permitted\n"),
      "bwrap --version": nil, "launcher": .init(succeeded: true, words: "unlimited\n"),
    ])
    #expect(none["namespaces"]?.verdict == .note)
    #expect(none["namespaces"]?.found.contains("Operation not permitted") == true)
    #expect(none["namespaces"]?.found.contains("grading will run without a network") == true)
    #expect(none["bubblewrap"]?.found.contains("grading will run without a file system") == true)
    #expect(none["limits"]?.verdict == .note)
    #expect(await found(["launcher": nil])["limits"]?.verdict == .fault)
    var root = machine()
    root.isRoot = true
    let processes = await SandboxCheck(root, launcher: "/l/launcher").findings()[1]
    #expect(processes.verdict == .note)
  }

  @Test("the launcher's limits hold on this machine")
  func launcher() async throws {
    let check = SandboxCheck(.here, launcher: try LessonLibrary().launcher)
    #if os(Linux)
      #expect(await check.findings()[0].verdict == .well)
    #endif
  }

  @Test("no course is a fault, little room a note and hardly any a fault, unkept progress a note")
  func folders() async throws {
    let library = try LessonLibrary()
    func found(_ surroundings: Surroundings) -> [String: Finding.Verdict] {
      verdicts(FolderCheck(surroundings, library: library).findings())
    }
    #expect(found(machine())["course"] == .fault)
    #expect(found(machine())["cache"] == .well)
    try withTemporaryFolder { folder in
      try writeLesson(lessonText([]), in: folder + "/Lessons")
      var there = machine()
      there.starts = [folder]
      there.environment = ["XDG_STATE_HOME": folder]
      #expect(found(there) == ["course": .well, "cache": .well, "room": .well, "progress": .well])
      let state = folder + "/state"
      #expect(ProgressFile(path: state + "/loupe/progress.json").update { $0.places = [:] })
      there.environment = ["XDG_STATE_HOME": state]
      try "{".write(
        toFile: state + "/loupe/progress.json", atomically: false, encoding: .utf8)
      #expect(found(there)["progress"] == .note)
      try FileManager.default.removeItem(atPath: state)
      there.environment = ["XDG_STATE_HOME": folder + "/Lessons/01-lesson/README.md"]
      there.freeBytes = { _ in 1 << 30 }
      #expect(found(there) == ["course": .well, "cache": .well, "room": .note, "progress": .note])
      there.environment = [:]
      there.freeBytes = { _ in 1 << 20 }
      #expect(found(there) == ["course": .well, "cache": .well, "room": .fault, "progress": .note])
      // Looking leaves nothing behind.
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["Lessons"])
    }
  }

  @Test("progress lies where the XDG specification says")
  func progressFolder() {
    #expect(FolderCheck.progressFolder(["XDG_STATE_HOME": "/s", "HOME": "/h"]) == "/s/loupe")
    #expect(
      FolderCheck.progressFolder(["XDG_STATE_HOME": "s", "HOME": "/h"]) == "/h/.local/state/loupe")
    #expect(FolderCheck.progressFolder(["HOME": "/h"]) == "/h/.local/state/loupe")
    #expect(FolderCheck.progressFolder(["HOME": ""]) == nil)
    #expect(FolderCheck.progressFolder([:]) == nil)
  }

  @Test("a terminal that can't do what others can is a note")
  func terminal() {
    func found(_ terminal: TerminalFacts, _ environment: [String: String]) -> [Finding.Verdict] {
      var surroundings = machine()
      surroundings.environment = environment
      return terminal.findings(surroundings).map(\.verdict)
    }
    let wide = TerminalFacts(isTerminal: true, columns: 80, rows: 24, isColored: true)
    let narrow = TerminalFacts(isTerminal: true, columns: 40, rows: 24, isColored: true)
    let pipe = TerminalFacts(isTerminal: false, columns: 80, rows: 24, isColored: false)
    #expect(found(wide, ["TERM": "xterm", "LANG": "de_DE.UTF-8"]) == [.well, .well])
    #expect(found(wide, ["TERM": "dumb", "LANG": "C"]) == [.note, .note])
    #expect(found(wide, ["LC_ALL": "C", "LANG": "en_US.utf8"]) == [.note, .note])
    #expect(
      found(narrow, ["TERM": "xterm", "LC_ALL": "", "LANG": "en_US.utf8"]) == [.note, .well])
    #expect(found(pipe, ["TERM": "xterm"]) == [.note, .note])
  }

  @Test("on this machine nothing is a fault, and each thing is told once")
  func here() async throws {
    try await withTemporaryFolder { folder in
      try writeLesson(lessonText([]), in: folder + "/Lessons")
      var here = Surroundings.here
      here.starts = [folder]
      let found = await Doctor(here).findings(
        terminal: TerminalFacts(isTerminal: false, columns: 80, rows: 24, isColored: false))
      #expect(found.filter { $0.verdict == .fault } == [])
      #expect(Set(found.map(\.name)).count == found.count)
      #expect(found.count == 17)
    }
  }
}

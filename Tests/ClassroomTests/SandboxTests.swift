import Exchange
import Foundation
import LessonEngine
import TestSupport
import Testing

@testable import Classroom

@Suite("The sandbox, by each of its walls", .takingTurns, .serialized)
struct SandboxTests {
  /// The walls that this machine has, and none.
  private static func sandboxes() async throws -> [Sandbox] {
    let library = try LessonLibrary()
    var found: [Sandbox] = []
    for walls in Sandbox.Walls.allCases {
      let sandbox = await Sandbox.strongest(library, among: [walls])
      if sandbox.walls == walls { found.append(sandbox) }
    }
    return found
  }

  /// What a function from Int to Int that has this body gives back for 21, and what it prints.
  private static func run(
    _ body: String, in sandbox: Sandbox
  ) async throws -> (Result<Int, StudentTrouble>, printed: String) {
    let library = try LessonLibrary()
    let scratch = try ScratchFolder(library)
    defer { withExtendedLifetime(scratch) {} }
    let file = "\(scratch.path)/mine.swift"
    try "import Foundation\nfunc f(_ x: Int) -> Int {\n\(body)\n}\n"
      .write(toFile: file, atomically: false, encoding: .utf8)
    let built = try await StudentCompiler(library: library).build(
      try Submission(readingFrom: file),
      functions: [FunctionDescription(name: "f(_:)", arguments: ["Int"], result: "Int")],
      imports: ["Foundation"], in: "\(scratch.path)")
    guard case .built(let program, _) = built else {
      Issue.record("it doesn't compile: \(built)")
      return (.failure(.meddled), "")
    }
    let work = "\(scratch.path)/work"
    try FileManager.default.createDirectory(atPath: work, withIntermediateDirectories: true)
    let student = try await StudentProcess.start(
      program, source: "\(scratch.path)/student/Student.swift", in: sandbox, folder: work,
      limits: Sandbox.Limits())
    let result = await student.call(0, 21.record)
    if case .success = result { #expect(await student.finish() == nil) }
    return switch result {
    case .success(let value): (.success(try Int(record: value)), student.printed.text)
    case .failure(let trouble): (.failure(trouble), student.printed.text)
    }
  }

  @Test("an honest program gives its answer, can write in its folder, and finds nothing in it")
  func honest() async throws {
    for sandbox in try await Self.sandboxes() {
      let (result, printed) = try await Self.run(
        """
        print(try! FileManager.default.contentsOfDirectory(atPath: "."))
        try! "hello".write(toFile: "note", atomically: true, encoding: .utf8)
        print(try! String(contentsOfFile: "note", encoding: .utf8))
        return 2 * x
        """, in: sandbox)
      #expect(result == .success(42), "\(sandbox.walls)")
      #expect(printed == "[]\nhello\n", "\(sandbox.walls)")
    }
  }

  @Test("the clean environment holds none of ours, and no other file is open")
  func clean() async throws {
    setenv("LOUPE_TEST_SECRET", "hush", 1)
    for sandbox in try await Self.sandboxes() {
      let (_, printed) = try await Self.run(
        """
        let names = ProcessInfo.processInfo.environment.keys
        print(names.contains("LOUPE_TEST_SECRET"), names.count < 12)
        print((4..<100).filter { fcntl(Int32($0), F_GETFD) >= 0 })
        return 0
        """, in: sandbox)
      #expect(printed == "false true\n[]\n", "\(sandbox.walls)")
    }
  }

  @Test("limits hold: time, memory, the size of files, open files, processes")
  func limits() async throws {
    for sandbox in try await Self.sandboxes() {
      #expect(
        try await Self.run("while x > 0 {}\nreturn x", in: sandbox).0
          == .failure(.ranTooLong(seconds: 2)), "\(sandbox.walls)")
      let (memory, _) = try await Self.run(
        "var all: [[UInt8]] = []\nwhile true { all.append(.init(unsafeUninitializedCapacity: 1 << 28) { $1 = 0 }) }",
        in: sandbox)
      #expect(memory == .failure(.outOfMemory(bytes: 1 << 30)), "\(sandbox.walls)")
      let (file, _) = try await Self.run(
        """
        let file = open("f", O_CREAT | O_WRONLY, 0o600)
        let block = [UInt8](repeating: 1, count: 1 << 20)
        for _ in 0..<20 { write(file, block, block.count) }
        return 0
        """, in: sandbox)
      #expect(file == .failure(.wroteTooMuch(bytes: 16 << 20)), "\(sandbox.walls)")
      let (files, _) = try await Self.run(
        "return (0..<200).count { _ in open(\"/dev/null\", O_RDONLY) >= 0 } < 64 ? 1 : 0",
        in: sandbox)
      #expect(files == .success(1), "\(sandbox.walls)")
      let (threads, _) = try await Self.run(
        """
        return (0..<200).count { _ in
          var thread = pthread_t()
          return pthread_create(&thread, nil, { _ in sleep(9); return nil }, nil) == 0
        }
        """, in: sandbox)
      #expect((try? threads.get()).map { $0 < 200 } == true, "\(sandbox.walls)")
    }
  }

  @Test("behind walls there are no files but Swift's, no processes but its own, and no network")
  func walls() async throws {
    for sandbox in try await Self.sandboxes() where sandbox.walls != .none {
      let (result, printed) = try await Self.run(
        """
        let files = FileManager.default
        for path in ["/etc", "/root", "/home", "/tmp", "/var", #filePath] { print(files.fileExists(atPath: path)) }
        print(try! files.contentsOfDirectory(atPath: "/proc").compactMap { Int($0) }.count < 5)
        print(files.createFile(atPath: "/mine", contents: nil), files.createFile(atPath: "/usr/mine", contents: nil))
        print((try? String(contentsOfFile: "/proc/net/route", encoding: .utf8))?.contains("eth") ?? false)
        return 0
        """, in: sandbox)
      #expect(result == .success(0), "\(sandbox.walls)")
      #expect(
        printed == String(repeating: "false\n", count: 6) + "true\nfalse false\nfalse\n",
        "\(sandbox.walls)")
    }
  }

  @Test("there is no way into other namespaces, nor to keys, nor more room than there is")
  func waysOut() async throws {
    for sandbox in try await Self.sandboxes() {
      let (result, printed) = try await Self.run(
        """
        typealias Unshare = @convention(c) (Int32) -> Int32
        let unshare = unsafeBitCast(dlsym(nil, "unshare"), to: Unshare.self)
        typealias Call = @convention(c) (Int, Int, Int, Int) -> Int
        let call = unsafeBitCast(dlsym(nil, "syscall"), to: Call.self)
        // CLONE_NEWUSER; keyctl(KEYCTL_GET_KEYRING_ID, the session's, 1)
        print(unshare(0x10000000), call(\(Self.keyctl), 0, -3, 1))
        return x
        """, in: sandbox)
      #expect(result == .success(21), "\(sandbox.walls)")
      #expect(printed == "-1 -1\n", "\(sandbox.walls)")
      guard sandbox.walls != .none else { continue }
      let (_, written) = try await Self.run(
        """
        var all = 0
        let block = [UInt8](repeating: 1, count: 1 << 20)
        for folder in ["/work", "/dev/shm", "/dev", "/"] {
          for number in 0..<12 {
            let file = open("\\(folder)/\\(number)", O_CREAT | O_WRONLY, 0o600)
            for _ in 0..<15 where write(file, block, block.count) == block.count { all += 1 }
          }
        }
        print(all <= 64)
        return x
        """, in: sandbox)
      #expect(written == "true\n", "\(sandbox.walls)")
    }
  }

  /// The number of the system call of this name.
  private static var keyctl: Int {
    #if arch(x86_64)
      250
    #else
      219
    #endif
  }

  @Test("what stands around a program is said")
  func words() async throws {
    for sandbox in try await Self.sandboxes() {
      switch sandbox.walls {
      case .bubblewrap, .unshare:
        #expect(sandbox.words.contains("walls (\(sandbox.walls.rawValue))"))
        #expect(sandbox.finding.verdict == .well)
      case .none:
        #expect(sandbox.words.hasPrefix("limits alone, no walls"))
        #expect(sandbox.finding.remedy?.contains("bubblewrap") == true)
      }
    }
  }
}

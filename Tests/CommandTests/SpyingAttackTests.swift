import Classroom
import Dispatch
import Foundation
import LessonEngine
import Synchronization
import Testing

extension GradingTests {
  @Suite("A file that looks for what it mustn't see", .serialized, .enabled(if: Walls.areThere))
  struct SpyingAttackTests {
    /// Looks into a file, or a folder, and says what came of it.
    private static let looking = #"""
      func look(_ path: String) {
        let text = try? String(contentsOfFile: path, encoding: .utf8)
        let names = try? FileManager.default.contentsOfDirectory(atPath: path)
        print("seen:", text?.prefix(200) ?? names?.prefix(50).joined(separator: " ") ?? "nothing")
      }
      """#

    static let attacks = [
      Attack.body(
        "the judge, beside its own source", before: looking,
        """
        var folder = URL(fileURLWithPath: #filePath)
        while folder.path != "/" {
          look(folder.path)
          look(folder.path + "/Lessons/01-sums/exercises/double/judge.swift")
          folder.deleteLastPathComponent()
        }
        return 0
        """, earns: 0, "seen: nothing", never: "import Judging"),
      .body(
        "the root folder", before: looking,
        "look(\"/\")\nlook(\"/work\")\nlook(\"/etc/passwd\")\nreturn 0",
        earns: 0, "seen: nothing", never: "root:x:"),
      .body(
        "homes, and other students' work", before: looking,
        "for folder in [\"/root\", \"/home\", \"/tmp\", \"/var\", \"/mnt\"] { look(folder) }\nreturn 0",
        earns: 0,
        "│ seen: nothing\n      │ seen: nothing\n      │ seen: nothing\n      │ seen: nothing\n"),
      .body(
        "the numbers in its own program",
        """
        let own = FileManager.default.contents(atPath: "/proc/self/exe") ?? Data()
        print("read:", own.count > 1000, own.range(of: Data(["a", "secret", "number"].joined(separator: " ").utf8)) != nil)
        return 0
        """, earns: 0, "│ read: true false"),
      .body(
        "what its parents were told",
        """
        for process in 1...200 {
          let environment = FileManager.default.contents(atPath: "/proc/\\(process)/environ") ?? Data()
          if environment.range(of: Data("A_SECRET".utf8)) != nil { print("found") }
          let words = FileManager.default.contents(atPath: "/proc/\\(process)/cmdline") ?? Data()
          if words.range(of: Data("double.swift".utf8)) != nil { print("found") }
        }
        print("looked", getppid())
        return 0
        """, earns: 0, "│ looked", never: "│ found"),
      .body(
        "the memory of other processes",
        """
        for process in 1..<getpid() {
          if open("/proc/\\(process)/mem", O_RDWR) >= 0 { print("found") }
        }
        print("looked")
        return 0
        """, earns: 0, "│ looked", never: "│ found"),
      .body(
        "the environment",
        "print(ProcessInfo.processInfo.environment.keys.sorted().joined(separator: \" \"))\nreturn 0",
        earns: 0, "│ HOME LANG LOUPE_PROGRAM PATH ", never: "TOKEN"),
      .body(
        "the network",
        """
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(22).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let result = withUnsafePointer(to: &address) {
          $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
          }
        }
        var found: UnsafeMutablePointer<addrinfo>?
        print("connected:", result, "found:", getaddrinfo("example.com", "80", nil, &found) == 0)
        print(((try? String(contentsOfFile: "/proc/net/dev", encoding: .utf8)) ?? "").contains("eth"))
        return 0
        """, earns: 0, "│ connected: -1 found: false\n      │ false"),
      .body(
        "hidden numbers, in a crash", "if x > 999 { fatalError(\"it is \\(x)\") }\nreturn 2 * x",
        earns: 3,
        "this test doesn't show what it tries", never: "123457"),
      .body(
        "hidden numbers, in what it prints", "print(\"it is \", x)\nreturn x > 999 ? 0 : 2 * x",
        earns: 3,
        "this test doesn't show what it tries", never: "123457"),
      .body(
        "files of the course, to change them",
        """
        var folder = URL(fileURLWithPath: #filePath)
        for _ in 0..<20 {
          for name in ["grades.csv", "double.swift", "Lessons/01-sums/README.md"] {
            try? "changed".write(toFile: folder.path + "/" + name, atomically: false, encoding: .utf8)
          }
          folder.deleteLastPathComponent()
        }
        return 2 * x
        """, earns: 4),
      .body(
        "the program and the launcher, to replace them",
        """
        for path in ["/program", "/launcher", "/usr/bin/true", CommandLine.arguments[0]] {
          print("removed:", unlink(path), "opened:", open(path, O_WRONLY), "mode:", chmod(path, 0o777))
        }
        return 0
        """, earns: 0, "│ removed: -1 opened: -1 mode: -1"),
      .body("an end for everybody else", "kill(-1, SIGKILL)\nreturn 2 * x", earns: 4),
      .body(
        "more rights than it has",
        """
        print("user:", setuid(0) == 0 && getpid() == 0, "root:", chroot("/work"), "mounted:", mount("none", "/work", "tmpfs", 0, nil))
        return 0
        """, earns: 0, "root: -1 mounted: -1"),
    ]

    @Test("sees nothing", arguments: attacks)
    func attack(_ attack: Attack) async throws { try await attack.run() }
  }
}

/// What this machine lets stand around a student's program.
enum Walls {
  /// Whether there are walls, by the tool that makes them.
  static let areThere = found != .none

  static let found: Sandbox.Walls = {
    // A test's traits are evaluated before anything can be waited for.
    let answer = Mutex<Sandbox.Walls?>(nil)
    let isFound = DispatchSemaphore(value: 0)
    Task.detached {
      let walls = await Sandbox.strongest(try LessonLibrary()).walls
      answer.withLock { $0 = walls }
      isFound.signal()
    }
    isFound.wait()
    return answer.withLock { $0 } ?? .none
  }()
}

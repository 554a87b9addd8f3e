import Foundation
import LessonEngine

#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  import Darwin
#endif

/// What a sandbox is made with, and of.
struct SandboxTools: Sendable {
  /// The path of bubblewrap, where it is installed.
  let bubblewrap: String?
  /// The path of `unshare`, where it is there.
  let unshare: String?
  /// Whether we are the user who may do everything.
  let isRoot: Bool
  /// The folders that a Swift program needs: the system's libraries, and Swift's.
  let folders: [String]
  /// The links in the root folder that lead into those: `/lib` to `usr/lib`.
  let links: [(name: String, target: String)]

  /// Those of this machine.
  static var here: SandboxTools {
    let roots = ["/lib", "/lib64", "/bin"]
    let links = roots.compactMap { path in
      (try? FileManager.default.destinationOfSymbolicLink(atPath: path)).map { (path, $0) }
    }
    let linked = links.map(\.0)
    let real = roots.filter { !linked.contains($0) && FileManager.default.fileExists(atPath: $0) }
    // `…/usr/bin/swiftc` lies two folders below what it needs.
    let toolchain = LessonLibrary.compiler.map {
      URL(fileURLWithPath: $0).deletingLastPathComponent().deletingLastPathComponent().path
    }
    let own = toolchain.map { $0 == "/usr" ? [] : [$0] } ?? []
    return SandboxTools(
      bubblewrap: find("bwrap"), unshare: find("unshare"), isRoot: geteuid() == 0,
      folders: ["/usr"] + real + own, links: links)
  }

  /// The path of a program that the shell would find.
  static func find(_ name: String) -> String? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return folders.map { "\($0)/\(name)" }.first(where: FileManager.default.isExecutableFile)
  }

  /// A program that does nothing, where it lies in every room.
  static let nothing = ["/usr/bin/true", "/bin/true"]
    .first(where: FileManager.default.isExecutableFile)

  /// The folders in which something of the machine is shown, outermost first: they must be there, and open.
  func parents(of paths: [String]) -> [String] {
    var found: [String] = []
    for path in paths {
      var folder = ""
      for word in path.split(separator: "/").dropLast() {
        folder += "/\(word)"
        if !found.contains(folder) { found.append(folder) }
      }
    }
    return found
  }
}

/// How many processes and threads this user runs.
enum ProcessCount {
  static var ofThisUser: Int { ProcessStatus.taskCount(of: geteuid()) }
}

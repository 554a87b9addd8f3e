import Foundation

#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  import Darwin
#endif

/// The processes that a program, a lesson's or the compiler, has started, and itself.
///
/// They are found by the session in which it was started, and by a mark in their environment, which also
/// those have that left the session. Only Linux lets one look; elsewhere none are found.
struct ProgramFamily: Hashable, Sendable {
  /// The program's process, which leads the session and the process group.
  let leader: pid_t
  /// `NAME=value`, as no other program has it in its environment.
  let mark: String

  /// The name of the variable with the mark.
  static let variable = "LOUPE_PROGRAM"

  init(leader: pid_t, mark: String) {
    self.leader = leader
    self.mark = "\(Self.variable)=\(mark)"
  }

  /// Those that are alive. What has ended and only waits for its parent to notice isn't.
  var members: [pid_t] {
    ProcessStatus.all.filter { status in
      !status.hasEnded
        && (status.session == leader || status.process == leader
          || ProcessStatus.environment(of: status.process, has: mark))
    }.map(\.process)
  }

  /// Ends all of them at once.
  func end() {
    kill(-leader, SIGKILL)
    // One that is about to start another may be quicker than we are, so look again.
    for _ in 0..<20 {
      let left = members
      if left.isEmpty { return }
      for process in left { kill(process, SIGKILL) }
      usleep(5_000)
    }
  }
}

/// What Linux tells of a process in /proc.
package struct ProcessStatus {
  let process: pid_t
  let session: pid_t
  /// It has ended, or is about to.
  let hasEnded: Bool
  let threads: Int

  /// Those of all processes that there are.
  static var all: [ProcessStatus] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return names.compactMap { pid_t($0) }.compactMap(of)
  }

  /// That of one process, unless there is none.
  static func of(_ process: pid_t) -> ProcessStatus? {
    // "17 (a name) S 1 17 17 …": the name may have anything in it, so the last bracket counts.
    guard let text = text("/proc/\(process)/stat"), let end = text.lastIndex(of: ")") else {
      return nil
    }
    let words = text[text.index(after: end)...].split(separator: " ")
    guard words.count > 17, let session = pid_t(words[3]), let flags = UInt(words[6]) else {
      return nil
    }
    // PF_EXITING, in the kernel's words.
    let isEnding = flags & 0x4 != 0
    return ProcessStatus(
      process: process, session: session,
      hasEnded: isEnding || words[0] == "Z" || words[0] == "X",
      threads: Int(words[17]) ?? 1)
  }

  /// Whether a variable stands in a process's environment as it was when the process started.
  static func environment(of process: pid_t, has variable: String) -> Bool {
    guard let data = FileManager.default.contents(atPath: "/proc/\(process)/environ") else {
      return false
    }
    return data.split(separator: 0).contains { $0.elementsEqual(variable.utf8) }
  }

  /// Whether this descriptor of a process is a socket; nil where that can't be found out.
  static func hasSocket(_ process: pid_t, descriptor: Int32) -> Bool? {
    let folder = "/proc/\(process)/fd"
    guard access(folder, R_OK) == 0 else { return nil }
    let target = try? FileManager.default.destinationOfSymbolicLink(
      atPath: "\(folder)/\(descriptor)")
    return target?.hasPrefix("socket:") ?? false
  }

  /// How many processes and threads there are on the machine; quicker than counting them.
  static var taskCount: Int? {
    // "0.20 0.18 0.12 1/80 11206"
    text("/proc/loadavg")?.split(separator: " ").dropFirst(3).first?
      .split(separator: "/").last.flatMap { Int($0) }
  }

  /// How many of them are of this user.
  package static func taskCount(of user: UInt32) -> Int {
    all.reduce(0) { count, status in
      var file = stat()
      guard stat("/proc/\(status.process)", &file) == 0, file.st_uid == user else { return count }
      return count + status.threads
    }
  }

  private static func text(_ path: String) -> String? {
    FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
  }
}

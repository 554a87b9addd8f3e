import Foundation

/// The processes of this machine. Only Linux lets one look at their environments; elsewhere none
/// are found.
public enum RunningProcesses {
  /// The command lines of processes whose environment mentions these words, and that contain
  /// `command`. A killed process takes a moment to go, so this waits up to five seconds for all to be
  /// gone.
  public static func left(
    mentioning words: String, running command: String = ""
  ) async -> [String] {
    var found: [String] = []
    for _ in 0..<100 {
      found = all(mentioning: words).filter { command.isEmpty || $0.contains(command) }
      if found.isEmpty { return [] }
      try? await Task.sleep(for: .milliseconds(50))
    }
    return found
  }

  /// The command lines of processes that run now and whose environment mentions these words.
  public static func all(mentioning words: String) -> [String] {
    let processes = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return processes.filter { Int($0) != nil }.compactMap { process in
      guard let environment = read("/proc/\(process)/environ"), environment.contains(words) else {
        return nil
      }
      return process + " " + (read("/proc/\(process)/cmdline") ?? "")
    }
  }

  /// The command lines of all processes that run now.
  public static var commandLines: [String] {
    let processes = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return processes.filter { Int($0) != nil }.compactMap { read("/proc/\($0)/cmdline") }
  }

  private static func read(_ path: String) -> String? {
    FileManager.default.contents(atPath: path).map {
      String(decoding: $0, as: UTF8.self).replacing("\0", with: " ")
    }
  }
}

import Foundation
public import LessonEngine

#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  import Darwin
#endif

/// What stands around a student's program while it runs.
///
/// There are always limits (of the processor's time, memory, files, processes and output), an environment with
/// nothing of ours in it, no open files but its own, and an empty folder to work in. Where the system lets us,
/// there are walls as well: a file system in which there are only Swift and the program, processes of its own
/// and no network.
public struct Sandbox: Sendable {
  /// What keeps the program from the rest of the machine.
  public enum Walls: String, Sendable, CaseIterable {
    /// The system's namespaces, entered by bubblewrap.
    case bubblewrap
    /// The same, entered by `unshare`.
    case unshare
    /// Nothing.
    case none
  }

  /// What keeps the program from the rest of the machine.
  public let walls: Walls

  private let library: LessonLibrary
  private let tools: SandboxTools
  /// Whether programs run as a user that nobody else is, so that the system counts their processes. Only root
  /// can do that.
  private let hasOwnUser: Bool

  private init(
    _ walls: Walls, library: LessonLibrary, tools: SandboxTools, hasOwnUser: Bool
  ) {
    (self.walls, self.library, self.tools) = (walls, library, tools)
    self.hasOwnUser = hasOwnUser
  }

  /// The strongest that this machine allows: each is tried.
  ///
  /// - Parameters:
  ///   - library: the library, with the launcher.
  ///   - candidates: which walls to try, the best first.
  public static func strongest(
    _ library: LessonLibrary, among candidates: [Walls] = Walls.allCases
  ) async -> Sandbox {
    let tools = SandboxTools.here
    for walls in candidates where walls != .none {
      let sandbox = Sandbox(walls, library: library, tools: tools, hasOwnUser: tools.isRoot)
      if await sandbox.works() { return sandbox }
    }
    let bare = Sandbox(.none, library: library, tools: tools, hasOwnUser: tools.isRoot)
    // Another user may not be let into the folder of the build.
    if tools.isRoot, await !bare.works() {
      return Sandbox(.none, library: library, tools: tools, hasOwnUser: false)
    }
    return bare
  }

  /// What there is of it, in a few words for a report.
  public var words: String {
    switch walls {
    case .bubblewrap: "limits and walls (bubblewrap): no network, no files of yours"
    case .unshare: "limits and walls (unshare): no network, no files of yours"
    case .none:
      "limits alone, no walls: students' programs can read and change your files and use the network"
        + (tools.isRoot && !hasOwnUser ? ", and start any number of processes" : "")
    }
  }

  /// What starts programs in it.
  var launcher: String { library.launcher }

  /// What a program may use up.
  struct Limits: Sendable {
    /// Seconds of the processor.
    var seconds = 2.0
    /// Address space, in bytes.
    var memory = 1 << 30
    /// The largest file that it may write, in bytes.
    var fileSize = 16 << 20
    /// All that it may write, in bytes, where it has a file system of its own.
    var disk = 64 << 20
    /// How many processes and threads it may have.
    var processes = 20
    /// How many files it may have open.
    var files = 64
    /// What it may print, in bytes, on each of its two outputs.
    static let output = 1_000_000

    /// Seconds by the clock. A program that waits uses nothing up, and one on a busy machine has to wait.
    var patience: Double { 5 * seconds + 5 }
  }

  /// How a program in it is started: the launcher's arguments, the environment, and the folder.
  struct Start {
    let arguments: [String]
    let environment: [String: String]
    let workingFolder: String
  }

  /// How to start a program in it.
  ///
  /// - Parameters:
  ///   - program: the program's path.
  ///   - folder: an empty folder for what it writes, where it has no file system of its own.
  ///   - limits: what it may use up.
  func start(_ program: String, in folder: String, limits: Limits) throws -> Start {
    let user = hasOwnUser ? UnprivilegedUser.next() : nil
    let inner = limitArguments(limits, user: user)
    var environment = [
      "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TZ": "UTC", "SWIFT_DETERMINISTIC_HASHING": "1",
      "SWIFT_BACKTRACE": "enable=yes,format=json,output-to=stderr,interactive=no,color=no,"
        + "threads=crashed,images=none,registers=none,limit=64",
    ]
    (environment["HOME"], environment["TMPDIR"]) = ("/work", "/work")
    switch walls {
    case .bubblewrap:
      let room = BubblewrapRoom(
        tools: tools, launcher: library.launcher, program: program, disk: limits.disk)
      return Start(
        arguments: ["--"] + room.arguments + ["/launcher", "--inside"] + inner + [
          "--", "/program",
        ],
        environment: environment, workingFolder: "/")
    case .unshare:
      let room = UnshareRoom(
        tools: tools, launcher: library.launcher, program: program, disk: limits.disk)
      return Start(
        arguments: ["--"] + room.arguments + ["--inside"] + inner + ["--", "/program"],
        environment: environment, workingFolder: "/")
    case .none:
      (environment["HOME"], environment["TMPDIR"]) = (folder, folder)
      if let user { _ = chown(folder, user, user) }
      return Start(
        arguments: ["--judged"] + inner + ["--", program], environment: environment,
        workingFolder: folder)
    }
  }

  private func limitArguments(_ limits: Limits, user: uid_t?) -> [String] {
    // The system counts all that a user runs. One that is nobody else runs nothing else.
    let others = user == nil ? ProcessCount.ofThisUser : 0
    return [
      "--memory", "\(limits.memory)", "--file-size", "\(limits.fileSize)",
      "--cpu", "\(Int(limits.seconds.rounded(.up)))", "--files", "\(limits.files)",
      "--processes", "\(others + limits.processes)",
    ] + (user.map { ["--user", "\($0)"] } ?? [])
  }

  /// Whether a program that does nothing comes to its end in it. It is started by the launcher, which lies
  /// where students' programs will.
  private func works() async -> Bool {
    let needed = [Walls.bubblewrap: tools.bubblewrap, .unshare: tools.unshare][walls] ?? "none"
    guard needed != nil, let nothing = SandboxTools.nothing,
      let scratch = try? ScratchFolder(library),
      let start = try? start(library.launcher, in: scratch.path, limits: Limits()),
      let program = try? await LaunchedProgram.start(
        library.launcher, arguments: start.arguments + ["--", nothing],
        environment: .only(start.environment), workingFolder: start.workingFolder)
    else { return false }
    defer { withExtendedLifetime(scratch) {} }
    return await program.ending() == .exited(0)
  }
}

/// Users that no account has, for programs that root starts: a number of processes can only be kept to where
/// the user isn't root.
enum UnprivilegedUser {
  private static let all: [uid_t] = Array(60_600..<60_700)
  private static let turn = Turn()

  /// One that was not used lately.
  static func next() -> uid_t { all[turn.next() % all.count] }
}

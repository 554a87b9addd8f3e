/// The layers between us and code that we did not write. Lessons need the first; grading is the safer
/// the more there are.
struct SandboxCheck {
  let surroundings: Surroundings
  let launcher: String

  init(_ surroundings: Surroundings, launcher: String) {
    self.surroundings = surroundings
    self.launcher = launcher
  }

  func findings() async -> [Finding] {
    [await limits, processes, await namespaces, await bubblewrap]
  }

  /// The launcher is asked to limit a shell's memory, and the shell says what limit it has.
  private var limits: Finding {
    get async {
      let kilobytes = 3_145_728
      let answer = await surroundings.ask(
        launcher, ["--memory", "\(kilobytes * 1024)", "--", "/bin/sh", "-c", "ulimit -v"])
      guard let answer, answer.succeeded else {
        return .fault(
          "limits", "the launcher doesn't start: \(answer?.firstLine ?? shownPath(launcher))",
          remedy: "Run: swift build")
      }
      guard answer.firstLine == "\(kilobytes)" else {
        return .note("limits", "the system doesn't keep a limit of memory, so lessons run without")
      }
      return .well("limits", "the launcher starts, and its limits hold")
    }
  }

  private var processes: Finding {
    surroundings.isRoot
      ? .note(
        "processes", "you are root, whom the system lets start any number; the runner counts them",
        remedy: "Run lessons as another user")
      : .well("processes", "limited by the system and counted by the runner")
  }

  private var namespaces: Finding {
    get async {
      let without = "so grading will run without a network and processes of its own"
      let answer = await surroundings.ask(
        "unshare", ["--user", "--map-root-user", "--net", "--pid", "--fork", "true"])
      guard let answer else {
        return .note("namespaces", "there is no 'unshare' to try them, \(without)")
      }
      guard answer.succeeded else {
        return .note("namespaces", "not allowed here (\(answer.firstLine)), \(without)")
      }
      return .well("namespaces", "allowed")
    }
  }

  private var bubblewrap: Finding {
    get async {
      guard let answer = await surroundings.ask("bwrap", ["--version"]), answer.succeeded else {
        return .note(
          "bubblewrap", "isn't there, so grading will run without a file system of its own",
          remedy: "Install it: sudo apt-get install bubblewrap")
      }
      return .well("bubblewrap", answer.firstLine)
    }
  }
}

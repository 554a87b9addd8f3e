public import LessonEngine

extension Sandbox {
  /// What to tell whoever asks how this machine is: each layer, with its numbers.
  public var finding: Finding {
    let found =
      "\(words). For each test: \(Limits().words); a new process with an empty folder, no open files, "
      + "no variables of yours and a session of its own, which is ended with all that it started"
    return switch walls {
    case .bubblewrap, .unshare: .well("grading", found)
    case .none:
      .note(
        "grading", found,
        remedy:
          "Install bubblewrap: sudo apt-get install bubblewrap. In a container, allow namespaces of users"
      )
    }
  }
}

extension Sandbox.Limits {
  /// All of them, as one would say them.
  fileprivate var words: String {
    """
    \(Int(seconds)) s of the processor's time, \(Int(patience)) s by the clock, \(memory >> 30) GB \
    of memory, files of \(fileSize >> 20) MB, \(disk >> 20) MB of disk within walls, \(processes) processes and \
    threads, \(files) open files, \(Self.output / 1_000_000) MB of output
    """
  }
}

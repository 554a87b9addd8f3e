import CPlatform

#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  import Darwin
#endif

/// A root folder with nothing in it but what is shown: for where bubblewrap isn't there to make one.
///
/// It is built in namespaces that somebody else has entered; outside of them it would change the whole
/// machine, so it refuses to.
struct Room {
  /// How many bytes may be written in it.
  let bytes: Int
  /// What is shown, and where. It can't be written to.
  var shown: [(path: String, place: String)] = []
  /// Links, and where they are.
  var links: [(target: String, place: String)] = []

  init(bytes: Int) { self.bytes = bytes }

  /// Builds it and goes in; the working folder is then `/work`, the only one in it that can be written to.
  func enter() {
    #if os(Linux)
      guard getpid() == 1 else {
        errno = EPERM
        stop("a room can only be built by the first process of a namespace")
      }
      // On a folder that hides nothing of what is to be shown.
      let folders: [String] = ["/mnt", "/srv", "/media", "/run", "/tmp"]
      let root = folders.first { folder in
        access(folder, X_OK) == 0 && !shown.contains { $0.path.hasPrefix("\(folder)/") }
      }
      guard let root else { stop("there is no folder on which a room could be built") }
      mount("", on: "/", flags: UInt(MS_REC) | UInt(MS_PRIVATE))
      mount(
        "tmpfs", on: root, type: "tmpfs", flags: UInt(MS_NOSUID) | UInt(MS_NODEV),
        options: "size=\(bytes),nr_inodes=20000,mode=0755")
      for (path, place) in shown { show(path, at: root + place) }
      for (target, place) in links where symlink(target, root + place) != 0 {
        stop("there can't be a link \(place)")
      }
      for device in ["null", "zero", "full", "random", "urandom"] {
        show(
          "/dev/\(device)", at: "\(root)/dev/\(device)", flags: UInt(MS_NOEXEC) | UInt(MS_NOSUID))
      }
      makeFolder("\(root)/proc")
      mount("proc", on: "\(root)/proc", type: "proc", flags: UInt(MS_NOSUID) | UInt(MS_NODEV))
      makeFolder("\(root)/work")
      if chmod("\(root)/work", 0o777) != 0 { stop("/work can't be opened to all") }
      if loupeEnterRoot(root) != 0 { stop("the room can't be entered") }
      if chdir("/work") != 0 { stop("there is no /work in the room") }
      if loupeGoOnAsChild() != 0 { stop("there can't be another process") }
    #else
      stop("there are no rooms on this system")
    #endif
  }

  #if os(Linux)
    private func mount(
      _ source: String, on place: String, type: String? = nil, flags: UInt = 0,
      options: String? = nil
    ) {
      if Glibc.mount(source, place, type, flags, options) != 0 {
        stop("\(source.isEmpty ? place : source) can't be mounted")
      }
    }

    /// Shows a file or a folder, with all that is mounted in it, so that nobody can write to it.
    private func show(
      _ path: String, at place: String,
      flags: UInt = UInt(MS_RDONLY) | UInt(MS_NOSUID) | UInt(MS_NODEV)
    ) {
      var status = stat()
      guard stat(path, &status) == 0 else { stop("\(path) isn't there to be shown") }
      if status.st_mode & S_IFMT == S_IFDIR {
        makeFolder(place)
      } else {
        makeFolder(String(place[..<(place.lastIndex(of: "/") ?? place.startIndex)]))
        let file = open(place, O_CREAT | O_WRONLY | O_CLOEXEC, 0o644)
        if file < 0 { stop("\(place) can't be made") }
        close(file)
      }
      mount(path, on: place, flags: UInt(MS_BIND) | UInt(MS_REC))
      // What is shown can be changed only after it is there. What the machine's owner forbids, such as programs
      // of another user, must stay forbidden: so it is asked for as well.
      mount("", on: place, flags: UInt(MS_BIND) | UInt(MS_REMOUNT) | flags)
    }

    private func makeFolder(_ path: String) {
      var folder = ""
      for word in path.split(separator: "/") {
        folder += "/\(word)"
        if mkdir(folder, 0o755) != 0 && errno != EEXIST { stop("\(folder) can't be made") }
      }
    }
  #endif
}

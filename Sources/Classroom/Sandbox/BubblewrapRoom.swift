/// A root folder with Swift and the program in it and nothing else, processes of its own and no network, made
/// by bubblewrap: https://github.com/containers/bubblewrap.
struct BubblewrapRoom {
  let tools: SandboxTools
  let launcher: String
  let program: String
  let disk: Int

  /// The command line up to the program in the room.
  var arguments: [String] {
    var words = [tools.bubblewrap ?? "bwrap"] + namespaces + ["--die-with-parent"]
    words += ["--size", "\(disk)", "--tmpfs", "/", "--proc", "/proc"]
    // The devices lie in a folder of their own, which the limit doesn't count.
    words += ["--dev", "/dev", "--remount-ro", "/dev"]
    for folder in tools.parents(of: tools.folders) {
      words += ["--perms", "0755", "--dir", folder]
    }
    for folder in tools.folders { words += ["--ro-bind", folder, folder] }
    for link in tools.links { words += ["--symlink", link.target, link.name] }
    words += ["--ro-bind", launcher, "/launcher", "--ro-bind", program, "/program"]
    return words + ["--perms", "0777", "--dir", "/work", "--chdir", "/work"]
  }

  /// As root there is no namespace of users, so that the launcher can become another user in the room, whose
  /// processes the system counts.
  private var namespaces: [String] {
    tools.isRoot
      ? [
        "--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts", "--unshare-cgroup-try",
      ]
        + ["--cap-drop", "ALL", "--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]
      : ["--unshare-all"]
  }
}

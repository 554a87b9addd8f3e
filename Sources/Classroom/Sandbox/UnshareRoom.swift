/// The same room without bubblewrap: `unshare` enters the namespaces, and the launcher puts the room together
/// in them.
struct UnshareRoom {
  let tools: SandboxTools
  let launcher: String
  let program: String
  let disk: Int

  /// The command line up to the launcher's limits.
  var arguments: [String] {
    var words = [tools.unshare ?? "unshare"]
    if !tools.isRoot { words += ["--user", "--map-root-user"] }
    words += ["--net", "--pid", "--fork", "--kill-child", "--mount", "--ipc", "--uts"]
    words += [launcher, "--room", "\(disk)"]
    for folder in tools.folders { words += ["--show", folder, folder] }
    for link in tools.links { words += ["--link", link.target, link.name] }
    return words + ["--show", program, "/program"]
  }
}

/// Why lessons can't be compiled here.
public enum ToolchainError: Error, Equatable, CustomStringConvertible {
  case missingModules(folder: String)
  case noCompiler(String)
  case brokenCompiler(String)

  public var description: String {
    switch self {
    case .missingModules(let folder):
      "the modules that lessons are compiled against are not in \(shownPath(folder)). "
        + "Run 'swift build', then try again"
    case .noCompiler(let reason):
      "the Swift compiler can't be run (\(reason)). Lessons are compiled by 'swiftc'; see that "
        + "'swiftc --version' works in this terminal"
    case .brokenCompiler(let output):
      "the Swift compiler stopped without saying what is wrong with the lesson:\n\(output)\n"
        + "Run 'swift build', then try again"
    }
  }
}

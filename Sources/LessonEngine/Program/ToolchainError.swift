/// Why lessons can't be compiled here.
public enum ToolchainError: Error, Equatable, CustomStringConvertible {
  /// The build's folder of modules isn't there, or not all of them are in it.
  case missingModules(folder: String)
  /// `swiftc` can't be started; the text is the system's.
  case noCompiler(String)
  /// The compiler, or what it made, failed in a way that no lesson can be blamed for; the text is
  /// its output.
  case brokenCompiler(String)
  /// A program of ours doesn't do what it is there for; the text says which, and what it said.
  case broken(String)

  public var description: String {
    switch self {
    case .missingModules(let folder):
      "the modules that lessons are compiled against are not in \(shownPath(folder)). "
        + "Run 'swift build', then try again"
    case .noCompiler(let reason):
      "the Swift compiler can't be run (\(reason)). Lessons are compiled by 'swiftc'; see that "
        + "'swiftc --version' works in this terminal"
    case .broken(let reason):
      "\(reason). Run 'swift build', then try again; 'lessons doctor' says what there is"
    case .brokenCompiler(let output):
      "the Swift compiler stopped without saying what is wrong with the lesson:\n\(output)\n"
        + "Run 'swift build', then try again"
    }
  }
}

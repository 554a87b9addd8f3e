/// Says of this machine what is well and what isn't, and what to do about it.
///
///     for finding in await Doctor().findings() { … }
public struct Doctor: Sendable {
  private let surroundings: Surroundings

  /// A doctor for this machine or, in a test, for another.
  public init(_ surroundings: Surroundings = .here) { self.surroundings = surroundings }

  /// All that was found: the most important first.
  ///
  /// - Parameter terminal: what is known of the terminal; only who writes to it knows that.
  public func findings(terminal: TerminalFacts) async -> [Finding] {
    let library: LessonLibrary
    do throws(ToolchainError) {
      library = try LessonLibrary()
    } catch {
      let modules = Finding.fault("modules", error.description, remedy: "Run: swift build")
      return await ToolchainCheck(surroundings, library: nil).findings() + [modules]
        + terminal.findings(surroundings)
    }
    var found = await ToolchainCheck(surroundings, library: library).findings()
    found += await SystemLibraryCheck(surroundings).findings()
    found += ProcessorCheck(surroundings).findings()
    found += FolderCheck(surroundings, library: library).findings()
    found += await SandboxCheck(surroundings, launcher: library.launcher).findings()
    return found + terminal.findings(surroundings)
  }
}

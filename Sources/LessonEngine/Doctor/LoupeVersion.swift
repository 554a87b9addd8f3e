/// Which Loupe this is.
public enum LoupeVersion {
  /// The version of everything in the package: the only place that says it.
  public static let number = "0.1.0"

  /// The version, the compiler that built it and what it uses of the processor:
  /// "0.1.0 (Swift 6.3.1, x86-64 with AVX2)".
  public static var words: String {
    let folder = (try? LessonLibrary())?.buildFolder
    let compiler = folder.flatMap { ToolchainCheck.builder(of: $0) }
    // What stands in brackets behind it says the same once more.
    let swift = compiler?.split(separator: " ").first.map { "Swift \($0), " } ?? ""
    let features = ProcessorFeatures.builtFor.names.last.map { " with \($0)" } ?? ""
    return "\(number) (\(swift)\(architecture)\(features))"
  }

  private static var architecture: String {
    #if arch(x86_64)
      "x86-64"
    #elseif arch(arm64)
      "arm64"
    #else
      "another processor"
    #endif
  }
}

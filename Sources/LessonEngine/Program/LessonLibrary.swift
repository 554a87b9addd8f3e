import Foundation

/// What a lesson's program is compiled against: the modules that the build has just made, and the
/// tools around them.
public struct LessonLibrary: Sendable {
  /// The modules that `import Loupe` brings, in the order in which they build on each other. A test
  /// holds this list against what the sources import.
  package static let modules = [
    "Tensors", "Kernels", "ReferenceKernels", "FastKernels", "KernelLadder", "Files", "TensorFiles",
    "Pictures", "Sounds", "Walkthroughs", "Datasets", "Networks", "Loupe",
  ]

  /// The modules of other packages that those import.
  package static let borrowedModules = ["RealModule"]

  /// The folder in which the build put its products: `.build/debug`.
  public let buildFolder: String
  /// The package's own folder.
  public let packageFolder: String

  /// The library that was built together with the running program.
  ///
  /// - Throws: `ToolchainError` where its modules aren't there.
  public init() throws(ToolchainError) {
    let executable = URL(fileURLWithPath: Bundle.main.executablePath ?? CommandLine.arguments[0])
    buildFolder = executable.resolvingSymlinksInPath().deletingLastPathComponent().path
    // This file lies in Sources/LessonEngine/Program.
    packageFolder =
      (0..<4).reduce(URL(fileURLWithPath: #filePath)) { url, _ in url.deletingLastPathComponent() }
      .path
    guard FileManager.default.fileExists(atPath: "\(modulesFolder)/Loupe.swiftmodule") else {
      throw .missingModules(folder: modulesFolder)
    }
  }

  /// The folder with the modules that the build has made.
  package var modulesFolder: String { "\(buildFolder)/Modules" }

  /// The program that starts a lesson's program.
  package var launcher: String { "\(buildFolder)/Launcher" }

  /// Where lessons keep what can be made again: beside the build.
  public var stateFolder: String { scratchFolder + "/lessons" }

  /// Where the compiler keeps what it makes of C's headers. That says in which folder it was made, and is refused in
  /// any other: a folder that was copied or moved gets its own.
  package var headersFolder: String { "\(stateFolder)/headers/\(ProgramCache.hash(stateFolder))" }

  /// Forgets the compiled programs of all lessons, and what they remember; the next run makes both again.
  ///
  /// - Returns: how many programs there were, how many values they remembered, and how many bytes all took.
  /// - Throws: what the file system says.
  public func removeKept() throws -> (programs: Int, values: Int, bytes: Int) {
    let (programs, programBytes) = try ProgramCache(self).removeAll()
    let (values, valueBytes) = try KeptValues(self).removeAll()
    return (programs, values, programBytes + valueBytes)
  }

  /// The folder of everything that a build makes or fetches: `.build`.
  private var scratchFolder: String {
    URL(fileURLWithPath: buildFolder).deletingLastPathComponent().deletingLastPathComponent().path
  }

  /// The library's object files.
  var objects: [String] {
    get throws(ToolchainError) { try objects(of: Self.borrowedModules + Self.modules) }
  }

  /// The object files of these modules: one for each source that the build lists. (The object of a source
  /// that was renamed or removed stays in the folder, so the folder can't be asked.)
  package func objects(of modules: [String]) throws(ToolchainError) -> [String] {
    var objects: [String] = []
    for module in modules {
      let folder = "\(buildFolder)/\(module).build"
      let sources = (try? String(contentsOfFile: "\(folder)/sources", encoding: .utf8)) ?? ""
      // Each line is a path, in quotes where it has blanks.
      let names = sources.split(separator: "\n").map {
        URL(fileURLWithPath: $0.trimmingCharacters(in: ["\"", "'"])).lastPathComponent
      }
      let found = names.map { "\(folder)/\($0).o" }
      guard !found.isEmpty, found.allSatisfy(FileManager.default.fileExists) else {
        throw .missingModules(folder: folder)
      }
      objects += found
    }
    return objects
  }

  /// The compiler's arguments that let a program import the library.
  package var importArguments: [String] {
    let moduleMaps = [
      "\(packageFolder)/Sources/CPNG/module.modulemap",
      "\(packageFolder)/Sources/CZlib/module.modulemap",
      "\(buildFolder)/CPlatform.build/module.modulemap",
    ]
    return ["-I", modulesFolder] + Self.arguments(forHeaders: moduleMaps) + borrowedHeaderArguments
  }

  /// The compiler's arguments that let it find the headers which the borrowed modules import, and no others.
  package var borrowedHeaderArguments: [String] {
    Self.arguments(forHeaders: [
      "\(scratchFolder)/checkouts/swift-numerics/Sources/_NumericsShims/include/module.modulemap"
    ])
  }

  private static func arguments(forHeaders moduleMaps: [String]) -> [String] {
    moduleMaps.flatMap { ["-Xcc", "-fmodule-map-file=\($0)"] }
  }

  /// The compiler that the shell would find, whatever links lead there; nil if it finds none.
  package static var compiler: String? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return folders.map { "\($0)/swiftc" }.first(where: FileManager.default.isExecutableFile)
      .map { URL(fileURLWithPath: $0).resolvingSymlinksInPath().path }
  }

  /// Everything that a compiled program depends on besides its own text, in words that change when
  /// any of it does.
  var fingerprint: String {
    get throws(ToolchainError) { try fingerprint(of: Self.borrowedModules + Self.modules) }
  }

  /// The same for what depends on these modules.
  package func fingerprint(of modules: [String]) throws(ToolchainError) -> String {
    let files = modules.map { "\(modulesFolder)/\($0).swiftmodule" }
    return try (files + objects(of: modules) + [Self.compiler].compactMap { $0 }).map { path in
      let attributes = try? FileManager.default.attributesOfItem(atPath: path)
      let date = (attributes?[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
      return "\(path) \(attributes?[.size] as? Int ?? 0) \(date)"
    }.joined(separator: "\n")
  }
}

import Foundation

/// The compiler, and what it has made of the modules that lessons import.
struct ToolchainCheck {
  let surroundings: Surroundings
  let library: LessonLibrary?

  init(_ surroundings: Surroundings, library: LessonLibrary?) {
    self.surroundings = surroundings
    self.library = library
  }

  /// The oldest Swift that can build Loupe.
  private static let oldest = (6, 3)

  func findings() async -> [Finding] {
    guard let answer = await surroundings.ask("swiftc", ["--version"]), answer.succeeded else {
      return [
        .fault(
          "compiler", "'swiftc --version' doesn't run in this terminal",
          remedy:
            "Install Swift 6.3 or newer from https://swift.org/install and open a new terminal")
      ]
    }
    guard let version = Self.version(in: answer.words) else {
      return [
        .fault(
          "compiler", "'swiftc --version' says what isn't understood: \(answer.firstLine)",
          remedy: "See that 'swiftc' is the Swift compiler: which swiftc")
      ]
    }
    guard version.number >= Self.oldest else {
      return [
        .fault(
          "compiler", "Swift \(version.words) is too old",
          remedy: "Install Swift 6.3 or newer from https://swift.org/install")
      ]
    }
    let compiler = Finding.well("compiler", "Swift \(version.words)")
    guard let library else { return [compiler] }
    return [compiler] + modules(of: library, compiler: version.words)
  }

  /// Modules are read by the very compiler that wrote them, and by no other.
  private func modules(of library: LessonLibrary, compiler: String) -> [Finding] {
    do throws(ToolchainError) {
      let objects = try library.objects
      let builder = Self.builder(of: library.buildFolder)
      guard builder == nil || builder == compiler else {
        return [
          .fault(
            "modules",
            "they were built by Swift \(builder ?? "?"), and the compiler is \(compiler)",
            remedy: "Build again: swift package clean && swift build")
        ]
      }
      return [
        .well(
          "modules",
          "\(LessonLibrary.modules.count) modules, \(objects.count) objects in \(shownPath(library.buildFolder))"
        )
      ]
    } catch {
      return [.fault("modules", error.description, remedy: "Run: swift build")]
    }
  }

  /// "6.3.1 (swift-6.3.1-RELEASE)" and (6, 3).
  static func version(in text: String) -> (words: String, number: (Int, Int))? {
    guard
      let match = text.firstMatch(of: #/Swift version (((\d+)\.(\d+))[^\n\0]*?)(\s*)(\n|\0|$)/#),
      let major = Int(match.3), let minor = Int(match.4)
    else { return nil }
    return (String(match.1), (major, minor))
  }

  /// The version of the compiler that built the modules: the build notes down what the compiler said.
  /// Where several compilers were there in turn, the newest note is of the last.
  static func builder(of folder: String) -> String? {
    let files = FileManager.default
    let notes = ((try? files.contentsOfDirectory(atPath: folder)) ?? [])
      .filter { $0.hasPrefix("swift-version") }.map { "\(folder)/\($0)" }
    func date(_ path: String) -> Date {
      (try? files.attributesOfItem(atPath: path)[.modificationDate]) as? Date ?? .distantPast
    }
    guard let newest = notes.max(by: { date($0) < date($1) }),
      let text = try? String(contentsOfFile: newest, encoding: .utf8)
    else { return nil }
    return version(in: text)?.words
  }
}

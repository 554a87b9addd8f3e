import Foundation
import Testing

@testable import LessonEngine

@Suite("The library that lessons are compiled against")
struct LessonLibraryTests {
  /// The modules that the sources of a module import.
  private func imports(of module: String, in sources: String) throws -> Set<String> {
    let files = FileManager.default.enumerator(atPath: "\(sources)/\(module)")
    var found = Set<String>()
    for case let file as String in files ?? .init() where file.hasSuffix(".swift") {
      let text = try String(contentsOfFile: "\(sources)/\(module)/\(file)", encoding: .utf8)
      for line in text.split(separator: "\n") {
        if let match = line.wholeMatch(of: /\s*(?:@?\w+ )*import (\w+)/) {
          found.insert(String(match.1))
        }
      }
    }
    return found
  }

  @Test("its modules are those that Loupe imports, directly or not, each after what it imports")
  func modules() throws {
    let sources = try LessonLibrary().packageFolder + "/Sources"
    // The modules in C have no objects of Swift; a module map stands for each.
    let ours = Set(try FileManager.default.contentsOfDirectory(atPath: sources))
      .filter { !$0.hasPrefix("C") }
    var reached: Set<String> = []
    var waiting: Set<String> = ["Loupe"]
    while let module = waiting.popFirst() {
      reached.insert(module)
      waiting.formUnion(try imports(of: module, in: sources).intersection(ours))
      waiting.subtract(reached)
    }
    #expect(Set(LessonLibrary.modules) == reached)
    #expect(LessonLibrary.modules.count == reached.count)
    for (index, module) in LessonLibrary.modules.enumerated() {
      let needed = try imports(of: module, in: sources).intersection(ours)
      #expect(needed.isSubset(of: LessonLibrary.modules[..<index]), "\(module)")
    }
  }

  @Test("every module in C below Loupe has its module map among the compiler's arguments")
  func moduleMaps() throws {
    let library = try LessonLibrary()
    let sources = library.packageFolder + "/Sources"
    let needed = try LessonLibrary.modules.map { try imports(of: $0, in: sources) }
      .reduce(Set()) { $0.union($1) }
      .filter { $0.hasPrefix("C") && FileManager.default.fileExists(atPath: "\(sources)/\($0)") }
    #expect(needed == ["CPNG", "CZlib", "CPlatform"])
    for module in needed {
      let maps = library.importArguments.filter {
        $0.contains("/\(module)/module.modulemap")
          || $0.contains("/\(module).build/module.modulemap")
      }
      #expect(maps.count == 1, "\(module)")
    }
    for argument in library.importArguments where argument.hasPrefix("-fmodule-map-file=") {
      let path = String(argument.dropFirst("-fmodule-map-file=".count))
      #expect(FileManager.default.fileExists(atPath: path))
    }
  }

  @Test("its objects and its launcher are there, and what can be made again lies beside the build")
  func files() throws {
    let library = try LessonLibrary()
    #expect(try library.objects.count >= LessonLibrary.modules.count)
    #expect(FileManager.default.isExecutableFile(atPath: library.launcher))
    #expect(
      library.buildFolder.hasPrefix(
        (library.stateFolder as NSString).deletingLastPathComponent + "/"))
    let fingerprint = try library.fingerprint
    #expect(try LessonLibrary().fingerprint == fingerprint)
    // Another compiler makes another program.
    let others = fingerprint.split(separator: "\n").filter { !$0.hasPrefix(library.buildFolder) }
    #expect(others.count == 1 && others[0].contains("/swift"), "\(others)")
  }
}

import Foundation
import LessonEngine
import Subprocess

#if canImport(SystemPackage)
  import SystemPackage
#else
  import System
#endif

/// The object file of a student's module, in which there may be what honest code never has: names that belong to
/// other modules or to the system, functions that run before the program does, and words to the linker.
struct ObjectFile {
  let path: String
  /// The compiler's path: its tools lie beside it.
  let compiler: String?

  /// What is wrong with it; nil if nothing is.
  ///
  /// A name that the whole program sees must be one of the student's module. Those that any module may have a
  /// copy of, which the linker makes one, must be Swift's. And there must be no sections but those that Swift
  /// makes.
  func refusal() async throws -> Refusal? {
    guard let symbols = try await lines(of: "llvm-nm", or: "nm", ["-g", "--defined-only", path]),
      let sections = try await lines(of: "llvm-objdump", or: "objdump", ["-h", path])
    else { return .tooLarge }
    let names = symbols.compactMap { Symbol($0) }.filter { !$0.isHonest }.map(\.name)
    if !names.isEmpty { return .foreignSymbols(names) }
    let foreign = sections.compactMap(Self.sectionName).filter { !Self.isHonest(section: $0) }
    return foreign.isEmpty ? nil : .foreignSections(foreign)
  }

  /// Takes out what it tells the linker. What it imports has to be linked by whoever imports the same.
  ///
  /// - Returns: why that can't be done, nil if it is: something of its own stands there, too.
  func removeLinkerOptions() async throws -> Refusal? {
    #if os(Linux)
      let sections = [".swift1_autolink_entries", ".linker-options"]
      do {
        let options = sections.flatMap { ["--remove-section", $0] }
        _ = try await lines(of: "llvm-objcopy", or: "objcopy", options + [path])
      } catch ToolchainError.brokenCompiler {
        return .foreignSections([sections[0][...]])
      }
    #endif
    return nil
  }

  /// The name in a line such as `  3 .text  0000005f 0000000000000000 TEXT`.
  private static func sectionName(_ line: Substring) -> Substring? {
    let words = line.split(separator: " ", maxSplits: 2)
    guard words.count > 1, words[0].allSatisfy(\.isNumber) else { return nil }
    #if os(Linux)
      // The first section of every file is none, and has no name.
      if words[0] == "0" { return nil }
    #endif
    return words[1]
  }

  private static func isHonest(section name: Substring) -> Bool {
    #if os(Linux)
      let plain = name.hasPrefix(".rela") ? name.dropFirst(5) : name
      return [
        ".text", ".data", ".rodata", ".bss", ".tdata", ".tbss", ".lrodata", ".ldata", ".lbss",
        ".debug_",
        ".eh_frame", ".note.GNU-stack", ".note.gnu.property", ".strtab", ".symtab", ".shstrtab",
        ".group",
        ".comment", ".swift1_autolink_entries", ".linker-options", ".swift_modhash",
        ".llvm_addrsig",
        ".gcc_except_table", "swift5_",
      ].contains(where: plain.hasPrefix)
    #else
      return name != "__mod_init_func" && name != "__mod_term_func"
    #endif
  }

  /// One line of what `nm` says: `00000000000000b0 T $s7Student8convolve…`.
  private struct Symbol {
    let kind: Character
    let name: String

    init?(_ line: Substring) {
      guard let match = line.wholeMatch(of: /[0-9a-f]* *([A-Za-z]) (.+)/) else { return nil }
      kind = match.1.first!
      // Apple's systems put a line before each name of C.
      #if os(macOS)
        name = String(match.2.drop { $0 == "_" })
      #else
        name = String(match.2)
      #endif
    }

    var isHonest: Bool {
      if "VvWw".contains(kind) {
        // What the compiler calls by a name with blanks, nothing else can call.
        return name.contains(" ")
          || ["$s", "got.$s", "__swift_", "swift_"].contains(where: name.hasPrefix)
      }
      // "7Student" is the module in Swift's own spelling: of what it declares, and of what it adds to the
      // types of others.
      return name.hasPrefix("$s") && name.contains(#/(?:^|[^0-9])7Student/#)
    }
  }

  /// What a tool says; nil if that is more than it says of any honest file.
  private func lines(
    of tool: String, or systemTool: String, _ arguments: [String]
  ) async throws -> [Substring]? {
    let own = compiler.map {
      URL(fileURLWithPath: $0).deletingLastPathComponent().appendingPathComponent(tool).path
    }
    let executable: Executable
    if let own, FileManager.default.isExecutableFile(atPath: own) {
      executable = .path(FilePath(own))
    } else {
      executable = .name(systemTool)
    }
    do {
      let result = try await run(
        executable, arguments: Arguments(arguments), output: .string(limit: 20_000_000),
        error: .string(limit: 100_000))
      guard result.terminationStatus.isSuccess else {
        throw ToolchainError.brokenCompiler(result.standardError)
      }
      return result.standardOutput.split(separator: "\n")
    } catch let error as ToolchainError {
      throw error
    } catch let error as SubprocessError where error.code == .outputLimitExceeded {
      return nil
    } catch {
      throw ToolchainError.noCompiler("neither \(tool) nor \(systemTool) can be run: \(error)")
    }
  }
}

import Foundation
import LessonEngine
import TestSupport
import Testing

@testable import Classroom

@Suite("The object file of a student's module")
struct ObjectFileTests {
  /// What is found in the object of a file that went past the words that can't stand in one.
  private static func refusal(of code: String) async throws -> Refusal? {
    try await withTemporaryFolder { folder in
      let source = "\(folder)/Student.swift"
      try code.write(toFile: source, atomically: false, encoding: .utf8)
      let library = try LessonLibrary()
      let outcome = try await Compiler(library: library).outcome(
        of: ["-c", "-parse-as-library", "-module-name", "Student", "-enable-testing", "-Onone"]
          + ["-diagnostic-style=llvm"] + library.importArguments + [source]
          + ["-o", "\(folder)/object.o"], scratch: folder)
      if case .refused(let diagnostics) = outcome {
        Issue.record("the code doesn't compile: \(diagnostics.map(\.description))")
      }
      let object = ObjectFile(path: "\(folder)/object.o", compiler: LessonLibrary.compiler)
      let refusal = try await object.refusal()
      let removal = try await object.removeLinkerOptions()
      return refusal ?? removal
    }
  }

  @Test(
    "a name that isn't the module's own is found",
    arguments: [
      ("@_cdecl(\"exit\") func leave(_ code: Int32) {}", "exit"),
      ("@_cdecl(\"main\") func begin() -> Int32 { 0 }", "main"),
      (
        "@_cdecl(\"$sSi2eeoiySbSi_SitFZ\") func same(_ a: Int, _ b: Int) -> Bool { true }",
        "$sSi2eeoiySbSi_SitFZ"
      ),
      ("@_silgen_name(\"malloc\") func more(_ size: Int) -> Int { 0 }", "malloc"),
      ("@main struct Program { static func main() {} }", "main"),
    ])
  func foreign(code: String, name: String) async throws {
    guard case .foreignSymbols(let names) = try await Self.refusal(of: code) else {
      Issue.record("nothing was found")
      return
    }
    #expect(names.contains(name))
  }

  #if os(Linux)
    @Test(
      "a section of its own is found: code that runs before the program does, or anything else",
      arguments: [".init_array", ".preinit_array", ".ctors", ".fini_array", "secret", ".interp"])
    func sections(name: String) async throws {
      let refusal = try await Self.refusal(
        of: "@section(\"\(name)\") @used let early: @convention(c) () -> Void = { }")
      guard case .foreignSections(let names) = refusal else {
        Issue.record("nothing was found")
        return
      }
      #expect(names.contains { $0.hasPrefix(name) })
    }

    @Test("words to the linker are taken out of it, and those of a student's own found")
    func linkerOptions() async throws {
      try await withTemporaryFolder { folder in
        let source = "\(folder)/Student.swift"
        let object = ObjectFile(path: "\(folder)/object.o", compiler: LessonLibrary.compiler)
        func compile(_ code: String) async throws {
          try code.write(toFile: source, atomically: false, encoding: .utf8)
          _ = try await Compiler(library: LessonLibrary()).outcome(
            of: ["-c", "-parse-as-library", "-module-name", "Student", "-diagnostic-style=llvm"]
              + [source, "-o", object.path], scratch: folder)
        }
        func holds(_ text: String) throws -> Bool {
          try Data(contentsOf: URL(fileURLWithPath: object.path)).range(of: Data(text.utf8)) != nil
        }
        try await compile("import Foundation\n")
        #expect(try holds("-lFoundation"))
        let removal = try await object.removeLinkerOptions()
        #expect(removal == nil)
        #expect(try !holds("-lFoundation"))

        try await compile(
          """
          @section(".swift1_autolink_entries") @used
          private let flags: (UInt8, UInt8, UInt8, UInt8, UInt8) = (45, 102, 97, 107, 101)
          """)
        #expect(try holds("-fake"))
        let refusal = try await object.removeLinkerOptions()
        #expect(try refusal != nil || !holds("-fake"))
      }
    }
  #endif

  @Test("honest code is let through")
  func honest() async throws {
    let refusal = try await Self.refusal(
      of: """
        import Tensors
        protocol Shape { associatedtype Unit; var area: Double { get } }
        struct Square: Shape, Hashable, Codable { typealias Unit = Int; var side = 1.0; var area: Double { side * side } }
        extension Array where Element == Double { var total: Double { reduce(0, +) } }
        extension Tensor where Scalar == Float { func doubled() -> Tensor { self + self } }
        enum Tree<Value> { indirect case node(Tree, Value, Tree); case leaf }
        final class Counter { nonisolated(unsafe) static var shared = Counter(); var count = 0; deinit { print(count) } }
        actor Keeper { var kept: [String: Int] = [:]; func keep(_ name: String) { kept[name, default: 0] += 1 } }
        infix operator <+>
        func <+> (a: Int, b: Int) -> Int { a &+ b }
        func most<T: Comparable>(_ values: [T]) -> T? { values.max() }
        func slow() async throws -> Int { try await Task { 1 }.value }
        struct Odd: Error {}
        func checked(_ x: Int) throws(Odd) -> Int { if x == 1 { throw .init() }; return x }
        func evens() -> some Sequence<Int> { [1, 2].filter { $0 > 0 } }
        struct Names { var all: [String: Int] = [:] }
        nonisolated(unsafe) let path: WritableKeyPath<Names, Int?> = \\.all["a"]
        let table = Dictionary(uniqueKeysWithValues: (0..<9).map { ($0, "\\($0)") })
        @propertyWrapper struct Clamped { var wrappedValue: Int { didSet { wrappedValue = min(wrappedValue, 9) } } }
        struct Dial { @Clamped var value = 3; subscript(dynamicMember name: String) -> Int { value } }
        func use() -> some Shape { Square() }
        func erase() -> any Shape { Square() }
        """)
    #expect(refusal == nil)
  }
}

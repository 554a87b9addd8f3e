import Testing

@testable import LessonEngine

@Suite("Reading what the compiler says")
struct DiagnosticTests {
  @Test("each diagnostic has its place, its words and its excerpt")
  func read() {
    let found = Diagnostic.read(
      """
      /course/03: a/README.md:57:9: error: cannot find 'conv2' in scope; did you mean 'conv2d'?
      let y = conv2(x)
              ^~~~~
              conv2d
      /course/03: a/README.md:60:1: warning: unused: 'z'
      /lib/Fast.swift:5:13: note: 'conv2d' declared here

      static func conv2d()

      """)
    #expect(found.map(\.severity) == [.error, .warning, .note])
    #expect(found.map(\.line) == [57, 60, 5])
    #expect(found.map(\.column) == [9, 1, 13])
    #expect(found[0].path == "/course/03: a/README.md")
    #expect(found[0].message == "cannot find 'conv2' in scope; did you mean 'conv2d'?")
    #expect(found[0].excerpt == ["let y = conv2(x)", "        ^~~~~", "        conv2d"])
    #expect(found[1].excerpt.isEmpty)
    #expect(found[1].description == "/course/03: a/README.md:60:1: warning: unused: 'z'")
    #expect(found[2].excerpt == ["static func conv2d()"])
    #expect(Diagnostic.read(found[0].description) == [found[0]])
  }

  @Test("lines that are no diagnostics belong to none")
  func noise() {
    #expect(Diagnostic.read("").isEmpty)
    #expect(Diagnostic.read("clang: error: linker command failed\nld: x.o:1: undefined").isEmpty)
  }
}

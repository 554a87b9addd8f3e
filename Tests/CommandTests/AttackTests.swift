import Testing

extension GradingTests {
  @Suite("A file that ends the program, or its tests, before they can say anything", .serialized)
  struct EndingAttackTests {
    static let attacks = [
      Attack.body(
        "exit(0)", "exit(0)", earns: 0, "your function ended the program early, with exit code 0"),
      .body(
        "exit(0) in one test", "if x == 2 { exit(0) }\nreturn 2 * x", earns: 3,
        "your function ended the program early, with exit code 0"),
      .body("_exit(0)", "_exit(0)", earns: 0, "ended the program early, with exit code 0"),
      .body(
        "quick_exit(0)", "quick_exit(0)", earns: 0, "ended the program early, with exit code 0"),
      .body(
        "SIGKILL to itself, in one test",
        "if x == 2 { kill(getpid(), SIGKILL); sleep(9) }\nreturn 2 * x",
        earns: 3, "your function crashed: signal 9 (SIGKILL) ended it"),
      .body("SIGKILL to its group", "kill(0, SIGKILL); sleep(9); return 2 * x", earns: 0),
      .body("abort", "abort()", earns: 0, "your function crashed"),
      .body(
        "a wrong answer and a quiet end", "atexit { _exit(0) }\nreturn 0", earns: 0,
        "your answer is 0, and 4 is right"),
      .body("a right answer and a quiet end", "atexit { _exit(0) }\nreturn 2 * x", earns: 4),
      .body("a right answer and a loud end", "atexit { abort() }\nreturn 2 * x", earns: 4),
      .body(
        "a crash that nobody shall see",
        """
        signal(SIGILL) { _ in _exit(0) }
        signal(SIGABRT) { _ in _exit(0) }
        signal(SIGTRAP) { _ in _exit(0) }
        close(1)
        close(2)
        return [1, 2][x]
        """, earns: 0, "your function "),
      .body(
        "a crash with its output thrown away",
        "freopen(\"/dev/null\", \"w\", stdout)\nfreopen(\"/dev/null\", \"w\", stderr)\nfatalError(\"no\")",
        earns: 0, "your function crashed"),
      .body(
        "another place for crash reports",
        "setenv(\"SWIFT_BACKTRACE\", \"enable=no\", 1)\nunsetenv(\"HOME\")\nreturn [1, 2][x]",
        earns: 0,
        "double.swift:9: your function crashed: Fatal error: Index out of range"),
    ]

    @Test("earns nothing by it", arguments: attacks)
    func attack(_ attack: Attack) async throws { try await attack.run() }
  }
}

extension GradingTests {
  @Suite("A file that reaches into the program around it", .serialized)
  struct ReachingAttackTests {
    private static let twice = "func double(_ x: Int) -> Int { 0 }\n"

    static let attacks = [
      Attack(
        "code that runs before the program",
        "@section(\".init_array\") @used let early: @convention(c) () -> Void = { }\n" + twice,
        .refused,
        "double.swift:1:1: error: @section can't stand in an exercise"),
      Attack(
        "a name of the system's", "@_cdecl(\"exit\") func leave(_ code: Int32) {}\n" + twice,
        .refused,
        "double.swift:1:1: error: _cdecl can't stand in an exercise"),
      Attack(
        "the same in another spelling", "@c func exit(_ code: Int32) {}\n" + twice, .refused,
        "@c can't stand"),
      Attack(
        "main", "@_cdecl(\"main\") func begin() -> Int32 { 0 }\n" + twice, .refused,
        "_cdecl can't stand"),
      Attack(
        "a main type", "@main struct Program { static func main() {} }\n" + twice, .refused, "@main"
      ),
      Attack(
        "a name of the standard library's",
        "@_cdecl(\"$sSi2eeoiySbSi_SitFZ\") func same(_ a: Int, _ b: Int) -> Bool { true }\n"
          + twice,
        .refused,
        "_cdecl can't stand"),
      Attack(
        "a function of the system's under another name",
        "@_silgen_name(\"exit\") func leave(_ code: Int32) -> Never\n" + twice, .refused,
        "_silgen_name can't stand"),
      Attack(
        "the same behind a text that looks longer than it is",
        "let quote = #\"\"\"#; @_silgen_name(\"exit\") func leave(_ code: Int32) -> Never\n"
          + twice,
        .refused, "_silgen_name can't stand"),
      Attack(
        "an attribute in two lines",
        "@\n_silgen_name(\"getppid\") func parent() -> Int32\n" + twice, .refused,
        "double.swift:2:1: error: _silgen_name can't stand"),
      Attack(
        "words to the linker",
        """
        @
        section(".swift1_autolink_entries") @
        used private let flags: (UInt8, UInt8, UInt8) = (45, 118, 0)

        """ + twice, .refused, "it puts something into the section .swift1_autolink_entries"),
      Attack(
        "code that runs before the program, in two lines",
        "@\nsection(\".init_array\") @\nused let early: @convention(c) () -> Void = { }\n" + twice,
        .refused, "it puts something into the section .init_array"),
      Attack(
        "one from a library", "@_extern(c, \"exit\") func leave(_ code: Int32)\n" + twice, .refused,
        "_extern can't stand"),
      Attack(
        "a forged place",
        "#sourceLocation(file: \"/etc/passwd\", line: 1)\nlet a: Int = \"\"\n" + twice, .refused,
        "double.swift:1:1: error: sourceLocation can't stand in an exercise", never: "/etc/passwd:"),
      Attack(
        "a statement of its own", "print(\"hello\")\n" + twice, .refused,
        "double.swift:1:1: error: "),
      Attack(
        "what the program around it is made of", "import Exchange\n" + twice, .refused,
        "double.swift:1:1: error: this exercise allows no import of Exchange"),
      Attack(
        "what the modules that it may import are made of", "import RealModule\n" + twice, .refused,
        "double.swift:1:1: error: this exercise allows no import of RealModule"),
      Attack(
        "an import that isn't on the list", "import FoundationNetworking\n" + twice, .refused,
        "A file for this exercise may import Foundation and Glibc"),
      Attack(
        "an import of what isn't there", "import Answers\n" + twice, .refused,
        "no import of Answers"),
      Attack(
        "an import behind a condition",
        "#if canImport(Judging)\nimport Judging\n#endif\nfunc double(_ x: Int) -> Int { 2 * x }\n",
        .earns(4)),
      Attack(
        "a result that is equal to everything",
        "struct Liar: Equatable { static func == (a: Liar, b: Liar) -> Bool { true } }\n"
          + "func double(_ x: Int) -> Liar { Liar() }\n", .refused,
        "double.swift:2: this function isn't as the exercise asks for it. It must be\n  "
          + "func double(_ x: Int) -> Int"),
      Attack(
        "an equality of its own", "public func == (a: Int, b: Int) -> Bool { true }\n" + twice,
        .earns(0),
        "your answer is 0, and 4 is right"),
      Attack(
        "a type named Int", "struct Int { init() {} }\nfunc double(_ x: Int) -> Int { x }\n",
        .refused, "It must be"),
      Attack(
        "a type named Int, and the right function",
        "struct Int {}\nenum Array {}\npublic func print(_ x: Any) {}\nfunc double(_ x: Swift.Int) -> Swift.Int { x + x }\n",
        .earns(4)),
      Attack(
        "a module named Swift", "enum Swift {}\nfunc double(_ x: Int) -> Int { x + x }\n", .earns(4)
      ),
      Attack(
        "types named as what is around them",
        "enum Exchange {}\nenum FunctionServer {}\nenum Student {}\nstruct Tensor {}\nfunc double(_ x: Int) -> Int { x + x }\n",
        .earns(4)),
      Attack(
        "no such function", "func triple(_ x: Int) -> Int { x + x }\n", .refused,
        "it has no function double(_:)"),
      Attack(
        "a private function", "private func double(_ x: Int) -> Int { x + x }\n", .refused,
        "It must be"),
      Attack("nothing at all", "", .refused, "it has no function double(_:)"),
      Attack(
        "a file for another exercise", "// Exercise 02-tensors/reshape\n" + twice, .refused,
        "double.swift:1: this file is for 02-tensors/reshape"),
    ]

    @Test("is refused, or judged like any other", arguments: attacks)
    func attack(_ attack: Attack) async throws { try await attack.run() }
  }
}

import Foundation
import TestSupport
import Testing

@Suite("What the tab key completes", .takingTurns, .serialized)
struct CompletionTests {
  private static let lessons = [(name: "01-sums", body: ""), (name: "02-products", body: "")]

  /// What bash offers for a line whose last word is being typed.
  private func offered(_ words: [String], in course: TemporaryCourse) async throws -> Set<String> {
    let quoted = words.map { "'\($0)'" }.joined(separator: " ")
    let script = """
      lessons() { "$lessons" "$@"; }
      source <("$lessons" --generate-completion-script bash)
      COMP_WORDS=(\(quoted)); COMP_CWORD=\(words.count - 1)
      COMP_LINE='\(words.joined(separator: " "))'; COMP_POINT=${#COMP_LINE}
      $(complete -p lessons | sed 's/.*-F \\([^ ]*\\) .*/\\1/') lessons "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
      printf '%s\\n' "${COMPREPLY[@]}"
      """
    try Data(script.utf8).write(to: URL(fileURLWithPath: course.folder + "/complete.sh"))
    let outcome = try await Command.shell("bash complete.sh", in: course)
    #expect(outcome.code == 0)
    return Set(
      outcome.output.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) })
  }

  @Test("lessons, wherever a lesson is wanted")
  func lessons() async throws {
    try await TemporaryCourse.with(Self.lessons) { course in
      for command in ["run", "edit", "reset", "check", "record", "export"] {
        let all = try await offered(["lessons", command, ""], in: course)
        #expect(all.isSuperset(of: ["01-sums", "02-products"]), "\(command)")
        #expect(
          try await offered(["lessons", command, "02"], in: course) == ["02-products"], "\(command)"
        )
      }
    }
  }

  @Test("lessons where a command may stand, for 'lessons 01' needs no 'run'")
  func lessonsAlone() async throws {
    try await TemporaryCourse.with(Self.lessons) { course in
      #expect(try await offered(["lessons", "0"], in: course) == ["01-sums", "02-products"])
      #expect(try await offered(["lessons", "02"], in: course) == ["02-products"])
      let all = try await offered(["lessons", ""], in: course)
      #expect(all.isSuperset(of: ["01-sums", "02-products", "run", "check"]))
      #expect(try await offered(["lessons", "check", "--"], in: course).contains("--author"))
      #expect(try await offered(["lessons", "--"], in: course).isDisjoint(with: ["01-sums"]))
    }
  }

  @Test(
    "lessons where a command may stand, in zsh and fish", .enabled(if: TerminalWindow.isAvailable))
  func otherShells() async throws {
    try await TemporaryCourse.with(Self.lessons) { course in
      let prepare = """
        mkdir bin && ln -s "$lessons" bin/lessons && PATH="$PWD/bin:$PATH"
        lessons --generate-completion-script fish > lessons.fish
        command -v fish > /dev/null || { echo 02-products; exit; }
        fish --no-config -c "source lessons.fish; complete -C 'lessons 02'"
        """
      let fish = try await Command.shell(prepare, in: course)
      #expect(
        fish.output.split(separator: "\n").map { $0.prefix { $0 != "\t" } } == ["02-products"])
      let zsh = try await Command.lessons("--generate-completion-script", "zsh", in: course)
      #expect(zsh.output.ranges(of: "compadd -- ").count == 1)
    }
  }

  @Test("the choices of an option, its name, and files where a file is wanted")
  func options() async throws {
    try await TemporaryCourse.with(Self.lessons) { course in
      for name in ["mine.png", "notes.txt"] {
        try Data().write(to: URL(fileURLWithPath: "\(course.folder)/\(name)"))
      }
      #expect(
        try await offered(["lessons", "run", "--color", ""], in: course) == [
          "auto", "always", "never",
        ])
      #expect(try await offered(["lessons", "run", "--pic"], in: course) == ["--picture"])
      let pictures = try await offered(["lessons", "run", "--picture", ""], in: course)
      #expect(pictures.contains("mine.png"))
      #expect(!pictures.contains("notes.txt"))
      #expect(
        try await offered(["lessons", "op", "--using", ""], in: course) == ["reference", "fast"])
      #expect(
        try await offered(["lessons", "op", "maxP"], in: course) == ["maxPool1d", "maxPool2d"])
      #expect(try await offered(["lessons", "comp"], in: course) == ["compare"])
    }
  }

  @Test("in every shell that there is a script for", arguments: ["bash", "zsh", "fish"])
  func scripts(shell: String) async throws {
    try await TemporaryCourse.with([]) { course in
      let outcome = try await Command.lessons("--generate-completion-script", shell, in: course)
      #expect(outcome.code == 0)
      for command in [
        "run", "list", "edit", "reset", "check", "record", "export", "clean", "compare", "op",
        "doctor",
      ] {
        #expect(outcome.output.contains(command), "\(command)")
      }
      try Data(outcome.output.utf8).write(to: URL(fileURLWithPath: course.folder + "/script"))
      // A shell that isn't installed can't say whether it understands the script.
      let parsed = try await Command.shell(
        "command -v \(shell) > /dev/null || exit 0; \(shell) -n script", in: course)
      #expect(parsed.code == 0)
      #expect(parsed.errors == "")
    }
  }
}

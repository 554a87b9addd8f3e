import Foundation
import Testing

extension GradingTests {
  @Suite("lessons grade --class")
  struct GradeClassTests {
    private static let head = "student,exercise,points,of,status,seed\n"

    /// Writes files of students: each is a name and what is in it.
    private static func write(_ files: [(path: String, text: String)], in graded: GradedCourse)
      throws
    {
      for (path, text) in files {
        let url = URL(fileURLWithPath: "\(graded.folder)/class/\(path)")
        try FileManager.default.createDirectory(
          at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try text.write(to: url, atomically: true, encoding: .utf8)
      }
    }

    private static func report(_ graded: GradedCourse, _ name: String = "grades.csv") throws
      -> String
    {
      try String(contentsOfFile: "\(graded.folder)/\(name)", encoding: .utf8)
    }

    private static let right = GradedCourse.solution
    private static let square = "func double(_ x: Int) -> Int { x * x }\n"

    @Test("each student gets a line, and one bad file stops nothing")
    func folder() async throws {
      try await GradedCourse.with { graded in
        try Self.write(
          [
            ("ada/double.swift", Self.right), ("ben/double.swift", Self.square),
            ("cem/double.swift", "func double("), ("dora/notes.txt", "sorry"),
            ("eve/double.swift", "import Foundation\nfunc double(_ x: Int) -> Int { exit(0) }\n"),
            ("=cmd(),\"x\"/double.swift", Self.right),
            ("fay/Package.swift", "import PackageDescription"),
            ("gus/double.swift", "\0"),
          ], in: graded)
        try FileManager.default.createSymbolicLink(
          atPath: "\(graded.folder)/class/hal", withDestinationPath: "\(graded.folder)/class/ada")
        let outcome = try await Command.lessons(
          "grade", "1/double", "--class", "class", "--report", "grades.csv", "--seed", "5",
          in: graded.course)
        #expect(outcome.code == 1)
        #expect(
          try Self.report(graded) == Self.head + """
            "'=cmd(),""x""\",01-sums/double,4,4,complete,5
            ada,01-sums/double,4,4,complete,5
            ben,01-sums/double,1,4,partly,5
            cem,01-sums/double,0,4,refused,
            dora,01-sums/double,0,4,missing,
            eve,01-sums/double,0,4,nothing,5
            fay,01-sums/double,0,4,missing,
            gus,01-sums/double,0,4,unreadable,

            """)
        #expect(outcome.output.contains("refused: cem, 01-sums/double: class/cem/double.swift:1:"))
        #expect(outcome.output.contains("unreadable: gus, 01-sums/double: it isn't text in UTF-8"))
        #expect(outcome.errors.contains("No file for an exercise from: dora, fay"))
        #expect(outcome.output.contains("8 lines for 8 students: "))
        #expect(outcome.errors.contains("class/dora/notes.txt"))
        #expect(outcome.errors.contains("class/fay/Package.swift"))
        #expect(outcome.errors.contains("class/hal"))
        // What is kept on the way is gone.
        #expect(!graded.course.files.contains { $0.contains("unfinished") })
      }
    }

    @Test("a table says whose file is where")
    func table() async throws {
      try await GradedCourse.with { graded in
        try Self.write(
          [
            ("1.swift", Self.right), ("2.swift", Self.square),
            (
              "list.csv",
              "path,student,exercise\r\n1.swift,\"Ng, Ada\",1/double\r\n2.swift,Ben,double\r\n,Cem,01-sums/double\r\n"
            ),
          ], in: graded)
        let outcome = try await Command.lessons(
          "grade", "--class", "class/list.csv", "--report", "grades.csv", "--seed", "5",
          in: graded.course)
        #expect(outcome.code == 1)
        #expect(
          try Self.report(graded) == Self.head + """
            "Ng, Ada",01-sums/double,4,4,complete,5
            Ben,01-sums/double,1,4,partly,5
            Cem,01-sums/double,0,4,missing,

            """)
      }
    }

    @Test("a table that can't be used is told with its line")
    func badTables() async throws {
      try await GradedCourse.with { graded in
        for (text, words) in [
          ("name,file\n", "list.csv:1: the first line of the table must name its columns"),
          (
            "student,exercise,path\nada,halve,1.swift\n",
            "list.csv:2: the course has no exercise 'halve'"
          ),
          ("student,exercise,path\nada\n", "list.csv:2: the line has 1 fields"),
          ("student,exercise,path\n\"ada", "list.csv:2: a quote is never closed"),
          (
            "student,exercise,path\nada,double,1.swift\nada,double,2.swift\n",
            "list.csv:3: ada has a line for 01-sums/double already; which of them counts?"
          ),
        ] {
          try Self.write([("list.csv", text)], in: graded)
          let outcome = try await Command.lessons(
            "grade", "--class", "class/list.csv", "--report", "grades.csv", in: graded.course)
          #expect(outcome.code == 2)
          #expect(outcome.errors.contains(words))
          #expect(!graded.course.files.contains("grades.csv"))
        }
      }
    }

    @Test("grading again with another judge says who has other points")
    func changes() async throws {
      try await GradedCourse.with { graded in
        try Self.write(
          [("ada/double.swift", Self.right), ("ben/double.swift", Self.square)], in: graded)
        let arguments = ["grade", "--class", "class", "--report", "grades.csv", "--seed", "5"]
        let first = try await Command.lessons(arguments, in: graded.course)
        #expect(!first.output.contains("changed"))
        // The square of 2 is its double; now that isn't asked for any more.
        try GradedCourse.judge.replacing("double(2), equals: 4", with: "double(3), equals: 6")
          .write(toFile: "\(graded.exercise)/judge.swift", atomically: true, encoding: .utf8)
        let second = try await Command.lessons(arguments, in: graded.course)
        #expect(
          second.output.contains(
            "changed: ben, 01-sums/double: 1 of 4 (partly) → 0 of 4 (nothing)\n")
        )
        #expect(!second.output.contains("changed: ada"))
        #expect(try Self.report(graded).contains("ben,01-sums/double,0,4,nothing,5\n"))
      }
    }

    @Test("a report that is something else is not written over")
    func otherFile() async throws {
      try await GradedCourse.with { graded in
        try Self.write([("ada/double.swift", Self.right)], in: graded)
        try "my thesis".write(
          toFile: "\(graded.folder)/grades.csv", atomically: true, encoding: .utf8)
        let outcome = try await Command.lessons(
          "grade", "--class", "class", "--report", "grades.csv", in: graded.course)
        #expect(outcome.code == 2)
        #expect(outcome.errors.contains("grades.csv:1: this is no report of grades"))
        #expect(try Self.report(graded) == "my thesis")
      }
    }

    @Test("stopped, it goes on where it was, with the same seed")
    func resuming() async throws {
      try await GradedCourse.with { graded in
        try Self.write(
          (1...12).map { ("student\($0)/double.swift", Self.right + "// \($0)\n") }, in: graded)
        // Stopped as soon as some are done.
        let stopped = try await Command.shell(
          """
          "$lessons" grade --class class --report grades.csv --jobs 1 &
          while [ "$(cat grades.csv.unfinished 2>/dev/null | wc -l)" -lt 6 ]; do sleep 0.05; done
          kill -INT $!
          wait $!
          echo "code $?"
          tail -c 20 grades.csv.unfinished > /dev/null
          printf '{"digest": "cut o' >> grades.csv.unfinished
          """, in: graded.course)
        #expect(stopped.output.contains("code 130"))
        #expect(!graded.course.files.contains("grades.csv"))
        let journal = try Self.report(graded, "grades.csv.unfinished")
        let seed = try #require(journal.firstMatch(of: /"seed":([0-9]+)/)?.1)
        let outcome = try await Command.lessons(
          "grade", "--class", "class", "--report", "grades.csv", in: graded.course)
        #expect(outcome.code == 0)
        let known = try #require(
          outcome.errors.firstMatch(of: /Going on where it was stopped: ([0-9]+) files/)?.1)
        #expect(Int(known)! >= 4 && Int(known)! < 12)
        let rows = try Self.report(graded).split(separator: "\n").dropFirst()
        #expect(rows.count == 12)
        #expect(rows.allSatisfy { $0.hasSuffix(",01-sums/double,4,4,complete,\(seed)") })
      }
    }

    @Test("parts of a class joined are the whole")
    func shards() async throws {
      try await GradedCourse.with { graded in
        try Self.write(
          [
            ("ada/double.swift", Self.right), ("ben/double.swift", Self.square),
            ("cem/double.swift", Self.right), ("dora/double.swift", "x"),
            ("eve/double.swift", Self.right),
          ], in: graded)
        func grade(_ more: String...) async throws -> Command.Outcome {
          try await Command.lessons(["grade", "--seed", "5"] + more, in: graded.course)
        }
        _ = try await grade("--class", "class", "--report", "whole.csv")
        for part in 1...3 {
          _ = try await grade("--class", "class", "--report", "\(part).csv", "--shard", "\(part)/3")
        }
        #expect(try Self.report(graded, "1.csv").split(separator: "\n").count == 3)
        let forgotten = try await grade(
          "--merge", "3.csv", "1.csv", "--report", "all.csv", "--class", "class")
        #expect(forgotten.code == 2)
        #expect(
          forgotten.errors.contains(
            "these are in no report; was one of the parts forgotten?\n  ben, 01-sums/double"))
        #expect(!graded.course.files.contains("all.csv"))
        let joined = try await grade("--merge", "3.csv", "1.csv", "2.csv", "--report", "all.csv")
        #expect(joined.code == 0)
        #expect(joined.output == "3 reports with 5 files joined: all.csv\n")
        #expect(try Self.report(graded, "all.csv") == Self.report(graded, "whole.csv"))

        try Self.report(graded, "1.csv").replacing(",4,4,complete", with: ",3,4,partly")
          .write(toFile: "\(graded.folder)/other.csv", atomically: true, encoding: .utf8)
        let contradiction = try await grade("--merge", "1.csv", "other.csv", "--report", "b.csv")
        #expect(contradiction.code == 2)
        #expect(
          contradiction.errors.contains("two reports say different things of ada in 01-sums/double")
        )
        #expect(!graded.course.files.contains("b.csv"))
      }
    }

    @Test(
      "options that don't go together are refused",
      arguments: [
        (["--class", "class"], "'--report' is missing"),
        (["--merge", "a.csv"], "'--report' is missing"),
        (["--report", "a.csv"], "are for a class"), (["--shard", "1/2"], "are for a class"),
        (["--class", "c", "--report", "a.csv", "--seed", "1", "--shard", "3/2"], "3/2"),
        (["--class", "c", "--report", "a.csv", "--jobs", "0"], "1 or more"),
        (["--class", "c", "--report", "a.csv", "--shard", "1/2"], "'--shard' needs a '--seed'"),
      ])
    func usage(arguments: [String], words: String) async throws {
      try await GradedCourse.with { graded in
        let outcome = try await Command.lessons(["grade"] + arguments, in: graded.course)
        #expect(outcome.code == 64)
        #expect(outcome.errors.contains(words))
      }
    }

    @Test("an empty folder, and none, are told")
    func nothing() async throws {
      try await GradedCourse.with { graded in
        try FileManager.default.createDirectory(
          atPath: "\(graded.folder)/class", withIntermediateDirectories: true)
        let empty = try await Command.lessons(
          "grade", "--class", "class", "--report", "g.csv", in: graded.course)
        #expect(empty.code == 2)
        #expect(empty.errors.contains("there is nothing to grade in class"))
        let gone = try await Command.lessons(
          "grade", "--class", "nowhere", "--report", "g.csv", in: graded.course)
        #expect(gone.code == 2)
        #expect(
          gone.errors.contains("nowhere: the folder can't be read: No such file or directory"))
      }
    }
  }
}

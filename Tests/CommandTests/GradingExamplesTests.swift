import Foundation
import Testing

extension GradingTests {
  @Suite("Examples/grading")
  struct GradingExamplesTests {
    private static let folder = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Examples/grading").path

    private static func write(_ text: String, to path: String) throws {
      let url = URL(fileURLWithPath: path)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: url, atomically: true, encoding: .utf8)
    }

    // MARK: Gradescope

    /// Runs `run_autograder` on a submission of these files, and reads what it leaves.
    private static func gradescope(
      _ files: [String: String], in graded: GradedCourse
    ) async throws -> [String: Any] {
      let root = "\(graded.folder)/autograder"
      try? FileManager.default.removeItem(atPath: root)
      try write("01-sums/double\n", to: "\(root)/source/exercise")
      try FileManager.default.createDirectory(
        atPath: "\(root)/submission", withIntermediateDirectories: true)
      try FileManager.default.createSymbolicLink(
        atPath: "\(root)/source/loupe", withDestinationPath: graded.folder)
      for (name, text) in files { try write(text, to: "\(root)/submission/\(name)") }
      let outcome = try await Command.shell(
        "AUTOGRADER=\(root) LESSONS=$lessons '\(folder)/gradescope/run_autograder'",
        in: graded.course
      )
      #expect(outcome.code == 0 || outcome.code == 1)
      let data = try Data(contentsOf: URL(fileURLWithPath: "\(root)/results/results.json"))
      return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    @Test("Gradescope gets points for each test, and words where there is nothing to grade")
    func gradescopeScript() async throws {
      try await GradedCourse.with { graded in
        func scores(_ results: [String: Any]) -> [Double] {
          (results["tests"] as? [[String: Any]] ?? []).map { $0["score"] as? Double ?? -1 }
        }
        let right = try await Self.gradescope(["double.swift": GradedCourse.solution], in: graded)
        #expect(scores(right) == [1, 2, 1])
        let named = try await Self.gradescope(
          ["double.swift": GradedCourse.solution, "other.swift": "x"], in: graded)
        #expect(scores(named) == [1, 2, 1])
        let only = try await Self.gradescope(
          ["mine.swift": "func double(_ x: Int) -> Int { 4 }"], in: graded)
        #expect(scores(only) == [1, 0, 0])
        let broken = try await Self.gradescope(["double.swift": "func double("], in: graded)
        #expect(scores(broken) == [0, 0, 0])
        let none = try await Self.gradescope(["notes.txt": "hello"], in: graded)
        #expect(none["score"] as? Double == 0)
        #expect((none["output"] as? String)?.contains("Hand in double.swift.") == true)
        let several = try await Self.gradescope(["a.swift": "", "b.swift": ""], in: graded)
        #expect(several["score"] as? Double == 0)
      }
    }

    // MARK: GitHub Classroom

    @Test("the workflow's step that grades leaves a result, whatever the points are")
    func workflow() async throws {
      let text = try String(
        contentsOfFile: "\(Self.folder)/github-classroom/classroom.yml", encoding: .utf8)
      // The block under "run: |" of the step with the id "exercise".
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      let step = try #require(lines.firstIndex { $0.hasSuffix("id: exercise") })
      let run = try #require(lines[step...].firstIndex { $0.hasSuffix("run: |") })
      let block = lines[(run + 1)...].prefix { $0.hasPrefix("          ") }.joined(separator: "\n")
      #expect(block.contains("--format github-classroom"))
      #expect(text.contains("steps.exercise.outputs.result"))
      try await GradedCourse.with { graded in
        for (code, status) in [(GradedCourse.solution, "pass"), ("func double(", "error")] {
          try Self.write(code, to: "\(graded.folder)/student/double.swift")
          let outcome = try await Command.shell(
            """
            mkdir -p course/.build/debug && cd course && ln -sf "$lessons" .build/debug/lessons
            export FILE=double.swift EXERCISE=01-sums/double GITHUB_OUTPUT=$PWD/../github
            set -e
            \(block.replacing(".build/debug/lessons", with: "\"$lessons\""))
            """, in: graded.course)
          #expect(outcome.code == 0)
          let line =
            try String(contentsOfFile: "\(graded.folder)/github", encoding: .utf8)
            .split(separator: "\n").last ?? ""
          let data = try #require(Data(base64Encoded: String(line.dropFirst("result=".count))))
          let result = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
          #expect(result["status"] as? String == status)
        }
      }
    }

    // MARK: Slurm

    /// Whether this machine has all of a cluster.
    private static let hasSlurm: Bool =
      geteuid() == 0
      && ["slurmctld", "slurmd", "munged"].allSatisfy {
        FileManager.default.isExecutableFile(atPath: "/usr/sbin/\($0)")
      }

    @Test("a cluster grades a class in parts, and joins them", .enabled(if: hasSlurm))
    func slurm() async throws {
      try await GradedCourse.with { graded in
        for (index, name) in ["ada", "ben", "cem", "dora", "eve"].enumerated() {
          try Self.write(
            index == 1 ? "func double(_ x: Int) -> Int { x * x }" : GradedCourse.solution,
            to: "\(graded.folder)/class/\(name)/double.swift")
        }
        let outcome = try await Command.shell(
          """
          export LESSONS="$lessons"
          '\(Self.folder)/slurm/one-machine' "$PWD/cluster" sh -c '
            job=$(sbatch --parsable --array=1-7 "$1/grade.sbatch" class report 01/double)
            sbatch --wait --dependency=afterok:$job "$1/merge.sbatch" class report
          ' sh '\(Self.folder)/slurm'
          """, in: graded.course)
        #expect(outcome.code == 0)
        let report =
          (try? String(contentsOfFile: "\(graded.folder)/report/grades.csv", encoding: .utf8)) ?? ""
        let rows = report.split(separator: "\n").dropFirst().map { $0.split(separator: ",") }
        #expect(rows.map { "\($0[0]) \($0[2])" } == ["ada 4", "ben 1", "cem 4", "dora 4", "eve 4"])
        // All parts had the same random inputs.
        #expect(Set(rows.map { $0[5] }).count == 1)
      }
    }
  }
}

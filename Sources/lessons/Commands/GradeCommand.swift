import ArgumentParser
import Classroom
import Foundation
import LessonEngine
import Terminals

struct GradeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "grade",
    abstract: "Grade exercises: test by test, with the points and what is wrong.",
    discussion: """
      Without a name, all exercises are graded that you have begun; with a lesson, those of it. A \
      path grades that file, for the exercise that its first line names.

      A student's file is compiled by itself and runs in a sandbox, a new process for each test. \
      Only what its functions give back counts. The exit code is 0 if all points were earned, and \
      1 if not.

      --format writes what a platform reads: json (ours, for teachers: with all of hidden tests), \
      junit, gradescope, github-classroom (a line for $GITHUB_OUTPUT) and exercism, with which the \
      exit code is 0 whenever grading worked.

      --class grades the files of a folder, <student>/<exercise>.swift, or of a table with the \
      columns student, exercise and path (from where the table lies), into the table of --report. With \
      exercises named, who has handed in nothing for one gets a line, too. The status is complete, \
      partly, nothing (run, and no points), refused (it doesn't compile, or may not be run), missing, \
      unreadable, judge failed or not graded. Stopped, the same command goes on where it was; with a \
      report from before, it says who has other points now. Several machines can share the work with \
      --shard 1/3, 2/3 and 3/3 and one --seed; --merge joins their reports, and with --class says \
      whose lines are missing.
      """)

  @Argument(
    help: "An exercise (03/valid-convolution), a lesson (03), or a file of Swift.",
    completion: .exercises)
  var work: [String] = []

  @Option(help: "The exercise that a file is for, where its first line doesn't say.")
  var exercise: String?

  @Option(help: "What random inputs follow from, to try the same again: a whole number.")
  var seed: UInt64?

  @Option(help: "Another judge than the exercise's own: a file.", completion: .file())
  var judge: String?

  @Option(
    help: "How the grades are written: text, json, junit, gradescope, github-classroom or exercism."
  )
  var format = GradeFormat.text

  @Option(help: "The file that gets them; standard output, unless told.", completion: .file())
  var output: String?

  @Option(
    name: .customLong("class"), help: "The files of a class: a folder, or a table (CSV).",
    completion: .file())
  var classFiles: String?

  @Option(help: "The table (CSV) of a class's points.", completion: .file(extensions: ["csv"]))
  var report: String?

  @Option(help: "Which part of a class: 3/10 is the third of ten.")
  var shard: Shard?

  @Flag(help: "Join reports, which are named instead of exercises, into that of --report.")
  var merge = false

  @Option(help: "How many files are graded at once; as many as there are cores, unless told.")
  var jobs: Int?

  @OptionGroup var walls: SandboxOption

  @OptionGroup var color: ColorOption

  func validate() throws {
    if classFiles != nil || merge, report == nil {
      throw ValidationError("'--report' is missing: the file that gets the table of points")
    }
    if classFiles == nil, !merge, report != nil || shard != nil || jobs != nil {
      throw ValidationError("'--report', '--shard' and '--jobs' are for a class: --class <files>")
    }
    if output != nil, format == .text {
      throw ValidationError("'--output' needs a '--format' to write, as in --format json")
    }
    if classFiles != nil, !merge, case .report(let format) = format {
      guard [.json, .junit].contains(format) else {
        throw ValidationError(
          "'--format \(format.rawValue)' is for one student; for a class there are json and junit")
      }
      if output == nil {
        throw ValidationError("a class's '--format' needs an '--output', the file that gets it")
      }
    }
    if shard != nil, seed == nil {
      throw ValidationError(
        "'--shard' needs a '--seed', the same for all parts, so that all get the same random inputs"
      )
    }
    if let jobs, jobs < 1 { throw ValidationError("'--jobs' needs a number of 1 or more") }
  }

  func run() async throws {
    if merge { return try mergeReports() }
    let library = try findLibrary()
    if let classFiles { return try await grade(classFiles, library) }
    let assignments = try AssignedWork(exercise: exercise).assignments(work)
    guard judge == nil || Set(assignments.map(\.exercise.identifier)).count == 1 else {
      throw ExitStatus.malformed.saying(
        "--judge is the judge of one exercise, and these are several; name one of them")
    }
    let grading = AssignmentGrading(
      library: library, sandbox: try await walls.sandbox(library), seed: seed, judge: judge)
    if case .report(let format) = format {
      return try await report(assignments, grading, as: format)
    }
    let printer = GradePrinter(color: color.color)
    var worst: ExitStatus?
    for (index, assignment) in assignments.enumerated() {
      if index > 0 { print() }
      worst = ExitStatus.worse(worst, try await show(assignment, grading, printer))
    }
    if let worst { throw worst.code }
  }

  /// Grades files for a program that reads the report. A file that can't be read gets a grade, too: who has
  /// handed it in hears of nothing else.
  private func report(
    _ assignments: [Assignment], _ grading: AssignmentGrading, as format: ReportFormat
  ) async throws {
    var grades: [Grade] = []
    for assignment in assignments {
      do {
        grades.append(try await grading.gradeOrRefuse(assignment))
      } catch let error as LessonError {
        throw ExitStatus.malformed.saying(error.description)
      }
    }
    try GradeOutput(format: format, path: output).write(grades)
    if format == .exercism { return }
    if grades.contains(where: { $0.status == .judgeFailed }) { throw ExitStatus.malformed.code }
    if !grades.allSatisfy(\.isComplete) { throw ExitStatus.wrong.code }
  }

  private func grade(_ files: String, _ library: LessonLibrary) async throws {
    let outcomes = try await GradeClass(
      source: files, exercises: work + (exercise.map { [$0] } ?? []), report: report ?? "",
      shard: shard, jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount, seed: seed,
      judge: judge, library: library, sandbox: walls.sandbox(library)
    ).run()
    if case .report(let format) = format {
      try GradeOutput(format: format, path: output).write(outcomes.compactMap(\.grade))
    }
    if outcomes.contains(where: \.isUndecided) { throw ExitStatus.malformed.code }
    if !outcomes.allSatisfy(\.isComplete) { throw ExitStatus.wrong.code }
  }

  private func mergeReports() throws {
    guard !work.isEmpty, let report else {
      throw ValidationError("'--merge' needs the reports to join")
    }
    let reports = try tellingLessonErrors { () throws(LessonError) in
      try work.map { path throws(LessonError) in try ClassReport(readingFrom: path) }
    }
    if Set(reports.compactMap(\.seed)).count > 1 {
      Messages.note("These reports have several seeds: not all had the same random inputs.")
    }
    let joined: ClassReport
    do {
      joined = try ClassReport(joining: reports)
    } catch {
      throw ExitStatus.malformed.saying(error.description)
    }
    try sayMissing(in: joined)
    if FileManager.default.fileExists(atPath: report) {
      // What is something else isn't written over.
      _ = try tellingLessonErrors { () throws(LessonError) in
        try ClassReport(readingFrom: report)
      }
    }
    try tellingFileErrors("\(shownPath(report)) can't be written") { try joined.write(to: report) }
    print(
      "\(counted(reports.count, "report")) with \(counted(joined.rows.count, "file")) joined: "
        + shownPath(report))
  }

  /// Refuses to join reports in which files of the class are missing, if the class is named.
  private func sayMissing(in report: ClassReport) throws {
    guard let classFiles else { return }
    let list = try ClassFiles(source: classFiles, exercises: exercise.map { [$0] } ?? []).list()
    let missing = report.missing(of: list.entries)
    guard !missing.isEmpty else { return }
    let named = missing.prefix(5).map { "  \($0.student), \($0.exercise)" }
    let more = missing.count > 5 ? ["  and \(missing.count - 5) more"] : []
    throw ExitStatus.malformed.saying(
      (["these are in no report; was one of the parts forgotten?"] + named + more)
        .joined(separator: "\n"))
  }

  private func show(
    _ assignment: Assignment, _ grading: AssignmentGrading, _ printer: GradePrinter
  ) async throws -> ExitStatus? {
    do {
      let grade = try await grading.grade(assignment) {
        printer.show(blanks: $0, of: assignment.path)
      }
      printer.show(grade, of: assignment.exercise)
      if grade.status == .judgeFailed { return .malformed }
      return grade.isComplete ? nil : .wrong
    } catch let error as SubmissionError {
      Messages.error("\(error)")
    } catch let error as LessonError {
      Messages.error(error.description)
    }
    return .malformed
  }
}

extension Shard: ExpressibleByArgument {
  /// The part that is written `3/10`.
  public init?(argument: String) { self.init(argument) }
}

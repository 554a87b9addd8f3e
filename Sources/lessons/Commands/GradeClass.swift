import ArgumentParser
import Classroom
import Foundation
import LessonEngine
import Terminals

/// Grades a class: many students' files, into one table.
struct GradeClass {
  /// The folder with the files, or the table that lists them.
  let source: String
  /// The exercises that are graded; all for which there are files, if it is empty.
  let exercises: [String]
  let report: String
  let shard: Shard?
  let jobs: Int
  let seed: UInt64?
  let judge: String?
  let library: LessonLibrary
  let sandbox: Sandbox

  /// Grades them and writes the table.
  ///
  /// - Returns: what became of each file.
  func run() async throws -> [ClassGrading.Outcome] {
    let lookup = try ExerciseLookup()
    let list = try ClassFiles(source: source, exercises: exercises).list()
    let entries = shard.map { $0.part(of: list.entries) } ?? list.entries
    if !list.leftOver.isEmpty {
      let named = list.leftOver.prefix(5).map { "  \(shownPath($0))" }
      let more = list.leftOver.count > 5 ? ["  and \(list.leftOver.count - 5) more"] : []
      Messages.note(
        (["These are files of no exercise and are left out:"] + named + more).joined(
          separator: "\n"))
    }
    if !list.withoutFiles.isEmpty {
      Messages.note("No file for an exercise from: \(list.withoutFiles.joined(separator: ", "))")
    }
    // A part of a small class may have none of its files.
    guard !list.entries.isEmpty else {
      throw ExitStatus.malformed.saying(
        "there is nothing to grade in \(source). A file is looked for at "
          + "<student>/<exercise>.swift, as in mia/valid-convolution.swift")
    }
    let old = try oldReport()
    let asked = Set(entries.map(\.exercise))
    guard judge == nil || asked.count == 1 else {
      throw ExitStatus.malformed.saying(
        "--judge is the judge of one exercise, and these are files for \(asked.count); name one of them"
      )
    }
    let graders = try await graders(for: entries, lookup)
    let journal = try tellingFileErrors("\(shownPath(report)) can't be written") {
      // As before, so that other points come of another judge or file, and not of other numbers.
      try ClassJournal(of: report, seed: seed ?? old?.seed)
    }
    if journal.count > 0 {
      Messages.note(
        "Going on where it was stopped: \(counted(journal.count, "file")) done already.")
    }
    let grading = ClassGrading(
      graders: graders, seed: journal.seed, jobs: jobs, journal: journal)
    let outcomes = await grade(entries, grading)
    let new = ClassReport(outcomes)
    try tellingFileErrors("\(shownPath(report)) can't be written") { try new.write(to: report) }
    // What could not be graded for reasons of ours is tried again, with all the rest known.
    if !outcomes.contains(where: \.isUndecided) { journal.remove() }
    show(new, outcomes, since: old)
    return outcomes
  }

  /// The report that is there from another time. A file that is something else isn't written over.
  private func oldReport() throws -> ClassReport? {
    guard FileManager.default.fileExists(atPath: report) else { return nil }
    return try tellingLessonErrors { () throws(LessonError) in
      try ClassReport(readingFrom: report)
    }
  }

  private func graders(
    for entries: [ClassEntry], _ lookup: ExerciseLookup
  ) async throws -> [String: Grader] {
    var graders: [String: Grader] = [:]
    for identifier in Set(entries.map(\.exercise)).sorted() {
      guard let folder = lookup.catalog.folder(identifiedBy: identifier) else { continue }
      let exercise = try lookup.read(folder)
      do {
        graders[identifier] = try await tellingToolchainErrors {
          try await Messages.working("compiling the judge of \(identifier)") {
            try await Grader(exercise, library: library, sandbox: sandbox, judge: judge)
          }
        }
      } catch let error as LessonError {
        throw ExitStatus.malformed.saying(error.description)
      }
    }
    return graders
  }

  private func grade(
    _ entries: [ClassEntry], _ grading: ClassGrading
  ) async -> [ClassGrading.Outcome] {
    let isShown =
      isTerminal(2) && ProcessInfo.processInfo.environment["TERM"] != "dumb"
    defer { if isShown { PassingLine.takeAway() } }
    return await grading.grade(entries) { done, outcome in
      guard isShown else { return }
      PassingLine.show("graded \(done) of \(entries.count): \(outcome.student)…", on: 2)
    }
  }

  private func show(
    _ report: ClassReport, _ outcomes: [ClassGrading.Outcome], since old: ClassReport?
  ) {
    for outcome in outcomes {
      guard let reason = outcome.reason else { continue }
      let words = escapingControls("\(outcome.student), \(outcome.exercise): \(reason)")
      if outcome.isUndecided { Messages.error(words) } else { print("\(outcome.status): \(words)") }
    }
    let statuses = Dictionary(grouping: report.rows, by: \.status).mapValues(\.count)
    let students = Set(report.rows.map(\.student)).count
    let counts = statuses.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { "\($0.value) \($0.key)" }
    print(
      "\(counted(report.rows.count, "line")) for \(counted(students, "student")): "
        + counts.joined(separator: ", "))
    for gone in old?.rows.filter({ row in !report.has(row) }) ?? [] {
      print(
        "gone: \(escapingControls(gone.student)), \(gone.exercise): had \(gone.points) of \(gone.of)"
      )
    }
    for change in old.map(report.changes) ?? [] {
      print(
        "changed: \(escapingControls(change.after.student)), \(change.after.exercise): "
          + "\(change.before.points) of \(change.before.of) (\(change.before.status)) → "
          + "\(change.after.points) of \(change.after.of) (\(change.after.status))")
    }
    print("around them: \(sandbox.words)")
    print("report: \(shownPath(self.report))")
  }
}

extension ClassGrading.Outcome {
  /// Whether it isn't the file that is at fault.
  var isUndecided: Bool {
    if case .notGraded = trouble { return true }
    return grade?.status == .judgeFailed
  }
}

/// The files of a class, as a person names them.
struct ClassFiles {
  /// The folder with the files, or the table that lists them.
  let source: String
  /// The exercises that are graded; all for which there are files, if it is empty.
  let exercises: [String]

  /// The list of them.
  func list() throws -> ClassList {
    let lookup = try ExerciseLookup()
    let path = URL(fileURLWithPath: source).path
    let wanted = try exercises.flatMap { try lookup.exercises($0) }.map(\.identifier).unique
    let names = lookup.identifiers
    return try tellingLessonErrors { () throws(LessonError) in
      var isFolder: ObjCBool = false
      let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      return exists && !isFolder.boolValue
        ? try ClassList(table: path, wanted: wanted) { names[$0] }
        : try ClassList(folder: path, wanted: wanted) { names[$0] }
    }
  }
}

extension [String] {
  /// Each of them once, in the order of the first.
  fileprivate var unique: [String] {
    indices.filter { !self[..<$0].contains(self[$0]) }.map { self[$0] }
  }
}

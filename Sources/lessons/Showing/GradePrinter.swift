import Classroom
import Foundation
import LessonEngine
import Terminals

/// Prints what a student's file has earned, and why.
struct GradePrinter {
  private let style: TerminalStyle

  init(color: ColorChoice) {
    style = color.style(
      isTerminal: isTerminal(1), environment: ProcessInfo.processInfo.environment)
  }

  /// Prints, before anything is run, which places of a file nobody has filled in.
  func show(blanks lines: [Int], of path: String) {
    guard !lines.isEmpty else { return }
    print(
      lines.count == 1
        ? "One place isn't filled in yet:" : "\(lines.count) places aren't filled in yet:")
    let shown = text(shownPath(path))
    for line in lines.prefix(Self.mostLines) { print("  \(shown):\(line)") }
    if lines.count > Self.mostLines { print("  and \(lines.count - Self.mostLines) more") }
    print()
    fflush(nil)
  }

  /// Prints a grade: a test a line, and below it what is wrong.
  func show(_ grade: Grade, of exercise: Exercise) {
    print(style(exercise.frontMatter.title, .bold) + style("  \(text(grade.file))", .dim))
    if let message = grade.message {
      print(style("✗ ", .red) + set(text(message)))
      if grade.status == .refused { print("Nothing was run.") }
    }
    if grade.status != .refused {
      print()
      let widest = grade.tests.map { $0.title.displayWidth }.max() ?? 0
      // One right answer worked out at length is enough to learn from; the next shows when this one is right.
      let shown = grade.tests.firstIndex { !$0.workedOutForStudent.isEmpty }
      var before: TestResult?
      for (index, test) in grade.tests.enumerated() {
        show(
          test, width: widest, isWorkedOut: index == shown || test.isShortlyWorkedOut,
          after: before)
        if !test.passed { before = test }
      }
      if grade.isUntouched {
        print(set("\nFill in what you think; then you are shown how the right answers come about."))
      }
      if !grade.isComplete, !grade.warnings.isEmpty {
        print("\nThe compiler warned:")
        for warning in grade.warnings { print(set(text(warning))) }
      }
    }
    print()
    let seed = grade.seed.map { "; with --seed \($0) the same numbers come again" } ?? ""
    print(set("\(grade.points) of \(counted(grade.of, "point"))\(seed)"))
    print(style(set("around it: \(grade.sandbox)"), .dim))
  }

  /// A test's line and what is wrong, unless that was told of the failed test before.
  private func show(
    _ test: TestResult, width: Int, isWorkedOut: Bool, after before: TestResult?
  ) {
    let mark = test.passed ? style("✓", .green) : style("✗", .red)
    let padding = String(repeating: " ", count: width - test.title.displayWidth)
    print("  \(mark) \(text(test.title))\(padding)  \(test.earned)/\(test.points)")
    guard !test.passed else { return }
    if let before, !test.feedbackForStudent.isEmpty,
      before.feedbackForStudent.firstLine == test.feedbackForStudent.firstLine,
      before.status == .noAnswer || before.feedbackForStudent == test.feedbackForStudent
    {
      return print("      the same")
    }
    show(test.feedbackForStudent)
    if isWorkedOut { show(test.workedOutForStudent) }
    guard !test.printedForStudent.isEmpty else { return }
    let lines = test.printedForStudent.split(separator: "\n")
    print("      it printed:")
    for line in lines.prefix(Self.mostLines) {
      print("      \(style("│", .dim)) \(text(String(line.prefix(Self.mostCharacters))))")
    }
    if lines.count > Self.mostLines { print("      \(style("│", .dim)) …") }
  }

  /// As much as is shown of what a student's function printed.
  private static let mostLines = 10
  private static let mostCharacters = 200

  /// A line across the page, with words in it.
  func rule(_ text: String) {
    let size = TerminalSize(ofDescriptor: 1, environment: ProcessInfo.processInfo.environment)
    let line = "── \(text) "
    let rest = String(repeating: "─", count: max(0, size.proseWidth - line.displayWidth))
    print(style(line + rest, .dim) + "\n")
  }

  /// The words, broken where the window ends; into a file they go as they are.
  private func set(_ words: String) -> String {
    guard isTerminal(1) else { return words }
    let size = TerminalSize(ofDescriptor: 1, environment: ProcessInfo.processInfo.environment)
    return String(MessageSetter(width: size.columns).set(words).dropLast())
  }

  /// Lines below a test, broken where the window ends; none if the words are empty.
  private func show(_ words: String) {
    let environment = ProcessInfo.processInfo.environment
    let width =
      isTerminal(1) ? TerminalSize(ofDescriptor: 1, environment: environment).columns : nil
    for line in words.split(separator: "\n", omittingEmptySubsequences: false)
    where !words.isEmpty {
      // What is in columns, such as a grid, stands behind blanks or has several of them; it isn't broken.
      let isProse = !line.hasPrefix(" ") && !line.contains("   ")
      let shown = text(String(line))
      let lines = isProse ? width.map { brokenLines(shown, width: max(20, $0 - 6)) } : nil
      for part in lines ?? [shown] { print(part.isEmpty ? "" : "      \(part)") }
    }
  }

  private func text(_ words: String) -> String { escapingControls(words) }
}

extension TestResult {
  /// Whether what is worked out is a few lines, which can stand below every test.
  fileprivate var isShortlyWorkedOut: Bool {
    workedOutForStudent.split(separator: "\n").count <= 6
  }
}

extension String {
  fileprivate var firstLine: Substring { prefix { !$0.isNewline } }
}

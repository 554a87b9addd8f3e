import Foundation
import LessonEngine
import Terminals

/// Prints what came of checking lessons.
final class CheckPrinter {
  private let style: TerminalStyle
  private let width: Int
  /// What the toolchain complained of: without a compiler, it would say so at every lesson.
  private var told: Set<String> = []

  init(color: ColorChoice) {
    let environment = ProcessInfo.processInfo.environment
    style = color.style(isTerminal: isTerminal(1), environment: environment)
    width = TerminalSize(ofDescriptor: 1, environment: environment).columns
  }

  /// Prints a lesson's share and says how it stands.
  func show(
    _ result: Result<CheckedLesson, any Error>, of named: NamedLesson, forAuthor: Bool
  ) -> ExitStatus? {
    switch result {
    case .failure(let error): return show(error, named.lesson)
    case .success(let checked):
      let status = show(checked, named)
      guard forAuthor else { return status }
      return ExitStatus.worse(status, show(checked.faults, named.lesson))
    }
  }

  private func show(_ checked: CheckedLesson, _ named: NamedLesson) -> ExitStatus? {
    let (lesson, results) = (named.lesson, checked.results)
    let printer = DiscrepancyPrinter(
      lesson: lesson, lessonWord: named.word.quotedForShell, style: style, width: width)
    for (result, found) in checked.wrong {
      for discrepancy in found { printer.show(discrepancy, of: result) }
    }
    guard checked.wrong.isEmpty else {
      let all = counted(results.count, "cell")
      print("\(lesson.name): \(checked.wrong.count) of \(all) not as recorded")
      return ExitStatus(results) ?? .wrong
    }
    let pictures = counted(results.flatMap(\.pictures).count, "picture")
    print("\(lesson.name): \(counted(results.count, "cell")) and \(pictures) as recorded")
    return nil
  }

  private func show(_ faults: [AuthorFault], _ lesson: Lesson) -> ExitStatus? {
    for fault in faults { print(escapingControls(fault.description)) }
    guard !faults.isEmpty else {
      print("\(lesson.name): nothing for its author to mend")
      return nil
    }
    print("\(lesson.name): \(faults.count) for its author to mend")
    return .malformed
  }

  private func show(_ error: any Error, _ lesson: Lesson) -> ExitStatus {
    let words = toolchainWords(error)
    if told.insert(words).inserted { Messages.error(words) }
    Messages.note("\(lesson.name) was not checked")
    return .toolchain
  }
}

import ArgumentParser
import Classroom
import Foundation
import LessonEngine
import Terminals

struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Say what of this machine is well, and what to do about what isn't.",
    discussion: """
      ✓ is well, · is a note, with which lessons run all the same, and ✗ is a fault: then the exit \
      code is 3.
      """)

  @Flag(help: "Print the findings as JSON, one a line: name, found, verdict, remedy.")
  var json = false

  @OptionGroup var color: ColorOption

  func run() async throws {
    let environment = ProcessInfo.processInfo.environment
    let style = color.color.style(isTerminal: isTerminal(1), environment: environment)
    let size = TerminalSize(ofDescriptor: 1, environment: environment)
    let terminal = TerminalFacts(
      isTerminal: isTerminal(1), columns: size.columns, rows: size.rows, isColored: style.isColored)
    let findings = await Messages.working("looking around") {
      var findings = await Doctor().findings(terminal: terminal)
      if let library = try? LessonLibrary() {
        findings.append(await Sandbox.strongest(library).finding)
      }
      return findings
    }
    if json { try showJSON(findings) } else { show(findings, style, width: size.proseWidth) }
    if findings.contains(where: { $0.verdict == .fault }) { throw ExitStatus.toolchain.code }
  }

  private func showJSON(_ findings: [Finding]) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    for finding in findings { print(String(decoding: try encoder.encode(finding), as: UTF8.self)) }
  }

  private func show(_ findings: [Finding], _ style: TerminalStyle, width: Int) {
    let widest = findings.map(\.name.count).max() ?? 0
    let margin = String(repeating: " ", count: widest + 4)
    for finding in findings {
      let (mark, look): (String, TextAttributes) =
        switch finding.verdict {
        case .well: ("✓", .green)
        case .note: ("·", .yellow)
        case .fault: ("✗", [.bold, .red])
        }
      let name = finding.name.padding(toLength: widest, withPad: " ", startingAt: 0)
      let lines = Self.broken(escapingControls(finding.found), width: width - margin.count)
      print("\(style(mark, look)) \(style(name, .bold))  \(lines.joined(separator: "\n" + margin))")
      // A remedy may be a command to copy, so it isn't broken.
      if let remedy = finding.remedy { print("\(margin)\(style("→ " + remedy, .dim))") }
    }
    let faults = findings.count { $0.verdict == .fault }
    let notes = findings.count { $0.verdict == .note }
    let others = notes == 0 ? "" : " \(notes) \(notes == 1 ? "note" : "notes") above."
    switch faults {
    case 0: print("\nLessons can run here.\(others)")
    case 1: print("\nThere is 1 fault.\(others)")
    default: print("\nThere are \(faults) faults.\(others)")
    }
  }

  /// The text in lines of so many characters, broken between words.
  private static func broken(_ text: String, width: Int) -> [String] {
    var lines = [""]
    for word in text.split(separator: " ") {
      let last = lines[lines.count - 1]
      if last.isEmpty {
        lines[lines.count - 1] = String(word)
      } else if last.count + 1 + word.count <= width {
        lines[lines.count - 1] += " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }
}

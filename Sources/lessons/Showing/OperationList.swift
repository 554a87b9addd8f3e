import Foundation
import Operations

/// All operations with their tensors and parameters, for people or for machines.
enum OperationList {
  static func show(asJSON: Bool) throws {
    asJSON ? try showJSON() : showTable()
  }

  // MARK: For people

  private static func showTable() {
    let widths = [28, 18, 30]
    print(row([["operation"], ["tensors"], ["parameters"]], widths))
    for chapter in OperationTable.chapters {
      print("\n\(chapter.name)")
      for operation in chapter.operations {
        let columns = [
          [operation.name], operation.tensors.map { $0.isRequired ? $0.name : "\($0.name)?" },
          operation.parameters.map(name),
        ]
        print(row(columns, widths))
        if !operation.furtherResults.isEmpty {
          print("  also gives \(operation.furtherResults.joined(separator: ", "))")
        }
      }
    }
    print(
      """

      What has a '?' may be left out; in brackets is what a parameter is unless told.
      'lessons op NAME --help' says what they mean.
      """)
  }

  /// The name with what the parameter is unless told in brackets: "stride(1)".
  private static func name(_ parameter: any OperationParameter) -> String {
    switch parameter.fallback {
    case .words(let words): "\(parameter.name)(\(words))"
    case .none: parameter.name
    case .absent(let words?): "\(parameter.name)(=\(words))"
    case .absent(nil): "\(parameter.name)?"
    }
  }

  /// Words side by side in columns, each broken into lines of its width.
  private static func row(_ columns: [[String]], _ widths: [Int]) -> String {
    let columns = zip(columns, widths).map { words, width in lines(words, width: width) }
    return (0..<(columns.map(\.count).max() ?? 0)).map { line in
      let cells = zip(columns, widths).map { column, width in
        let text = line < column.count ? column[line] : ""
        return text + String(repeating: " ", count: width - text.count)
      }
      let text = cells.joined(separator: "  ")
      return String(text.reversed().drop { $0 == " " }.reversed())
    }.joined(separator: "\n")
  }

  /// Words broken into lines of this width.
  static func lines(_ words: [String], width: Int) -> [String] {
    words.reduce(into: [String]()) { lines, word in
      if let last = lines.last, last.count + 1 + word.count <= width {
        lines[lines.count - 1] += " " + word
      } else {
        lines.append(word)
      }
    }
  }

  // MARK: For machines

  private struct Entry: Encodable {
    struct Tensor: Encodable {
      let name: String
      let aliases: [String]
      let required: Bool
      let numbers: String
      let meaning: String
    }

    struct Parameter: Encodable {
      let name: String
      let aliases: [String]
      let kind: String
      let required: Bool
      /// In words, as it would be typed; null where there is none.
      let `default`: String?
      let choices: [String]
      let meaning: String

      enum CodingKeys: CodingKey {
        case name, aliases, kind, required, `default`, choices, meaning
      }

      func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(name, forKey: .name)
        try container.encode(aliases, forKey: .aliases)
        try container.encode(kind, forKey: .kind)
        try container.encode(required, forKey: .required)
        try container.encode(`default`, forKey: .default)
        try container.encode(choices, forKey: .choices)
        try container.encode(meaning, forKey: .meaning)
      }
    }

    let name: String
    let aliases: [String]
    let chapter: String
    let summary: String
    let formula: String
    let tensors: [Tensor]
    let parameters: [Parameter]
    let results: [String]
    let gradients: [String]

    init(_ operation: any KernelOperation.Type, chapter: String) {
      name = operation.name
      aliases = operation.aliases
      self.chapter = chapter
      summary = operation.summary
      formula = operation.formula
      tensors = operation.tensors.map {
        Tensor(
          name: $0.name, aliases: $0.aliases, required: $0.isRequired,
          numbers: $0.numbers.rawValue, meaning: $0.meaning)
      }
      parameters = operation.parameters.map {
        Parameter(
          name: $0.name, aliases: $0.aliases, kind: $0.kind.name, required: $0.isRequired,
          default: $0.standardWords, choices: $0.kind.choices, meaning: $0.meaning)
      }
      results = ["output"] + operation.furtherResults
      gradients = operation.gradientNames
    }
  }

  private static func showJSON() throws {
    let entries = OperationTable.chapters.flatMap { chapter in
      chapter.operations.map { Entry($0, chapter: chapter.name) }
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    print(String(decoding: try encoder.encode(entries), as: UTF8.self))
  }
}

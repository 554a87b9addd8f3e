import Foundation

/// A lesson as a value: its front matter, its prose and its cells, in the order of the file.
public struct Lesson: Sendable {
  /// The name of its folder: "03-convolution".
  public let name: String
  /// The absolute path of its README.md.
  public let path: String
  /// The file as it was read.
  public let source: String
  /// Title, summary and the like.
  public let frontMatter: FrontMatter
  /// Prose and cells, in the order of the file.
  public let parts: [Part]

  /// The absolute path of its folder.
  public var folder: String { URL(fileURLWithPath: path).deletingLastPathComponent().path }

  /// A stretch of the lesson.
  public enum Part: Sendable {
    /// What stands between two cells, their records left out.
    case prose([MarkdownBlock])
    /// Code, with what is recorded of it.
    case cell(Cell)
  }

  /// The cells, numbered from 1 in the order of the file.
  public var cells: [Cell] {
    parts.compactMap { if case .cell(let cell) = $0 { cell } else { nil } }
  }

  /// The cell on whose lines, fences included, this line of the file stands.
  public func cell(atLine line: Int) -> Cell? {
    cells.first { $0.lines.contains(line) }
  }
}

/// What stands between the `---` lines at the top of a lesson.
public struct FrontMatter: Sendable, Equatable, Decodable {
  /// What the lesson is called, as its heading says it.
  public let title: String
  /// One sentence: the question that the lesson answers.
  public let summary: String
  /// The lessons that the reader should know first.
  public let requires: [String]
  /// How long it takes.
  public let minutes: Int

  private enum CodingKeys: String, CodingKey {
    case title, summary, requires, minutes
  }

  public init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    title = try fields.decode(String.self, forKey: .title)
    summary = try fields.decode(String.self, forKey: .summary)
    requires = try fields.decodeIfPresent([String].self, forKey: .requires) ?? []
    minutes = try fields.decode(Int.self, forKey: .minutes)
  }
}

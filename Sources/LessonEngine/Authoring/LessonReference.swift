import Foundation

/// Something that a lesson's text points at.
struct LessonReference {
  /// Whether it is to be seen there, or followed.
  enum Kind { case picture, link }

  let kind: Kind
  /// As it is written: `figures/edges.png`, `../02-sums/README.md#by-hand`.
  let destination: String
  /// The line of the file.
  let line: Int

  /// The path before the `#`, absolute; nil for an address on the web, a mail address or a path that
  /// isn't relative. For one that is nothing but a `#heading`, the lesson's own file.
  func path(in lesson: Lesson) -> String? {
    let text = destination.prefix { $0 != "#" && $0 != "?" }
    guard destination.prefixMatch(of: /[A-Za-z][A-Za-z0-9+.\-]*:|\//) == nil else { return nil }
    if text.isEmpty { return lesson.path }
    let plain = String(text).removingPercentEncoding ?? String(text)
    return URL(fileURLWithPath: "\(lesson.folder)/\(plain)").standardizedFileURL.path
  }

  /// What stands after the `#`.
  var fragment: String? {
    destination.firstIndex(of: "#").map {
      let text = String(destination[destination.index(after: $0)...])
      return text.removingPercentEncoding ?? text
    }
  }
}

extension Lesson {
  /// All blocks of prose, those inside quotes and lists too.
  var proseBlocks: [MarkdownBlock] {
    parts.flatMap { part in
      if case .prose(let blocks) = part { blocks.flatMap(\.andInner) } else { [MarkdownBlock]() }
    }
  }

  /// All that the prose and the records point at, in the order of the file.
  var references: [LessonReference] {
    let lines = SourceLines(source).lines.map(\.text)
    /// Markdown doesn't say on which line of a paragraph a link stands.
    func line(of destination: String, in range: ClosedRange<Int>) -> Int {
      range.first { $0 <= lines.count && lines[$0 - 1].contains(destination) } ?? range.lowerBound
    }
    let inProse = proseBlocks.flatMap { block in
      block.references.map { kind, destination in
        LessonReference(
          kind: kind, destination: destination, line: line(of: destination, in: block.lines))
      }
    }
    let inRecords = cells.compactMap(\.record).flatMap { record in
      record.pictures.flatMap(\.sources).map {
        LessonReference(
          kind: .picture, destination: $0, line: line(of: $0, in: record.lines))
      }
    }
    return (inProse + inRecords).sorted { $0.line < $1.line }
  }
}

extension MarkdownBlock {
  /// The block and all blocks inside it.
  var andInner: [MarkdownBlock] {
    switch kind {
    case .quote(let blocks): [self] + blocks.flatMap(\.andInner)
    case .list(let list): [self] + list.items.flatMap { $0.blocks.flatMap(\.andInner) }
    default: [self]
    }
  }

  /// What the block itself points at, without the blocks inside it.
  fileprivate var references: [(LessonReference.Kind, String)] {
    switch kind {
    case .heading(_, let inlines), .paragraph(let inlines): inlines.flatMap(\.references)
    case .table(let table):
      ([table.header] + table.rows).flatMap { $0.flatMap { $0.flatMap(\.references) } }
    case .html(let text): htmlReferences(text)
    case .code, .quote, .list, .thematicBreak, .math: []
    }
  }
}

extension MarkdownInline {
  fileprivate var references: [(LessonReference.Kind, String)] {
    switch self {
    case .emphasis(let inner), .strong(let inner), .strikethrough(let inner):
      inner.flatMap(\.references)
    case .link(let destination, _, let inner):
      [(.link, destination)] + inner.flatMap(\.references)
    case .image(let source, _, _): [(.picture, source)]
    case .html(let text): htmlReferences(text)
    case .text, .code, .softBreak, .lineBreak, .math: []
    }
  }
}

/// What tags point at: `<img src="figures/edges.png" width="300">`.
private func htmlReferences(_ text: String) -> [(LessonReference.Kind, String)] {
  text.matches(of: /(src|href)\s*=\s*["']([^"']*)["']/).map {
    ($0.1 == "src" ? .picture : .link, String($0.2))
  }
}

/// A piece of the text inside a paragraph, a heading or a table's cell.
public indirect enum MarkdownInline: Sendable, Equatable {
  /// Plain text; escapes and entities are resolved.
  case text(String)
  /// Between single asterisks or underscores: mostly slanted.
  case emphasis([MarkdownInline])
  /// Between double ones: mostly bold.
  case strong([MarkdownInline])
  /// Between tildes: what no longer holds.
  case strikethrough([MarkdownInline])
  /// Between grave accents, which aren't part of the text.
  case code(String)
  /// A link; an absent title is empty.
  case link(destination: String, title: String, [MarkdownInline])
  /// A picture; the alternative text is plain.
  case image(source: String, title: String, alt: String)
  /// The end of a line in the file that means no more than a blank.
  case softBreak
  /// The end of a line that the author asked for.
  case lineBreak
  /// A tag or a comment, as it was written.
  case html(String)
  /// A formula in TeX, without its dollars. One in double dollars wants lines of its own.
  case math(String, display: Bool)

  /// The text without its markup, on one line: what a reader hears, as in a table of contents.
  public var plainText: String {
    switch self {
    case .text(let text), .code(let text), .math(let text, _): text
    case .emphasis(let inner), .strong(let inner), .strikethrough(let inner): inner.plainText
    case .link(_, _, let inner): inner.plainText
    case .image(_, _, let alt): alt
    case .softBreak, .lineBreak: " "
    case .html: ""
    }
  }
}

extension Sequence<MarkdownInline> {
  /// The texts of all, joined.
  public var plainText: String { map(\.plainText).joined() }
}

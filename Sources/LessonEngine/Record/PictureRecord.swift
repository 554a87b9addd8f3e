extension CellRecord.Picture {
  /// The picture as the file shows it: `![title](source)`, or `![alt](source "title")` where there
  /// is a text of its own for those who can't see it.
  public var markdown: String {
    guard let alt else { return "![\(title.asPlainMarkdown)](\(source))" }
    return "![\(alt.asPlainMarkdown)](\(source) \"\(title.asLinkTitle)\")"
  }

  /// What `![alt](source "title")` in a file says.
  init(source: String, imageTitle: String, imageAlt: String) {
    self.init(
      source: source, title: imageTitle.isEmpty ? imageAlt : imageTitle,
      alt: imageTitle.isEmpty ? nil : imageAlt)
  }

  /// The record that a picture gets, with its words as they are read back from the file.
  init(_ shown: ShownPicture) {
    let written = CellRecord.Picture(source: shown.source, title: shown.title, alt: shown.alt)
    self = written.readBack ?? written
  }

  private var readBack: CellRecord.Picture? {
    guard case .paragraph(let inlines)? = MarkdownDocument(markdown).blocks.first?.kind,
      case .image(let source, let title, let alt)? = inlines.first
    else { return nil }
    return CellRecord.Picture(source: source, imageTitle: title, imageAlt: alt)
  }
}

extension String {
  /// The same between the quotation marks of a link's title, where a backslash doesn't help before
  /// the name of a character.
  fileprivate var asLinkTitle: String { asPlainMarkdown.replacing("\\&", with: "&amp;") }

  /// The text so that Markdown takes it as it is: on one line, with a backslash before each
  /// character that might mean something.
  fileprivate var asPlainMarkdown: String {
    let words = split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return String(words.flatMap { "\\`*_[]<>&!~$|\"".contains($0) ? ["\\", $0] : [$0] })
  }
}

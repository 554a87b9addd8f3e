extension CellRecord.Picture {
  /// The picture as the file shows it: `![title](source)`, or `![alt](source "title")` where there
  /// is a text of its own for those who can't see it. Of a sound, it is a link to that.
  public var markdown: String {
    var image = "![\(title.asPlainMarkdown)](\(source))"
    if let alt { image = "![\(alt.asPlainMarkdown)](\(source) \"\(title.asLinkTitle)\")" }
    return sound.map { "[\(image)](\($0))" } ?? image
  }

  /// What `![alt](source "title")` in a file says, maybe as a link to a sound; nil where it isn't one of the lesson's
  /// figures.
  init?(_ inline: MarkdownInline) {
    switch inline {
    case .image(let source, let title, let alt) where source.isFigure:
      self.init(source: source, imageTitle: title, imageAlt: alt, sound: nil)
    case .link(let sound, _, let inner) where sound.isFigure && sound.hasSuffix(".wav"):
      guard inner.count == 1, case .image(let source, let title, let alt) = inner[0],
        source.isFigure
      else { return nil }
      self.init(source: source, imageTitle: title, imageAlt: alt, sound: sound)
    default: return nil
    }
  }

  private init(source: String, imageTitle: String, imageAlt: String, sound: String?) {
    self.init(
      source: source, title: imageTitle.isEmpty ? imageAlt : imageTitle,
      alt: imageTitle.isEmpty ? nil : imageAlt, sound: sound)
  }

  /// The files that it takes, as the lesson names them.
  var sources: [String] { [source] + (sound.map { [$0] } ?? []) }

  /// The record that a picture gets, with its words as they are read back from the file.
  init(_ shown: ShownPicture) {
    let written = CellRecord.Picture(
      source: shown.source, title: shown.title, alt: shown.alt, sound: shown.sound?.source)
    self = written.readBack ?? written
  }

  private var readBack: CellRecord.Picture? {
    guard case .paragraph(let inlines)? = MarkdownDocument(markdown).blocks.first?.kind,
      let inline = inlines.first
    else { return nil }
    return CellRecord.Picture(inline)
  }
}

extension String {
  /// Whether it is the path of one of the lesson's figures.
  fileprivate var isFigure: Bool { hasPrefix("figures/") }

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

import LessonEngine

/// A quote that GitHub shows as a remark with a title: its first line is `[!NOTE]` or the like.
struct Callout {
  /// What the remark is called, such as "Note".
  var title: String
  /// How the title and the bar beside the remark look.
  var attributes: TextAttributes
  /// The remark without its first line.
  var blocks: [MarkdownBlock]

  /// - Returns: nil if the quote is just a quote.
  init?(quote: [MarkdownBlock]) {
    guard let first = quote.first, case .paragraph(var text) = first.kind,
      case .text(let mark) = text.first,
      let (_, title, color) = Self.kinds.first(where: { $0.mark == mark.uppercased() })
    else { return nil }
    text.removeFirst()
    guard text.isEmpty || text.first == .softBreak || text.first == .lineBreak else { return nil }
    text = Array(text.dropFirst())
    let rest = text.isEmpty ? [] : [MarkdownBlock(.paragraph(text), lines: first.lines)]
    self.title = title
    attributes = color
    blocks = rest + quote.dropFirst()
  }

  private static let kinds: [(mark: String, title: String, color: TextAttributes)] = [
    ("[!NOTE]", "Note", .cyan), ("[!TIP]", "Tip", .green), ("[!IMPORTANT]", "Important", .magenta),
    ("[!WARNING]", "Warning", .yellow), ("[!CAUTION]", "Caution", .red),
  ]
}

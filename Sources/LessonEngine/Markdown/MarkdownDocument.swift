/// A Markdown text as GitHub reads it, taken apart.
///
/// cmark-gfm, the parser that GitHub uses, does the reading, with tables, strikethrough, task
/// lists and bare links; formulas in TeX are found as GitHub finds them.
public struct MarkdownDocument: Sendable, Equatable {
  /// The blocks that stand below each other; quotes and lists hold others.
  public let blocks: [MarkdownBlock]

  /// Reads a text from which the front matter has been taken off. Every text is Markdown, so
  /// nothing can go wrong; line ends may be of any kind.
  ///
  /// - Parameters:
  ///   - text: The Markdown.
  ///   - firstLine: The number that the text's first line has in the original file.
  public init(_ text: String, firstLine: Int = 1) {
    let normalized = text.withLineFeeds
    let formulas = MathPlaceholders(normalized)
    let reader = MarkdownReader(
      lines: formulas.text.split(separator: "\n", omittingEmptySubsequences: false),
      formulas: formulas, lineOffset: firstLine - 1)
    blocks = withCMarkTree(formulas.text) { reader.blocks(in: $0) }
  }
}

extension String {
  /// The text with every line ended by a line feed, without a byte order mark, and with U+FFFD
  /// for NUL, as cmark reads it.
  fileprivate var withLineFeeds: String {
    var normalized = ""
    normalized.unicodeScalars.reserveCapacity(unicodeScalars.count)
    var previous: Unicode.Scalar?
    for scalar in unicodeScalars {
      switch scalar {
      case "\n" where previous == "\r": break
      case "\r": normalized.unicodeScalars.append("\n")
      case "\0": normalized.unicodeScalars.append("\u{FFFD}")
      case "\u{FEFF}" where previous == nil: break
      default: normalized.unicodeScalars.append(scalar)
      }
      previous = scalar
    }
    return normalized
  }
}

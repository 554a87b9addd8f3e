import Foundation

/// The names under which links reach a Markdown file's headings on GitHub.
///
/// A heading's text in small letters, without markup; what is no letter, mark, number, low line,
/// hyphen or blank is left out, and blanks become hyphens: "Who's *who*?" is `whos-who`. A second
/// heading of that name gets `-1`, a third one `-2`. The names that HTML tags in the file have count
/// as well.
struct HeadingAnchors {
  private(set) var all: [String] = []

  /// The anchors of a text, with front matter or without.
  init(_ text: String) {
    var counts: [String: Int] = [:]
    let lines = SourceLines(text).lines.map(\.text)
    let bodyStart = lines.first == "---" ? (lines.dropFirst().firstIndex(of: "---") ?? -1) + 1 : 0
    let body = lines[bodyStart...].joined(separator: "\n")
    for block in MarkdownDocument(body).blocks.flatMap(\.andInner) {
      switch block.kind {
      case .heading(_, let inlines):
        let name = Self.anchor(inlines)
        let count = counts[name, default: 0]
        counts[name] = count + 1
        all.append(count == 0 ? name : "\(name)-\(count)")
      case .paragraph(let inlines):
        for case .html(let tag) in inlines { all += Self.names(in: tag) }
      case .html(let tags): all += Self.names(in: tags)
      default: break
      }
    }
  }

  /// The anchors of a file; none if it can't be read.
  init(contentsOf path: String) {
    self.init((try? String(contentsOfFile: path, encoding: .utf8)) ?? "")
  }

  func contains(_ name: String) -> Bool { all.contains(name) }

  private static func anchor(_ inlines: [MarkdownInline]) -> String {
    let text = inlines.map(\.anchorText).joined().lowercased()
    return String(
      String.UnicodeScalarView(
        text.unicodeScalars.compactMap { scalar in
          if scalar == " " { return "-" }
          return isKept(scalar) ? scalar : nil
        }))
  }

  private static func isKept(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .letterNumber,
      .connectorPunctuation:
      true
    default: scalar == "-"
    }
  }

  private static func names(in html: String) -> [String] {
    html.matches(of: /\b(id|name)\s*=\s*["']([^"']+)["']/).map { String($0.2) }
  }
}

extension MarkdownInline {
  /// What of the text counts in an anchor: a picture's alternative text doesn't.
  fileprivate var anchorText: String {
    switch self {
    case .image: ""
    case .emphasis(let inner), .strong(let inner), .strikethrough(let inner),
      .link(_, _, let inner):
      inner.map(\.anchorText).joined()
    default: plainText
    }
  }
}

/// Tells the words, literals and comments of Swift apart, as well as colouring needs it.
///
/// It knows no grammar: a keyword used as a name is coloured as a keyword, and what is
/// interpolated into a string is a part of the string.
struct SwiftLexer {
  private var rest: Substring
  private var lines = [TextLine()]

  /// The lines of the code, coloured.
  static func lines(of code: String) -> [TextLine] {
    var lexer = SwiftLexer(rest: code[...])
    while !lexer.rest.isEmpty { lexer.readToken() }
    return lexer.lines
  }

  private init(rest: Substring) { self.rest = rest }

  private mutating func readToken() {
    let first = rest.first!
    if rest.hasPrefix("//") {
      take(.dim, to: rest.firstIndex { $0.isNewline } ?? rest.endIndex)
    } else if rest.hasPrefix("/*") {
      take(.dim, to: commentEnd(in: rest))
    } else if first == "\"" || first == "#", let end = stringEnd(in: rest) {
      take(.green, to: end)
    } else if first.isNumber {
      take(.cyan, to: numberEnd(in: rest))
    } else if isNamePart(first) || "#@".contains(first) {
      let end = rest.dropFirst().firstIndex { !isNamePart($0) } ?? rest.endIndex
      take(attributes(of: rest[..<end]), to: end)
    } else {
      take([], to: rest.index(after: rest.startIndex))
    }
  }

  private mutating func take(_ attributes: TextAttributes, to end: Substring.Index) {
    let token = rest[..<end]
    rest = rest[end...]
    let parts = token.split(omittingEmptySubsequences: false) { $0.isNewline }
    for (index, part) in parts.enumerated() {
      if index > 0 { lines.append(TextLine()) }
      lines[lines.count - 1].append(TextRun(text: String(part), attributes: attributes))
    }
  }

  private func attributes(of word: Substring) -> TextAttributes {
    keywords.contains(word) || "#@".contains(word.first!) ? .magenta : []
  }
}

private func isNamePart(_ character: Character) -> Bool {
  character.isLetter || character.isNumber || character == "_"
}

/// The end of a comment that may hold comments.
private func commentEnd(in text: Substring) -> Substring.Index {
  var depth = 0
  var rest = text
  while !rest.isEmpty {
    if rest.hasPrefix("/*") {
      depth += 1
      rest = rest.dropFirst(2)
    } else if rest.hasPrefix("*/") {
      depth -= 1
      rest = rest.dropFirst(2)
      if depth == 0 { break }
    } else {
      rest = rest.dropFirst()
    }
  }
  return rest.startIndex
}

/// The end of a string literal, or nil if none begins here. One that isn't closed ends with its
/// line, or, in triple quotes, with the code.
private func stringEnd(in text: Substring) -> Substring.Index? {
  let hashes = text.prefix { $0 == "#" }
  var rest = text[hashes.endIndex...]
  let quotes = rest.hasPrefix("\"\"\"") ? "\"\"\"" : "\""
  guard rest.hasPrefix(quotes) else { return nil }
  rest = rest.dropFirst(quotes.count)
  while let character = rest.first {
    if rest.hasPrefix(quotes + hashes) {
      return rest.dropFirst(quotes.count + hashes.count).startIndex
    }
    if character.isNewline, quotes.count == 1 { break }
    rest = rest.dropFirst(character == "\\" && hashes.isEmpty ? 2 : 1)
  }
  return rest.startIndex
}

/// The end of a number. A point belongs to it only before a digit, so that `0..<3` is two numbers.
private func numberEnd(in text: Substring) -> Substring.Index {
  var rest = text
  while let character = rest.first {
    let next = rest.dropFirst().first
    let isPoint = character == "." && next?.isNumber == true
    guard isNamePart(character) || isPoint else { break }
    rest = rest.dropFirst("eE".contains(character) && (next == "-" || next == "+") ? 2 : 1)
  }
  return rest.startIndex
}

private let keywords: Set<Substring> = [
  "Any", "Self", "actor", "as", "associatedtype", "async", "await", "break", "case", "catch",
  "class", "continue", "default", "defer", "deinit", "do", "else", "enum", "extension",
  "fallthrough", "false", "fileprivate", "for", "func", "guard", "if", "import", "in", "init",
  "inout", "internal", "is", "let", "mutating", "nil", "operator", "private", "protocol",
  "public", "repeat", "rethrows", "return", "self", "some", "static", "struct", "subscript",
  "super", "switch", "throw", "throws", "true", "try", "typealias", "var", "where", "while",
]

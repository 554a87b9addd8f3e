/// The statements at the top level of a cell, without what stands in their brackets, strings and
/// comments: `let Y = conv2d()`, `func f() -> Int {}`.
///
/// A statement ends with its line, unless the line ends with an operator or a comma or the next one
/// begins with an operator, a point or `else`. This isn't Swift's grammar, but it is what code that
/// is laid out as usual means.
struct CellStatements {
  let statements: [String]

  init(_ code: String) {
    var scanner = Scanner(code: Array(code))
    scanner.scan()
    statements = scanner.statements
  }

  var isEmpty: Bool { statements.isEmpty }

  /// Whether each statement declares something: a type, a function, an import; or a constant or a
  /// variable to whose value no function is called. `Tensor([[0, 1]])`, which makes a value and has a
  /// capital letter, is no such call; `conv2d(x, w)` is: it works out what readers want to see.
  var areDeclarations: Bool { statements.allSatisfy(Self.isDeclaration) }

  private static let declaring: Set = [
    "func", "struct", "class", "enum", "extension", "protocol", "typealias", "import", "actor",
    "operator", "precedencegroup",
  ]

  private static let modifiers: Set = [
    "public", "private", "fileprivate", "internal", "package", "open", "final", "indirect", "lazy",
    "weak", "unowned", "nonisolated", "prefix", "infix", "postfix",
  ]

  private static func isDeclaration(_ statement: String) -> Bool {
    let words = statement.split { !($0.isLetter || $0.isNumber || "_@#".contains($0)) }
    guard let first = words.first(where: { !modifiers.contains(String($0)) && $0.first != "@" })
    else { return true }
    if first == "let" || first == "var" { return !callsFunction(statement) }
    return declaring.contains(String(first)) || first.first == "#"
  }

  /// Whether a name in small letters stands right before a bracket, or before a closure.
  private static func callsFunction(_ statement: String) -> Bool {
    // The braces of a condition are no closure.
    let isConditional = statement.contains(/\b(if|switch)\b/)
    return statement.matches(of: /([\p{L}_][\p{L}\p{N}_]*)(<[^<>]*>)?(\(| ?\{)/).contains { match in
      match.1.first?.isUppercase == false && !(isConditional && match.3.hasSuffix("{"))
    }
  }

  private struct Scanner {
    let code: [Character]
    var place = 0
    var statements: [String] = []
    var statement = ""

    private func begins(_ text: String, at start: Int) -> Bool {
      code[start...].starts(with: text)
    }

    mutating func scan() {
      var depth = 0
      while place < code.count {
        let character = code[place]
        if skipCommentOrString() { continue }
        place += 1
        switch character {
        case "(", "[", "{":
          if depth == 0 { statement.append(character) }
          depth += 1
        case ")", "]", "}":
          depth = max(0, depth - 1)
          if depth == 0 { statement.append(character) }
        case _ where depth > 0: break
        case ";": endStatement()
        case _ where character.isNewline: if !goesOn() { endStatement() }
        default: statement.append(character)
        }
      }
      endStatement()
    }

    private mutating func endStatement() {
      let trimmed = statement.drop { $0.isWhitespace }
      if !trimmed.isEmpty { statements.append(String(trimmed)) }
      statement = ""
    }

    /// Whether the statement goes on in the next line that isn't blank.
    private mutating func goesOn() -> Bool {
      let operators = "=+-*/%&|^<,?:"
      let last = statement.last { !$0.isWhitespace }
      let next = code[place...].drop { $0.isWhitespace }
      guard let last, let first = next.first else { return false }
      if next.starts(with: "//") || next.starts(with: "/*") { return operators.contains(last) }
      let isContinued =
        operators.contains(last) || (operators + ".>)]}{").contains(first)
        || next.starts(with: "else") || next.starts(with: "catch") || next.starts(with: "where")
      if isContinued { statement.append(" ") }
      return isContinued
    }

    /// Goes past a comment or a string, if one begins here; a string leaves two quotation marks.
    private mutating func skipCommentOrString() -> Bool {
      if begins("//", at: place) {
        while place < code.count, !code[place].isNewline { place += 1 }
        return true
      }
      if begins("/*", at: place) {
        var depth = 0
        repeat {
          if begins("/*", at: place) {
            depth += 1
            place += 2
          } else if begins("*/", at: place) {
            depth -= 1
            place += 2
          } else {
            place += 1
          }
        } while depth > 0 && place < code.count
        return true
      }
      let marks = code[place...].prefix { $0 == "#" }.count
      guard begins("\"", at: place + marks) else { return false }
      place += marks
      skipString(marks: String(repeating: "#", count: marks))
      return true
    }

    /// Goes past a string whose first quotation mark stands here, with what is put into it.
    private mutating func skipString(marks: String) {
      let quotes = begins("\"\"\"", at: place) ? "\"\"\"" : "\""
      place += quotes.count
      while place < code.count {
        if begins(quotes + marks, at: place) {
          place += quotes.count + marks.count
          return
        }
        if quotes.count == 1, code[place].isNewline { return }
        guard begins("\\" + marks, at: place) else {
          place += 1
          continue
        }
        place += 1 + marks.count
        if place < code.count, code[place] == "(" { skipBrackets() } else { place += 1 }
      }
    }

    /// Goes past brackets and what stands in them.
    private mutating func skipBrackets() {
      var depth = 0
      repeat {
        if skipCommentOrString() { continue }
        if code[place] == "(" { depth += 1 }
        if code[place] == ")" { depth -= 1 }
        place += 1
      } while depth > 0 && place < code.count
    }
  }
}

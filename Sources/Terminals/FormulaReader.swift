/// Reads TeX into the lines of a formula.
///
/// It gives up at the first thing that it doesn't know.
struct FormulaReader {
  private struct Unreadable: Error {}

  private let source: [Character]
  private var position = 0
  private var context = Context()
  private var environments: [String] = []

  /// What is different in each pair of braces.
  private struct Context {
    var depth = 0
    /// Whether one thing is read, to which no index belongs.
    var isArgument = false
    /// The blanks that the next piece will have before it.
    var gap = 0
    /// Whether the source has a blank before the next piece, be it one that only ends a command.
    var isAfterBlank = false
  }

  /// - Returns: nil if the source can't be read.
  static func lines(_ tex: String) -> [FormulaLine]? {
    var reader = FormulaReader(source: Array(tex))
    return try? reader.lines()
  }

  private init(source: [Character]) { self.source = source }

  private mutating func lines() throws -> [FormulaLine] {
    var lines: [FormulaLine] = []
    while position < source.count {
      var line = FormulaLine()
      while position < source.count, !skip(#"\\"#) { try readItem(into: &line) }
      // The distance to the next line would be read as part of it.
      if next == "[", source[..<position].last == "\\" { throw Unreadable() }
      context.gap = 0
      line.end()
      lines.append(line)
    }
    guard environments.isEmpty else { throw Unreadable() }
    return lines
  }

  private mutating func readItem(into line: inout FormulaLine) throws {
    guard let character = next else { throw Unreadable() }
    position += 1
    switch character {
    case _ where character.isWhitespace: addGap(1)
    case "~": addGap(1)
    case "&": break
    case "^", "_", "'":
      position -= 1
      try append(FormulaPiece("", .ordinary), to: &line)
    case "{":
      try append(FormulaPiece(try group(line.style)), to: &line)
    case "/", ":":
      try append(division(character), to: &line)
    case "\\":
      try readCommand(into: &line)
    default:
      guard let piece = FormulaSymbols.piece(character) else { throw Unreadable() }
      try append(piece, to: &line)
    }
  }

  private mutating func addGap(_ gap: Int) {
    context.gap = max(context.gap, gap)
    context.isAfterBlank = true
  }

  /// A stroke or a colon, with spaces if the source has any.
  private mutating func division(_ character: Character) -> FormulaPiece {
    if character == ":", skip("=") { return FormulaPiece(":=", .relation) }
    var piece = FormulaPiece(String(character), character == "/" ? .binary : .relation)
    piece.isTight = !context.isAfterBlank && next?.isWhitespace != true
    return piece
  }

  /// Adds a piece with the indices that follow it in the source.
  private mutating func append(
    _ base: FormulaPiece, to line: inout FormulaLine, takesLimits: Bool = false
  ) throws {
    var piece = base
    piece.gapBefore = context.gap
    context.gap = 0
    context.isAfterBlank = false
    let scripts = try context.isArgument ? FormulaScripts() : scripts()
    let isSum = piece.kind == .operator && piece.text != "∫"
    if takesLimits || isSum, let limits = scripts.limits {
      piece.text += " " + limits
      piece.kind = .limits
    } else {
      piece = scripts.attached(to: piece)
    }
    if !piece.text.isEmpty { line.append(piece) }
  }

  private mutating func scripts() throws -> FormulaScripts {
    var scripts = FormulaScripts()
    while true {
      let start = position
      skipBlanks()
      if skip(#"\limits"#) || skip(#"\nolimits"#) { continue }
      if skip("'") {
        scripts.primes += 1
      } else if scripts.upper == nil, skip("^") {
        scripts.upper = try argument(.script)
      } else if scripts.lower == nil, skip("_") {
        scripts.lower = try argument(.script)
      } else if next == "^" || next == "_" {
        throw Unreadable()
      } else {
        position = start
        return scripts
      }
    }
  }
}

// Commands.
extension FormulaReader {
  private mutating func readCommand(into line: inout FormulaLine) throws {
    let name = try commandName()
    let isBeforeBlank = name.first?.isLetter == true && skipBlanks()
    defer { if isBeforeBlank { context.isAfterBlank = true } }
    switch name {
    case "frac", "dfrac", "tfrac":
      let style: FormulaLine.Style = line.style == .script ? .script : .fraction
      let above = try argument(style)
      try append(FormulaPiece(fraction: above, over: try argument(style)), to: &line)
    case "sqrt":
      let root = try rootSign()
      let radicand = try argument(line.style)
      try append(FormulaPiece("\(root)(\(radicand.text))", .ordinary), to: &line)
    case "text", "textrm", "textbf", "textit", "texttt", "mbox":
      try appendWords(try words(), to: &line)
    case "mathrm", "mathbf", "mathit", "mathsf", "mathtt", "mathcal", "boldsymbol":
      try append(FormulaPiece(try argument(line.style)), to: &line)
    case "mathbb":
      guard let letter = FormulaSymbols.blackboard[try argument(line.style).text] else {
        throw Unreadable()
      }
      try append(FormulaPiece(letter, .ordinary), to: &line)
    case "operatorname":
      let takesLimits = skip("*")
      try append(FormulaPiece(try words(), .function), to: &line, takesLimits: takesLimits)
    case "begin", "end":
      try readEnvironment(begins: name == "begin")
    case "limits", "nolimits", "displaystyle", "textstyle", "nonumber", "notag":
      break
    default:
      try readSign(name, into: &line)
    }
  }

  private mutating func readSign(_ name: String, into line: inout FormulaLine) throws {
    if let gap = FormulaSymbols.spaces[name] {
      if gap > 0 { addGap(gap) }
    } else if let side = FormulaSymbols.sizes[name] {
      guard let bracket = try bracket(side) else { return }
      try append(bracket, to: &line)
    } else if let piece = FormulaSymbols.commands[name] {
      try append(piece, to: &line, takesLimits: FormulaSymbols.takesLimits(name))
    } else {
      throw Unreadable()
    }
  }

  /// A command's name after its backslash: letters, or one other character.
  private mutating func commandName() throws -> String {
    let letters = source[position...].prefix { $0.isASCII && $0.isLetter }
    let name = letters.isEmpty ? source[position...].prefix(1) : letters
    guard !name.isEmpty else { throw Unreadable() }
    position += name.count
    return String(name)
  }

  private mutating func rootSign() throws -> String {
    guard skip("[") else { return "√" }
    for (degree, sign) in ["3": "∛", "4": "∜"] where skip("\(degree)]") { return sign }
    throw Unreadable()
  }

  /// The bracket after a command for its size, which may also say on which side it stands.
  private mutating func bracket(_ side: FormulaPiece.Kind?) throws -> FormulaPiece? {
    if skip(".") { return nil }
    guard let character = next else { throw Unreadable() }
    position += 1
    var bracket: FormulaPiece? =
      switch character {
      case "\\": FormulaSymbols.commands[try commandName()]
      case "<": FormulaPiece("⟨", .opening)
      case ">": FormulaPiece("⟩", .closing)
      default: FormulaSymbols.piece(character)
      }
    guard let kind = bracket?.kind, [.opening, .closing, .bar].contains(kind) else {
      throw Unreadable()
    }
    bracket?.kind = side ?? kind
    return bracket
  }

  private mutating func appendWords(_ words: String, to line: inout FormulaLine) throws {
    if words.first == " " { addGap(1) }
    let text = words.split(separator: " ").joined(separator: " ")
    let shape: FormulaPiece.Shape = text.contains(" ") ? .product : .factor
    if !text.isEmpty { try append(FormulaPiece(text, .ordinary, shape: shape), to: &line) }
    if words.last == " " { addGap(1) }
  }

  private mutating func readEnvironment(begins: Bool) throws {
    let name = try words()
    guard context.depth == 0, FormulaSymbols.alignments.contains(name) else { throw Unreadable() }
    if begins {
      environments.append(name)
    } else if environments.popLast() != name {
      throw Unreadable()
    }
  }
}

// Braces and characters.
extension FormulaReader {
  /// What a command or an index applies to: a group, or a single thing.
  private mutating func argument(_ style: FormulaLine.Style) throws -> FormulaLine {
    skipBlanks()
    if skip("{") { return try group(style) }
    guard let next, !"}^_'&~".contains(next) else { throw Unreadable() }
    return try nested(isArgument: true) { reader in
      var line = FormulaLine(style: style)
      try reader.readItem(into: &line)
      line.end()
      return line
    }
  }

  /// What stands between the brace that was just read and the one that closes it.
  private mutating func group(_ style: FormulaLine.Style) throws -> FormulaLine {
    try nested(isArgument: false) { reader in
      var line = FormulaLine(style: style)
      while !reader.skip("}") { try reader.readItem(into: &line) }
      line.end()
      return line
    }
  }

  private mutating func nested(
    isArgument: Bool, _ read: (inout FormulaReader) throws -> FormulaLine
  ) throws -> FormulaLine {
    let outer = context
    guard outer.depth < deepest else { throw Unreadable() }
    context = Context(depth: outer.depth + 1, isArgument: isArgument)
    defer { context = outer }
    return try read(&self)
  }

  /// Text in braces, which is not a formula.
  private mutating func words() throws -> String {
    guard skip("{") else { throw Unreadable() }
    var words = ""
    var depth = 1
    while let character = next {
      position += 1
      switch character {
      case "{": depth += 1
      case "}": depth -= 1
      case "$": throw Unreadable()
      case "\\":
        guard let escaped = next, "_%$#&{} ".contains(escaped) else { throw Unreadable() }
        position += 1
        words.append(escaped)
      default: words.append(character.isWhitespace || character == "~" ? " " : character)
      }
      if depth == 0 { return words }
    }
    throw Unreadable()
  }

  private var next: Character? { position < source.count ? source[position] : nil }

  @discardableResult private mutating func skipBlanks() -> Bool {
    let blanks = source[position...].prefix(while: \.isWhitespace)
    position += blanks.count
    return !blanks.isEmpty
  }

  /// Whether the text is next; then it is read.
  private mutating func skip(_ text: String) -> Bool {
    guard source[position...].starts(with: text) else { return false }
    position += text.count
    return true
  }
}

/// Nobody nests a formula this deep, and each level takes room on the stack.
private let deepest = 24

/// Pieces of a formula side by side: a line of it, or what stands in a pair of braces.
struct FormulaLine: Sendable {
  /// How densely the signs are set.
  enum Style {
    case display
    /// In a fraction: no spaces around `·` and `×`, so that it is seen what belongs together.
    case fraction
    /// In an index or a power: none around any operator or relation.
    case script
  }

  private(set) var pieces: [FormulaPiece] = []
  let style: Style
  /// The brackets and bars that are open.
  private var openings: [(index: Int, isBar: Bool)] = []

  init(style: Style = .display) { self.style = style }

  var text: String { text(pieces.indices) }

  /// The text of some of the pieces.
  func text(_ range: Range<Int>) -> String {
    range.map { index in
      let gap = index == range.lowerBound ? 0 : pieces[index - 1].gap(to: pieces[index])
      return String(repeating: " ", count: gap) + pieces[index].text
    }.joined()
  }

  mutating func append(_ piece: FormulaPiece) {
    var piece = piece
    let isAfterOperand = piece.gapBefore < 2 && pieces.last?.endsOperand == true
    switch piece.kind {
    case .binary where !isAfterOperand:
      piece.kind = .sign
    case .binary, .relation:
      piece.isTight = piece.isTight || tightens(piece)
    case .bar:
      let isOpen =
        openings.last.map { $0.isBar && pieces[$0.index].text.first == piece.text.first } ?? false
      piece.kind = isOpen && isAfterOperand ? .closing : .opening
      if piece.kind == .closing { openings.removeLast() } else { open(isBar: true) }
    case .opening:
      open(isBar: false)
    case .closing:
      closeBars()
      _ = openings.popLast()
    default:
      break
    }
    pieces.append(piece)
  }

  /// To be called after the last piece.
  mutating func end() {
    while !openings.isEmpty {
      closeBars()
      _ = openings.popLast()
    }
    bracketFractions()
  }

  private mutating func open(isBar: Bool) { openings.append((pieces.count, isBar)) }

  /// A bar that nothing closed divides, as in `{x | x > 0}`.
  private mutating func closeBars() {
    while let last = openings.last, last.isBar {
      pieces[last.index].kind = .relation
      pieces[last.index].isTight = tightens(pieces[last.index])
      openings.removeLast()
    }
  }

  private func tightens(_ piece: FormulaPiece) -> Bool {
    switch style {
    case .display: false
    case .fraction: piece.isTimes
    case .script: true
    }
  }

  /// Brackets for fractions that are one factor of several.
  private mutating func bracketFractions() {
    for index in pieces.indices where pieces[index].shape == .quotient {
      let before = index == 0 || pieces[index].gapBefore > 1 ? nil : pieces[index - 1]
      let after = index + 1 == pieces.count ? nil : pieces[index + 1]
      let isBesideFactor =
        before.map { $0.endsOperand || $0.kind == .function || $0.text == "/" } ?? false
        || after.map { $0.gapBefore < 2 && ($0.beginsOperand || "/!".contains($0.text)) } ?? false
      if isBesideFactor { pieces[index].bracket() }
    }
  }

  /// What the whole line would be as part of a product.
  var shape: FormulaPiece.Shape {
    var factors = 0
    var depth = 0
    var shape = FormulaPiece.Shape.factor
    for (index, piece) in pieces.enumerated() {
      if piece.kind == .closing { depth = max(0, depth - 1) }
      if depth == 0 {
        let before = index == 0 ? nil : pieces[index - 1]
        switch piece.kind {
        case .ordinary:
          if before?.isContinued(by: piece) != true { factors += 1 }
          shape = max(shape, piece.shape)
        case .inner:
          factors += 1
          shape = max(shape, piece.shape)
        case .opening:
          // A subscript belongs to its array, an argument to its function.
          let isSubscript = before?.endsOperand == true && piece.text.hasPrefix("[")
          if !isSubscript, before?.kind != .function { factors += 1 }
        case .function where index + 1 < pieces.count && pieces[index + 1].text == "(":
          factors += 1
        case .binary where piece.isTimes, .closing, .prefix:
          break
        default:
          shape = .sum
        }
      }
      if piece.kind == .opening { depth += 1 }
    }
    return factors > 1 ? (shape > .product ? .sum : .product) : shape
  }
}

extension FormulaPiece {
  /// The line as one piece.
  init(_ line: FormulaLine) {
    if let piece = line.pieces.first, line.pieces.count == 1, piece.kind == .inner {
      self = piece
    } else {
      self.init(line.text, .ordinary, shape: line.shape)
    }
  }

  /// Numerator and denominator with a stroke between them.
  ///
  /// A product above the stroke needs no brackets, below it does: `a·b / (c·d)`.
  init(fraction above: FormulaLine, over below: FormulaLine) {
    let isShort = above.shape == .factor && below.shape == .factor
    let numerator = above.shape > .product ? "(\(above.text))" : above.text
    let denominator = below.shape > .factor ? "(\(below.text))" : below.text
    self.init(numerator + (isShort ? "/" : " / ") + denominator, .inner, shape: .quotient)
  }

  mutating func bracket() {
    text = "(\(text))"
    shape = .factor
  }

  fileprivate var isTimes: Bool { kind == .binary && (text == "·" || text == "×") }

  fileprivate var beginsOperand: Bool {
    switch kind {
    case .ordinary, .prefix, .inner, .opening, .function, .operator, .limits: true
    default: false
    }
  }
}

/// A piece of a formula that is not taken apart again: a letter with its index, a sign, a bracket,
/// a whole fraction.
struct FormulaPiece: Sendable {
  /// What the piece is to its neighbours. It decides the spaces around it.
  enum Kind {
    case ordinary
    /// Belongs to what follows, as ∂ does.
    case prefix
    /// Something longer that stands off from its neighbours: dots, a fraction.
    case inner
    /// A function with a name, as log.
    case function
    /// A large operator, as Σ.
    case `operator`
    /// An operator with what it runs over behind it.
    case limits
    case binary
    /// A binary operator that has nothing to its left.
    case sign
    case relation
    case opening, closing
    /// Opens, closes or divides; which, the line finds out.
    case bar
    case punctuation
  }

  /// What the piece would be as part of a product. Brackets go around what would fall apart.
  enum Shape: Comparable { case factor, product, quotient, sum }

  enum Script { case none, small, plain }

  var text: String
  var kind: Kind
  var shape = Shape.factor
  /// The form of the piece's indices.
  var script = Script.none
  /// Whether the sign has no spaces around it.
  var isTight = false
  /// The blanks that the source asks for before the piece.
  var gapBefore = 0

  init(_ text: String, _ kind: Kind, shape: Shape = .factor) {
    self.text = text
    self.kind = kind
    self.shape = shape
  }

  /// Whether what follows is on the right of something, so that a minus takes it away.
  var endsOperand: Bool {
    switch kind {
    case .ordinary, .prefix, .inner, .closing: true
    default: false
    }
  }

  /// Whether both are parts of one name or number, as the letters of `kh`.
  func isContinued(by next: FormulaPiece) -> Bool {
    guard kind == .ordinary, next.kind == .ordinary, next.gapBefore == 0, script == .none,
      let last = text.last, let first = next.text.first
    else { return false }
    return last.isDigit && (first.isDigit || first == ".")
      || last == "." && first.isDigit
      || last.isLatin && (first.isLatin || first.isDigit)
  }

  /// How many blanks stand between two pieces.
  func gap(to next: FormulaPiece) -> Int {
    if kind == .opening || next.kind == .closing || next.kind == .punctuation { return 0 }
    if next.gapBefore > 1 { return next.gapBefore }
    if isTight || next.isTight || kind == .sign || kind == .prefix { return 0 }
    switch (kind, next.kind) {
    case (.relation, .relation): return 0
    case (.limits, .binary), (.limits, .relation): return 1
    case (.limits, _): return 2
    case (.function, _) where next.text.hasPrefix("(") || next.text.hasPrefix("["): return 0
    case (.ordinary, .ordinary), (.ordinary, .prefix), (.ordinary, .opening),
      (.closing, .ordinary), (.closing, .prefix), (.closing, .opening):
      let begin = next.text.first
      let runsOn = script == .plain && (begin?.isLetter == true || begin?.isNumber == true)
      return runsOn ? 1 : next.gapBefore
    default: return 1
    }
  }
}

extension Character {
  fileprivate var isDigit: Bool { "0"..."9" ~= self }
  fileprivate var isLatin: Bool { isASCII && isLetter }
}

import Foundation

/// Holds what a cell printed against what is recorded: text word by word, numbers within a
/// tolerance.
///
/// Numbers with a decimal point or an exponent may differ by 1e-3 of the recorded one, or by 1e-6
/// near zero; the cell's `tolerance` replaces the 1e-3. Whole numbers must be equal, unless the cell
/// names a tolerance: a count that is off by one is wrong however large it is. `nan` agrees with
/// `nan` alone, whatever its sign, and `inf` with `inf` of the same sign. In a `masked` cell
/// every number counts as equal to every other, and so do the units of times. A line that begins with
/// `~` differs from machine to machine: it must be there, and is not compared. Blanks at the end of a
/// line don't count, nor does how many there are between words. What a number is, `OutputPiece` says.
struct OutputComparison {
  let tolerance: Double?
  let isMasked: Bool

  init(_ options: CellOptions) {
    tolerance = options.tolerance
    isMasked = options.isMasked
  }

  /// Whether the two texts say the same.
  func agree(_ recorded: String, _ printed: String) -> Bool {
    let (old, new) = (Line.all(recorded), Line.all(printed))
    return old.count == new.count && zip(old, new).allSatisfy(agree)
  }

  /// The most lines that are looked through for those that moved. Beyond that the time would grow
  /// with their square; so many changed lines nobody reads anyway.
  static let mostMovedLines = 2000

  /// What has changed, line by line, in the order of reading.
  func differences(_ recorded: String, _ printed: String) -> [LineChange] {
    var old = Line.all(recorded)[...]
    var new = Line.all(printed)[...]
    var before: [LineChange] = []
    var after: [LineChange] = []
    while let first = old.first, let other = new.first, agree(first, other) {
      before.append(.same(recorded: first.text, printed: other.text))
      old.removeFirst()
      new.removeFirst()
    }
    while let last = old.last, let other = new.last, agree(last, other) {
      after.append(.same(recorded: last.text, printed: other.text))
      old.removeLast()
      new.removeLast()
    }
    return before + changes(Array(old), Array(new)) + after.reversed()
  }

  private func changes(_ old: [Line], _ new: [Line]) -> [LineChange] {
    guard old.count + new.count <= Self.mostMovedLines else {
      return old.map { .recorded($0.text) } + new.map { .printed($0.text) }
    }
    var removed = Set<Int>()
    var inserted = Set<Int>()
    for change in new.difference(from: old, by: { agree($0, $1) }) {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    var result: [LineChange] = []
    var (i, j) = (0, 0)
    while i < old.count || j < new.count {
      if i < old.count, removed.contains(i) {
        result.append(.recorded(old[i].text))
        i += 1
      } else if j < new.count, inserted.contains(j) {
        result.append(.printed(new[j].text))
        j += 1
      } else {
        result.append(.same(recorded: old[i].text, printed: new[j].text))
        i += 1
        j += 1
      }
    }
    return result
  }

  /// The numbers that are too far apart, in lines that differ in nothing but their numbers.
  func numberDifferences(_ changes: [LineChange]) -> [NumberDifference] {
    var differences: [NumberDifference] = []
    var line = 0
    for pair in LinePair.pairs(changes) {
      guard let recorded = pair.recorded else { continue }
      line += 1
      guard let printed = pair.printed, !pair.agrees else { continue }
      let (old, new) = (OutputPiece.pieces(of: recorded), OutputPiece.pieces(of: printed))
      let numbers = zip(old, new).compactMap { pieces -> (OutputNumber, OutputNumber)? in
        guard case (.number(let old), .number(let new)) = pieces else { return nil }
        return (old, new)
      }
      let texts = zip(old, new).count { agree($0, $1) && $0.isText }
      guard old.count == new.count, numbers.count + texts == old.count else { continue }
      differences += numbers.filter { !agree($0, $1) }.map { old, new in
        NumberDifference(
          line: line, recorded: old.text, printed: new.text,
          difference: (old.value - new.value).magnitude, allowed: allowance(old, new))
      }
    }
    return differences
  }

  /// The lines of an output; blanks at the end don't count. The character zero is another one in
  /// Markdown.
  static func lines(_ text: String) -> [String] {
    var lines = text.replacing("\0", with: "\u{FFFD}")
      .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map {
        String($0.reversed().drop(while: \.isWhitespace).reversed())
      }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  /// A line, and the pieces that it is compared by.
  private struct Line {
    let text: String
    let pieces: [OutputPiece]

    static func all(_ text: String) -> [Line] {
      OutputComparison.lines(text).map { Line(text: $0, pieces: OutputPiece.pieces(of: $0)) }
    }
  }

  private func agree(_ recorded: Line, _ printed: Line) -> Bool {
    if recorded.text.hasPrefix("~"), printed.text.hasPrefix("~") { return true }
    return recorded.pieces.count == printed.pieces.count
      && zip(recorded.pieces, printed.pieces).allSatisfy(agree)
  }

  private func agree(_ recorded: OutputPiece, _ printed: OutputPiece) -> Bool {
    switch (recorded, printed) {
    case (.text(let old), .text(let new)):
      old == new || isMasked && UnitOfTime.areUnits(old, new)
    case (.number(let old), .number(let new)): agree(old, new)
    default: false
    }
  }

  private func agree(_ recorded: OutputNumber, _ printed: OutputNumber) -> Bool {
    if isMasked || recorded.isEqual(to: printed) { return true }
    let allowed = allowance(recorded, printed)
    return allowed > 0 && (recorded.value - printed.value).magnitude <= allowed
  }

  /// How far a number may be from the recorded one.
  private func allowance(_ recorded: OutputNumber, _ printed: OutputNumber) -> Double {
    guard recorded.value.isFinite && printed.value.isFinite else { return 0 }
    if recorded.isWhole && printed.isWhole && tolerance == nil { return 0 }
    return max(1e-6, (tolerance ?? 1e-3) * recorded.value.magnitude)
  }
}

extension OutputPiece {
  fileprivate var isText: Bool { if case .text = self { true } else { false } }
}

/// What a time may be measured in. In a masked cell it may come in another unit.
private enum UnitOfTime {
  /// The sign for a millionth comes as a sign of its own and as the Greek letter.
  private static let units: Set = ["ns", "µs", "μs", "us", "ms", "s"]

  /// Whether both texts are units, with the same punctuation after them: "ms," and "µs,".
  static func areUnits(_ a: String, _ b: String) -> Bool {
    let (unitA, unitB) = (a.prefix { $0.isLetter }, b.prefix { $0.isLetter })
    return units.contains(String(unitA)) && units.contains(String(unitB))
      && a.dropFirst(unitA.count) == b.dropFirst(unitB.count)
  }
}

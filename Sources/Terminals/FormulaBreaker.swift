extension FormulaLine {
  /// The line in as many as the width asks for, those that continue it indented.
  func broken(to width: Int) -> [String] {
    lines(pieces.indices, width: width, indentation: 0, at: .gap, places: breakPlaces)
  }

  /// The line cut where a line of prose may end, with the blanks there as parts of their own: where
  /// something is set apart, and after relations and operators, to show that more is to come.
  var parts: [String] {
    let places = breakPlaces
    var parts: [String] = []
    var start = 0
    for index in pieces.indices.dropFirst() {
      guard places[index] == .gap || ![nil, .gap].contains(places[index - 1]) else { continue }
      let gap = pieces[index - 1].gap(to: pieces[index])
      parts += [text(start..<index), String(repeating: " ", count: gap)]
      start = index
    }
    return parts + [text(start..<pieces.count)]
  }

  /// Where a line may break, the best place first.
  private enum BreakPlace: Int {
    /// Before something set apart, as a condition is.
    case gap
    case relation, sum, product
  }

  /// What begins a new line well. Nothing does inside brackets.
  private var breakPlaces: [BreakPlace?] {
    var depth = 0
    return pieces.map { piece in
      if piece.kind == .closing { depth = max(0, depth - 1) }
      defer { if piece.kind == .opening { depth += 1 } }
      if depth > 0 || piece.isTight { return nil }
      switch piece.kind {
      case .closing, .punctuation: return nil
      case _ where piece.gapBefore > 1: return .gap
      case .relation: return .relation
      case .binary: return "+−±∓".contains(piece.text) ? .sum : .product
      default: return nil
      }
    }
  }

  private func lines(
    _ range: Range<Int>, width: Int, indentation: Int, at place: BreakPlace,
    places: [BreakPlace?]
  ) -> [String] {
    let text = text(range)
    if indentation + text.displayWidth <= width {
      return [String(repeating: " ", count: indentation) + text]
    }
    let hang = place == .gap ? indentation : indentation + 2
    var lines: [String] = []
    var start = range.lowerBound
    while start < range.upperBound {
      let indentation = start == range.lowerBound ? indentation : hang
      let ends = (start + 1..<range.upperBound).filter { places[$0] == place } + [range.upperBound]
      let fitting = ends.prefix { indentation + self.text(start..<$0).displayWidth <= width }
      let end = fitting.last ?? ends[0]
      if let next = BreakPlace(rawValue: place.rawValue + 1) {
        lines += self.lines(
          start..<end, width: width, indentation: indentation, at: next, places: places)
      } else {
        lines += linesAtBlanks(start..<end, width: width, indentation: indentation)
      }
      start = end
    }
    return lines
  }

  private func linesAtBlanks(_ range: Range<Int>, width: Int, indentation: Int) -> [String] {
    let text = text(range)
    let isShort = indentation + text.displayWidth <= width
    let hang = isShort ? indentation : indentation + 2
    let lines = LineBreaker.lines([TextRun(text: text)], width: width - hang)
    return lines.enumerated().map { index, line in
      String(repeating: " ", count: index == 0 ? indentation : hang) + line.text(.plain)
    }
  }
}

import Tensors

/// The grids of a step that gathers: for each plane of the kernel the input with the window, the kernel and
/// the products, and the result as far as it is known.
struct GatheringPanels {
  let result: Operand
  let place: [Int]
  let rule: Gathering.Rule
  let terms: [Term]
  let meetings: [Gathering.Meeting]

  init(
    result: Operand, place: [Int], rule: Gathering.Rule, terms: [Term],
    _ meetings: [Gathering.Meeting]
  ) {
    (self.result, self.place, self.rule) = (result, place, rule)
    (self.terms, self.meetings) = (terms, meetings)
  }

  var rows: [[Panel]] {
    let known = result.values.offset(of: place) + 1
    let last = PanelMaker(result, known: known)
      .panel(PanelMaker.plane(of: place), marks: [place: .current], joint: "→")
    var rows = groups.map(row)
    if rows.count == 1 { rows[0].append(last) } else { rows.append([last]) }
    return rows
  }

  /// The terms of each plane of the first factor, in order.
  private var groups: [Range<Int>] {
    var groups: [Range<Int>] = []
    for number in terms.indices {
      let plane = PanelMaker.plane(of: terms[number].factors[0].place)
      if let group = groups.last,
        PanelMaker.plane(of: terms[group.lowerBound].factors[0].place) == plane
      {
        groups[groups.count - 1] = group.lowerBound..<number + 1
      } else {
        groups.append(number..<number + 1)
      }
    }
    return groups
  }

  private func row(_ group: Range<Int>) -> [Panel] {
    let meeting = meetings[group.lowerBound]
    // The input, which the window is marked in, is the last factor, and stands first.
    var panels = meeting.indices.reversed().map { factor in
      var marks: [[Int]: Cell.Mark] = [:]
      for number in group { marks[terms[number].factors[factor].place] = .used }
      if rule == .maximum, let winner = terms.winner {
        marks[winner.factors[factor].place] = .winner
      }
      return PanelMaker(meeting[factor].operand).panel(
        PanelMaker.plane(of: meeting[factor].place), marks: marks,
        joint: factor == meeting.count - 1 ? "" : "·")
    }
    if meeting.count > 1 { panels.append(.products(terms[group])) }
    return panels
  }
}

extension Panel {
  /// The products, each where the number of its first factor lies in that one's plane.
  static func products(_ terms: ArraySlice<Term>) -> Panel {
    let places = terms.map { PanelMaker.rowAndColumn($0.factors[0].place) }
    let (top, left) = (places.map(\.row).min() ?? 0, places.map(\.column).min() ?? 0)
    let height = (places.map(\.row).max() ?? 0) - top + 1
    let width = (places.map(\.column).max() ?? 0) - left + 1
    var cells = Array(repeating: Array(repeating: Cell(text: ""), count: width), count: height)
    let format = NumberFormat(terms.filter { !$0.meetsZeroPadding }.map(\.product))
    for (term, place) in zip(terms, places) {
      cells[place.row - top][place.column - left] =
        term.isLeftOut
        ? Cell(text: term.meetsZeroPadding ? "0" : format.text(term.product), padding: .zero)
        : Cell(text: format.text(term.product), mark: .used)
    }
    return Panel(joint: "=", title: "products", cells: cells)
  }
}

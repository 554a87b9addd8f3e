import Tensors

/// The lines under a step that gathers: the formula with the places of its numbers, with the numbers put
/// in, and the sums on the way.
struct GatheringWords {
  let result: Operand
  let place: [Int]
  let start: Factor?
  let rule: Gathering.Rule
  let terms: [Term]
  let total: Float

  /// From how many terms on the places are left to the grids.
  private static let mostLabels = 32

  var title: String {
    "\(result.label(place)) \(NumberWords.equals([total])) \(NumberWords.text(total))"
  }

  var lines: [PageLine] {
    let (head, last) = (result.label(place), NumberWords.text(total))
    let added = terms.filter { !$0.isLeftOut }
    guard !added.isEmpty || start != nil else {
      let reason =
        rule == .maximum ? "there is nothing but padding under the window" : "nothing is added"
      return [PageLine(head: "\(head) =", parts: ["\(last),", "for \(reason)"])]
    }
    let labels = added.map { $0.factors.map(\.label).joined(separator: "·") }
    let numbers = added.map { term in
      term.factors.count == 1
        ? NumberWords.operand(term.factors[0].value)
        : term.factors.map { NumberWords.operand($0.value) }.joined(separator: "·")
    }
    let bias = start.map { [$0.value] } ?? []
    var lines: [PageLine] = []
    var chain = NumberWords.Chain()
    func add(_ parts: [String], of written: [Float]) {
      let sign = chain.sign(written)
      lines.append(PageLine(head: lines.isEmpty ? "\(head) \(sign)" : sign, parts: parts))
    }
    if labels.count <= Self.mostLabels {
      add(whole((start.map { [$0.label] } ?? []) + labels), of: [])
    }
    add(
      whole(bias.map(NumberWords.text) + numbers),
      of: bias + added.flatMap { $0.factors.map(\.value) }
    )
    // A single product is its sum.
    if added.contains(where: { $0.factors.count > 1 }), added.count > 1 || start != nil {
      let products = added.map(\.product)
      add(
        whole(bias.map(NumberWords.text) + products.map(NumberWords.operand)), of: bias + products)
    }
    if case .mean(let count) = rule, let sum = added.last?.after {
      add(["\(NumberWords.text(sum)) / \(count)"], of: [sum])
    }
    add([last + winner(added)], of: [total])
    if added.count > 1 { lines.append(onTheWay(added)) }
    return lines
  }

  /// The sum, the mean or the maximum of these parts, to be written in a line.
  private func whole(_ parts: [String]) -> [String] {
    switch rule {
    case .sum: NumberWords.sum(parts)
    case .mean(let count): wrapped("(", NumberWords.sum(parts), ") / \(count)")
    case .maximum: wrapped("max(", NumberWords.list(parts), ")")
    }
  }

  private func wrapped(_ before: String, _ parts: [String], _ after: String) -> [String] {
    var parts = parts
    guard let last = parts.indices.last else { return parts }
    parts[0] = before + parts[0]
    parts[last] += after
    return parts
  }

  private func winner(_ added: [Term]) -> String {
    guard rule == .maximum else { return "" }
    return added.winner.map { ", from \($0.factors[0].label)" } ?? ""
  }

  private func onTheWay(_ added: [Term]) -> PageLine {
    let first = start.map { ["\(NumberWords.text($0.value)) (\($0.label))"] } ?? []
    return PageLine(
      head: rule == .maximum ? "largest so far:" : "sums on the way:",
      parts: NumberWords.list(first + added.map { NumberWords.text($0.after) }))
  }
}

extension [Term] {
  /// The first whose number is the maximum of all; NaN counts as the largest.
  var winner: Term? {
    guard let last = last(where: { !$0.isLeftOut }) else { return nil }
    return first { term in
      !term.isLeftOut && (last.after.isNaN ? term.product.isNaN : term.product == last.after)
    }
  }
}

import Tensors

/// The lines under a step that scatters: for each number that it changes, what it was, what is added, and
/// what it is then.
struct ScatteringWords {
  let result: Operand
  let scattered: Factor
  let divisor: Int?
  let terms: [Term]

  var title: String {
    "\(scattered.label) \(NumberWords.equals([scattered.value])) "
      + "\(NumberWords.text(scattered.value)) goes into \(result.name)"
  }

  var lines: [PageLine] {
    let added = terms.filter { !$0.isLeftOut }
    guard !added.isEmpty else {
      return [PageLine(head: "", parts: ["none of it goes anywhere"])]
    }
    return added.map { term in
      let destination = term.destination.map(result.label) ?? ""
      let numbers = term.factors.map { NumberWords.operand($0.value) }.joined(separator: "·")
      let share = divisor.map { "\(numbers) / \($0)" } ?? numbers
      var chain = NumberWords.Chain()
      return PageLine(
        head: "\(destination) \(chain.sign(term.factors.map(\.value) + [term.before]))",
        parts: [
          "\(NumberWords.text(term.before)) + \(share)",
          "\(chain.sign([term.after])) \(NumberWords.text(term.after))",
        ])
    }
  }
}

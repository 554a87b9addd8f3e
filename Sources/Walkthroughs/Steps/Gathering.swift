import Kernels
import Tensors

/// Makes the steps in which one number of the result is gathered: a sum of products, a mean, a maximum.
struct Gathering: Sendable {
  /// What becomes of the numbers.
  enum Rule: Sendable, Equatable {
    /// They are added up.
    case sum
    /// They are added up and divided by how many of them count, at least 1.
    case mean(of: Int)
    /// The largest is taken.
    case maximum
  }

  /// Numbers that are multiplied, and where they are.
  typealias Meeting = [(operand: Operand, place: [Int], origin: [Int]?)]

  let result: Operand
  /// What each number begins with, if not with 0: the bias.
  var start: @Sendable ([Int]) -> Factor? = { _ in nil }
  var rule: @Sendable ([Int]) -> Rule = { _ in .sum }
  /// What meets for the number at a place, in the reference's order.
  let meetings: @Sendable ([Int]) -> [Meeting]

  /// The step about the number at a place.
  ///
  /// - Precondition: it arrives at the result's number.
  func step(at place: [Int]) -> Step {
    let (start, rule, meetings) = (start(place), rule(place), meetings(place))
    var sum = start?.value ?? (rule == .maximum ? -Float.infinity : 0)
    let terms = meetings.map { meeting in
      let factors = meeting.map(Factor.init)
      let product = factors.dropFirst().reduce(factors[0].value) { $0 * $1.value }
      let before = sum
      if !factors.contains(where: { $0.padding == .zero }) {
        sum = rule == .maximum ? (product > sum || product.isNaN ? product : sum) : sum + product
      }
      return Term(
        factors: factors, product: product, destination: place, before: before, after: sum)
    }
    if case .mean(let count) = rule { sum /= Float(count) }
    result.requireNumber(sum, at: place)
    let words = GatheringWords(
      result: result, place: place, start: start, rule: rule, terms: terms, total: sum)
    return Step(
      title: words.title, place: place, terms: terms,
      page: Page(
        title: words.title,
        rows: GatheringPanels(result: result, place: place, rule: rule, terms: terms, meetings)
          .rows,
        lines: words.lines, notes: PaddingNotes.notes(terms, rule)))
  }
}

extension Walkthrough {
  /// Of each number of the result a step.
  init(title: String, formula: String, operands: [Operand], _ gathering: Gathering) {
    let places = Places(gathering.result.values.shape)
    self.init(
      title: title, formula: formula, operands: operands, result: gathering.result,
      places: places, step: { gathering.step(at: places[$0]) })
  }
}

extension Factor {
  /// The number of an operand at a place.
  init(_ number: (operand: Operand, place: [Int], origin: [Int]?)) {
    self.init(
      label: number.operand.label(number.origin ?? number.place), place: number.place,
      value: number.origin.map { number.operand.values[at: $0] } ?? 0,
      padding: number.origin == nil ? .zero : number.origin == number.place ? nil : .repeated)
  }
}

/// What the signs for padding mean, where there are any.
enum PaddingNotes {
  static func notes(_ terms: [Term], _ rule: Gathering.Rule = .sum) -> [String] {
    let paddings = Set(terms.flatMap { $0.factors.compactMap(\.padding) })
    var notes: [String] = []
    if paddings.contains(.zero) {
      switch rule {
      case .sum: notes.append("□ is padding: a zero, so its product is left out")
      case .mean(let count):
        notes.append("□ is padding: it adds nothing; the sum is divided by \(count)")
      case .maximum: notes.append("□ is padding: it can't win, whatever the numbers are")
      }
    }
    if paddings.contains(.repeated) {
      notes.append("' is padding that repeats a number of the input")
    }
    return notes
  }
}

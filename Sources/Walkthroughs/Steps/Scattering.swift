import Tensors

/// Makes the steps in which one number is scattered: each product of it goes to another number of the result.
struct Scattering: Sendable {
  /// A product of the number and where it goes; nil where that place was cut off.
  struct Product {
    /// What the number is multiplied by, and where that is; none if it goes on as it is.
    var weight: (operand: Operand, place: [Int])?
    /// Where it goes if the padding were part of the result.
    let place: [Int]
    /// Where it goes; nil where that is padding.
    let destination: [Int]?
  }

  /// What is scattered.
  let source: Operand
  /// What it is scattered into, as it is in the end.
  let result: Operand
  /// What each number of the result begins with, if not with 0: the bias.
  var start: Operand?
  /// The input that decides where each number goes, if one does, and what is said of its numbers.
  var guide: (operand: Operand, marks: @Sendable ([Int]) -> [[Int]: Cell.Mark])?
  /// By what each number is divided before it goes on, if by anything; at least 1.
  var divisor: @Sendable ([Int]) -> Int? = { _ in nil }
  /// Where a number goes, in the reference's order.
  let products: @Sendable ([Int]) -> [Product]

  /// The result before any step.
  var beginning: Tensor<Float> {
    var beginning = Tensor<Float>.zeros(result.values.shape)
    guard let start else { return beginning }
    for (number, place) in Places(beginning.shape).enumerated() {
      beginning.add(start.values[at: [place[1]]], at: number)
    }
    return beginning
  }

  /// The number at a place of the source as it goes on.
  private func share(_ place: [Int]) -> Float {
    let number = source.values[at: place]
    return divisor(place).map { number / Float($0) } ?? number
  }

  private func value(_ product: Product, _ share: Float) -> Float {
    product.weight.map { $0.operand.values[at: $0.place] * share } ?? share
  }

  /// Adds the products of the number at a place to the result as it is by then.
  func scatter(_ place: [Int], into sums: inout Tensor<Float>) {
    let share = share(place)
    for product in products(place) {
      guard let destination = product.destination else { continue }
      sums.add(value(product, share), at: sums.offset(of: destination))
    }
  }

  /// The step about the number at a place.
  ///
  /// - Parameter before: the result after all steps before this one.
  func step(at place: [Int], before: Tensor<Float>) -> Step {
    let scattered = Factor((source, place, place))
    let share = share(place)
    var sums = before
    let products = products(place)
    let terms = products.map { product in
      let value = value(product, share)
      let old = product.destination.map { sums[at: $0] } ?? 0
      if let destination = product.destination { sums.add(value, at: sums.offset(of: destination)) }
      return Term(
        factors: (product.weight.map { [Factor(($0.operand, $0.place, $0.place))] } ?? [])
          + [scattered],
        product: value, destination: product.destination, before: old,
        after: product.destination.map { sums[at: $0] } ?? 0)
    }
    let words = ScatteringWords(
      result: result, scattered: scattered, divisor: divisor(place), terms: terms)
    let panels = ScatteringPanels(self, scattered, products, terms, before: before, after: sums)
    return Step(
      title: words.title, place: place, terms: terms,
      page: Page(
        title: words.title, rows: panels.rows, lines: words.lines,
        notes: terms.contains { $0.destination == nil }
          ? ["□ would lie outside the result, where the padding was: it goes nowhere"] : []))
  }

  /// Stops the program unless this, which all steps together have made, is the result.
  func requireEqual(_ sums: Tensor<Float>) {
    require(
      zip(sums.scalars, result.values.scalars).allSatisfy { $0.isSame(as: $1) },
      "the walkthrough arrives at \(result.name) =\n\(sums)\nand the reference at\n\(result.values)"
    )
  }
}

extension Tensor<Float> {
  /// Adds to the number that lies so many numbers after the first.
  fileprivate mutating func add(_ number: Float, at offset: Int) {
    withUnsafeMutableScalars { $0[offset] += number }
  }
}

extension Walkthrough {
  /// Of each number that is scattered a step.
  ///
  /// - Precondition: all steps together make the result.
  init(title: String, formula: String, operands: [Operand], _ scattering: Scattering) {
    let places = Places(scattering.source.values.shape)
    let states = ScatteringStates(scattering, places)
    scattering.requireEqual(states.end)
    self.init(
      title: title, formula: formula, operands: operands, result: scattering.result,
      places: places,
      step: { scattering.step(at: places[$0], before: states.result(after: $0)) })
  }
}

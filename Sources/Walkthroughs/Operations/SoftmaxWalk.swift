import Kernels
import RealModule
import ReferenceKernels
public import Tensors

extension Walkthrough {
  // Y[i] = exp(X[i] − m) / Σ j  exp(X[j] − m)      with m = max j  X[j]

  /// `softmax`, a line along the axis a step: the largest number, what is left of each without it, the
  /// exponentials, their sum, the shares.
  ///
  /// The parameters are those of `softmax`.
  public static func softmax(_ x: Tensor<Float>, axis: Int = -1) -> Walkthrough {
    let lines = AxisLines(stoppingUnlessIn: x.shape, axis: axis)
    let axis = axis < 0 ? axis + x.rank : axis
    let input = Operand("X", x, ownAxes: min(1, x.rank))
    let result = Operand("Y", Reference.softmax(x, axis: axis), ownAxes: min(1, x.rank))
    var line = Array(repeating: 1, count: x.rank)
    line[axis] = max(1, lines.size)
    let places = Places(x.shape, inBlocksOf: line)
    return Walkthrough(
      title: "softmax", formula: "Y[i] = exp(X[i] − m) / Σ j  exp(X[j] − m),  m = max j  X[j]",
      operands: [input], result: result, places: places,
      step: { number in
        let line = (0..<lines.size).map { i in
          var place = places[number]
          place[axis] = i
          return place
        }
        return SoftmaxLine(input: input, result: result, places: line).step
      })
  }
}

/// One line of a softmax.
private struct SoftmaxLine {
  let input: Operand
  let result: Operand
  let places: [[Int]]

  var step: Step {
    let numbers = places.map { input.values[at: $0] }
    var m = -Float.infinity
    for number in numbers { m = max(m, number) }
    let left = numbers.map { $0 - m }
    let exponentials = left.map { Float.exp($0) }
    var sum: Float = 0
    for number in exponentials { sum += number }
    let shares = exponentials.map { $0 / sum }
    for (share, place) in zip(shares, places) { result.requireNumber(share, at: place) }
    return Step(
      title: title, place: places[0], terms: [],
      page: Page(
        title: title,
        rows: [
          [
            column("X", numbers, winner: numbers.firstIndex(of: m)),
            column("X − m", left, joint: "→"),
            column("exp", exponentials, joint: "→"),
            column("Y", shares, joint: "→", mark: .current),
          ]
        ],
        lines: lines(m, exponentials, sum, shares)))
  }

  private var title: String {
    guard places.count < input.values.count, let last = places.last else { return "softmax of all" }
    return "softmax from \(input.label(places[0])) to \(input.label(last))"
  }

  private func lines(
    _ m: Float, _ exponentials: [Float], _ sum: Float, _ shares: [Float]
  ) -> [PageLine] {
    let largest = PageLine(
      head: "m \(NumberWords.equals([m]))", parts: ["\(NumberWords.text(m)), the largest"])
    let whole = PageLine(
      head: "Σ \(NumberWords.equals(exponentials))",
      parts: NumberWords.sum(exponentials.map(NumberWords.operand))
        + ["\(NumberWords.equals(exponentials + [sum])) \(NumberWords.text(sum))"])
    return [largest, whole]
      + zip(places, zip(exponentials, shares)).map { place, numbers in
        let (exponential, share) = numbers
        return PageLine(
          head: "\(result.label(place)) \(NumberWords.equals([exponential, sum]))",
          parts: [
            "\(NumberWords.text(exponential)) / \(NumberWords.text(sum))",
            "\(NumberWords.equals([exponential, sum, share])) \(NumberWords.text(share))",
          ])
      }
  }

  private func column(
    _ title: String, _ numbers: [Float], joint: String = "", winner: Int? = nil,
    mark: Cell.Mark = .none
  ) -> Panel {
    let format = NumberFormat(numbers)
    return Panel(
      joint: joint, title: title,
      cells: numbers.enumerated().map { number, value in
        [Cell(text: format.text(value), mark: number == winner ? .winner : mark)]
      })
  }
}

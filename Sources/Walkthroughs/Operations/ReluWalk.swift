import Kernels
import ReferenceKernels
public import Tensors

extension Walkthrough {
  // Y = max(0, X)

  /// `relu`, a number a step.
  ///
  /// - Parameter x: any shape.
  public static func relu(_ x: Tensor<Float>) -> Walkthrough {
    let input = Elementwise.operand("X", x)
    let result = Elementwise.operand("Y", Reference.relu(x))
    return Elementwise(operands: [input], result: result) { place in
      let (old, new) = (input.values[at: place], result.values[at: place])
      return [
        PageLine(head: "\(result.label(place)) =", parts: ["max(0, \(input.label(place)))"]),
        PageLine(
          head: NumberWords.equals([old]),
          parts: ["max(0, \(NumberWords.text(old))) = \(NumberWords.text(new))"]),
      ]
    }.walkthrough(title: "relu", formula: "Y = max(0, X)")
  }

  // dX = 0 where X ≤ 0, and dY elsewhere

  /// The gradient of `relu`, a number a step.
  ///
  /// - Parameters:
  ///   - gradOutput: dY, of the input's shape.
  ///   - x: the input as it was given to `relu`.
  public static func reluBackward(
    _ gradOutput: Tensor<Float>, input x: Tensor<Float>
  ) -> Walkthrough {
    let input = Elementwise.operand("X", x)
    let source = Elementwise.operand("dY", gradOutput)
    let result = Elementwise.operand("dX", Reference.reluBackward(gradOutput, input: x))
    return Elementwise(operands: [source, input], result: result) { place in
      let (x, new) = (input.values[at: place], result.values[at: place])
      // NaN is not below 0, and lets the gradient through.
      let side = x <= 0 ? "which is not above 0" : x > 0 ? "which is above 0" : "which is no number"
      let share =
        "\(source.label(place)) \(NumberWords.equals([new])) \(NumberWords.text(new))"
      return [
        PageLine(
          head: "\(input.label(place)) \(NumberWords.equals([x]))",
          parts: [
            "\(NumberWords.text(x)), \(side):",
            "\(result.label(place)) = \(x <= 0 ? "0" : share)",
          ])
      ]
    }.walkthrough(title: "reluBackward", formula: "dX = 0 where X ≤ 0, and dY elsewhere")
  }
}

/// An operation whose every number comes of those at the same place.
private struct Elementwise: Sendable {
  let operands: [Operand]
  let result: Operand
  /// What is said of the number at a place.
  let lines: @Sendable ([Int]) -> [PageLine]

  /// A tensor of any shape, of which the last two axes are a picture.
  static func operand(_ name: String, _ values: Tensor<Float>) -> Operand {
    Operand(name, values, ownAxes: min(2, values.rank))
  }

  func walkthrough(title: String, formula: String) -> Walkthrough {
    let places = Places(result.values.shape)
    return Walkthrough(
      title: title, formula: formula, operands: operands, result: result, places: places,
      step: { step(number: $0, at: places[$0]) })
  }

  private func step(number: Int, at place: [Int]) -> Step {
    let (plane, value) = (PanelMaker.plane(of: place), result.values[at: place])
    let title =
      "\(result.label(place)) \(NumberWords.equals([value])) \(NumberWords.text(value))"
    let last = PanelMaker(result, known: number + 1)
      .panel(plane, marks: [place: .current], joint: "→")
    return Step(
      title: title, place: place, terms: [],
      page: Page(
        title: title,
        rows: [operands.map { PanelMaker($0).panel(plane, marks: [place: .used]) } + [last]],
        lines: lines(place)))
  }
}

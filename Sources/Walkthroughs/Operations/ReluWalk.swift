import Kernels
import ReferenceKernels
public import Tensors

extension Walkthrough {
  // Y = max(0, X)

  /// `relu`, a number a step.
  public static func relu(_ x: Tensor<Float>) -> Walkthrough {
    let input = Operand("X", x, ownAxes: min(2, x.rank))
    let result = Operand("Y", Reference.relu(x), ownAxes: min(2, x.rank))
    let places = Places(x.shape)
    return Walkthrough(
      title: "relu", formula: "Y = max(0, X)", operands: [input], result: result,
      count: places.count, place: { places[$0] },
      step: { number in
        let place = places[number]
        let (old, new) = (input.values[at: place], result.values[at: place])
        let words = (
          old: NumberWords.text(old), new: NumberWords.text(new), head: result.label(place)
        )
        let title = "\(words.head) \(NumberWords.equals([new])) \(words.new)"
        return Step(
          title: title, place: place, terms: [],
          page: Page(
            title: title,
            rows: [
              [
                PanelMaker(input).panel(PanelMaker.plane(of: place), marks: [place: .used]),
                PanelMaker(result, known: number + 1)
                  .panel(PanelMaker.plane(of: place), marks: [place: .current], joint: "→"),
              ]
            ],
            lines: [
              PageLine(head: "\(words.head) =", parts: ["max(0, \(input.label(place)))"]),
              PageLine(
                head: NumberWords.equals([old]),
                parts: ["max(0, \(words.old)) = \(words.new)"]),
            ]))
      })
  }

  // dX = 0 where X ≤ 0, and dY elsewhere

  /// The gradient of `relu`, a number a step.
  public static func reluBackward(
    _ gradOutput: Tensor<Float>, input x: Tensor<Float>
  ) -> Walkthrough {
    let axes = min(2, x.rank)
    let (input, source) = (Operand("X", x, ownAxes: axes), Operand("dY", gradOutput, ownAxes: axes))
    let result = Operand("dX", Reference.reluBackward(gradOutput, input: x), ownAxes: axes)
    let places = Places(x.shape)
    return Walkthrough(
      title: "reluBackward", formula: "dX = 0 where X ≤ 0, and dY elsewhere",
      operands: [source, input], result: result, count: places.count, place: { places[$0] },
      step: { number in
        let place = places[number]
        let (plane, x) = (PanelMaker.plane(of: place), input.values[at: place])
        let new = NumberWords.text(result.values[at: place])
        let title =
          "\(result.label(place)) \(NumberWords.equals([result.values[at: place]])) \(new)"
        return Step(
          title: title, place: place, terms: [],
          page: Page(
            title: title,
            rows: [
              [
                PanelMaker(source).panel(plane, marks: [place: .used]),
                PanelMaker(input).panel(plane, marks: [place: .used]),
                PanelMaker(result, known: number + 1)
                  .panel(plane, marks: [place: .current], joint: "→"),
              ]
            ],
            lines: [
              PageLine(
                head: "\(input.label(place)) \(NumberWords.equals([x]))",
                parts: [
                  "\(NumberWords.text(x)), which is \(x <= 0 ? "not above" : "above") 0:",
                  "\(result.label(place)) = \(x <= 0 ? "0" : "\(source.label(place)) = \(new)")",
                ])
            ]))
      })
  }
}

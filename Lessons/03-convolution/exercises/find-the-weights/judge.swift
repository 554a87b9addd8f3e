import Judging
import Loupe

typealias Kernel = StudentFunction<Tensor<Float>>

func kernel(_ name: String) -> Kernel {
  Student.function("\(name)()", as: (() -> Tensor<Float>).self)
}

let movedDown = kernel("movedDown")
let againstNeighbours = kernel("againstNeighbours")
let sharper = kernel("sharper")

/// What comes of a picture if each pixel that isn't on the rim becomes what `number` makes of its window.
func answer(_ X: Tensor<Float>, _ number: (_ window: Tensor<Float>) -> Float) -> Tensor<Float> {
  var Y = Tensor<Float>.zeros([X.shape[0] - 2, X.shape[1] - 2])
  for oh in 0..<Y.shape[0] {
    for ow in 0..<Y.shape[1] {
      Y[oh, ow] = number(X[rows: oh..<oh + 3, columns: ow..<ow + 3])
    }
  }
  return Y
}

/// Words about a kernel that is wrong, and what such a kernel makes of a window.
typealias Mistake = (words: String, number: (_ window: Tensor<Float>) -> Float)

/// A picture of multiples of a whole number, so that what is divided by that comes out whole.
func picture(of unit: Float, _ random: inout SeededRandom) -> Tensor<Float> {
  unit * random.wholeTensor([random.whole(in: 5...6), random.whole(in: 7...8)], in: 0...9)
}

func expectKernel(
  _ kernel: Kernel, named name: String, on X: Tensor<Float>,
  makes number: (_ window: Tensor<Float>) -> Float,
  because sum: (_ window: Tensor<Float>) -> String,
  mistakes: [Mistake]
) throws {
  let weights = try kernel()
  try expect(
    weights, hasShape: [3, 3], given: "the kernel \(name)", shapeRule: "three rows of three weights"
  )
  let empty: Mistake = ("All of these are 0. Are all your weights still 0?", { _ in 0 })
  try expect(
    Reference.conv2d(X, weight: weights), equals: answer(X, number),
    given: "a picture of \(X.shape[0])×\(X.shape[1]), with your kernel slid over it",
    because: { place in
      let window = X[rows: place[0]..<place[0] + 3, columns: place[1]..<place[1] + 3]
      return "The window there is\n\(window)\n" + sum(window)
    },
    mistakes: ([empty] + mistakes).map { KnownMistake($0.words, gives: answer(X, $0.number)) })
}

func whole(_ number: Float) -> String { "\(Int(number.rounded()))" }

property("one place down", points: 2) { random in
  func mistake(_ way: String, _ kh: Int, _ kw: Int) -> Mistake {
    ("Your kernel moves the picture one place \(way).", { $0[kh, kw] })
  }
  try expectKernel(
    movedDown, named: "movedDown", on: picture(of: 1, &random), makes: { $0[0, 1] },
    because: { window in
      "In its middle stands \(whole(window[1, 1])). When the picture has moved down, what was above it "
        + "stands there: \(whole(window[0, 1]))."
    },
    mistakes: [
      (
        "Your kernel moves the picture up: it takes each pixel from below. To move a picture down, "
          + "take it from above.", { $0[2, 1] }
      ),
      mistake("to the left", 1, 2), mistake("to the right", 1, 0),
      ("Your kernel leaves the picture where it was.", { $0[1, 1] }),
    ])
}

property("a pixel against its neighbours", points: 3) { random in
  try expectKernel(
    againstNeighbours, named: "againstNeighbours", on: picture(of: 2, &random),
    makes: { $0[1, 1] - ($0[1, 0] + $0[1, 2]) / 2 },
    because: { window in
      let (left, pixel, right) = (window[1, 0], window[1, 1], window[1, 2])
      return "In its middle row, \(whole(pixel)) − (\(whole(left)) + \(whole(right))) / 2 = "
        + "\(whole(pixel - (left + right) / 2))."
    },
    mistakes: [
      (
        "Your kernel subtracts the sum of the two neighbours. Their mean is half of that.",
        { $0[1, 1] - $0[1, 0] - $0[1, 2] }
      ),
      (
        "Your kernel gives twice as much. Its weights add up to 0, as they should, but the pixel "
          + "must count once.", { 2 * $0[1, 1] - $0[1, 0] - $0[1, 2] }
      ),
      (
        "Your kernel says how much darker a pixel is than its neighbours: the signs are the wrong "
          + "way round.", { ($0[1, 0] + $0[1, 2]) / 2 - $0[1, 1] }
      ),
      (
        "Your kernel looks at the neighbours above and below. Left and right stand in the same row "
          + "as the pixel.", { $0[1, 1] - ($0[0, 1] + $0[2, 1]) / 2 }
      ),
      (
        "Your kernel takes the pixel alone. Is 1 / 2 a division of whole numbers? That is 0.",
        { $0[1, 1] }
      ),
    ])
}

property("sharper", points: 3) { random in
  try expectKernel(
    sharper, named: "sharper", on: picture(of: 9, &random), makes: { 2 * $0[1, 1] - $0.sum() / 9 },
    because: { window in
      "All nine add up to \(whole(window.sum())), and their mean is \(whole(window.sum() / 9)). "
        + "2 · \(whole(window[1, 1])) − \(whole(window.sum() / 9)) = "
        + "\(whole(2 * window[1, 1] - window.sum() / 9))."
    },
    mistakes: [
      (
        "Your kernel subtracts the sum of the nine. Their mean is a ninth of that.",
        { 2 * $0[1, 1] - $0.sum() }
      ),
      (
        "Your kernel takes the mean of the eight neighbours. The pixel itself is one of the nine, so "
          + "the middle weight is a ninth less than 2.",
        { 2 * $0[1, 1] - ($0.sum() - $0[1, 1]) / 8 }
      ),
      (
        "The eight weights around the middle are right. The middle one isn't: the pixel itself is one "
          + "of the nine, so a ninth of it is subtracted too.",
        { 2 * $0[1, 1] - ($0.sum() - $0[1, 1]) / 9 }
      ),
      (
        "Your kernel takes the pixel once. Where all nine are alike, it makes them 0.",
        { $0[1, 1] - $0.sum() / 9 }
      ),
      ("Your kernel blurs: it is the mean alone.", { $0.sum() / 9 }),
      (
        "Your kernel takes the pixel twice and subtracts nothing. Is 1 / 9 a division of whole numbers? "
          + "That is 0.", { 2 * $0[1, 1] }
      ),
    ])
}

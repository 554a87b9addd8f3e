import Judging
import Loupe

let maxPool = Student.function(
  "maxPool(_:k:s:)", as: ((Tensor<Float>, Int, Int) -> Tensor<Float>).self,
  parameters: ["X", "k", "s"])

func sizes(_ X: Tensor<Float>, _ k: Int, _ s: Int) -> String {
  "X of \(X.shape[0])×\(X.shape[1]), k = \(k), s = \(s)"
}

func outputShape(_ X: Tensor<Float>, _ k: Int, _ s: Int) -> [Int] {
  [(X.shape[0] - k) / s + 1, (X.shape[1] - k) / s + 1]
}

func shapeRule(_ X: Tensor<Float>, _ k: Int, _ s: Int) -> String {
  let shape = outputShape(X, k, s)
  return "(\(X.shape[0]) − \(k)) / \(s) + 1 = \(shape[0]) down, "
    + "(\(X.shape[1]) − \(k)) / \(s) + 1 = \(shape[1]) across, where the quotient is rounded down"
}

/// What `number` makes of each place of the answer; it is given the numbers of a window that begins where
/// `start` says. Nothing where a window would reach beyond X: such a mistake crashes.
func slide(
  _ X: Tensor<Float>, _ k: Int, _ s: Int,
  from start: (_ oh: Int, _ ow: Int) -> (Int, Int), _ number: ([Float]) -> Float
) -> Tensor<Float> {
  var Y = Tensor<Float>.zeros(outputShape(X, k, s))
  for oh in 0..<Y.shape[0] {
    for ow in 0..<Y.shape[1] {
      let (row, column) = start(oh, ow)
      guard row + k <= X.shape[0], column + k <= X.shape[1] else { return .zeros([0]) }
      let (rows, columns) = (row..<row + k, column..<column + k)
      Y[oh, ow] = number(X[rows: rows, columns: columns].scalars)
    }
  }
  return Y
}

func largest(_ numbers: [Float]) -> Float { numbers.reduce(-.infinity, max) }

func mistakes(_ X: Tensor<Float>, _ k: Int, _ s: Int) -> [KnownMistake] {
  func here(_ oh: Int, _ ow: Int) -> (Int, Int) { (oh * s, ow * s) }
  var known = [
    KnownMistake(
      "Y is all zeros. Is anything compared in it?", gives: .zeros(outputShape(X, k, s))),
    KnownMistake(
      "This is right where a window holds a number above 0, and 0 where it doesn't: your largest number "
        + "begins as 0. Begin with the first number of the window.",
      gives: slide(X, k, s, from: here) { max(0, largest($0)) }),
    KnownMistake(
      "This is the smallest number of each window.",
      gives: slide(X, k, s, from: here) { -largest($0.map(-)) }),
    KnownMistake(
      "This is the mean of each window. Asked for is its largest number.",
      gives: slide(X, k, s, from: here) { $0.reduce(0, +) / Float($0.count) }),
    KnownMistake(
      "This is the sum of each window. Asked for is its largest number.",
      gives: slide(X, k, s, from: here) { $0.reduce(0, +) }),
    KnownMistake(
      "This is the first number of each window. Are the others compared with it, those in its last row and "
        + "column too? 0..<k already leaves k out.",
      gives: slide(X, k, s, from: here) { $0[0] }),
    KnownMistake(
      "This is the last number of each window, as if each took the place of the one before. Keep the "
        + "larger of the two.",
      gives: slide(X, k, s, from: here) { $0[$0.count - 1] }),
    KnownMistake(
      "All of these come from the top left window: the window doesn't move. That of Y[oh, ow] begins at "
        + "X[oh·s, ow·s].",
      gives: slide(X, k, s, from: { _, _ in (0, 0) }, largest)),
  ]
  // Of a window of two by two, that leaves the first number.
  if k > 2 {
    known.append(
      KnownMistake(
        "This is what comes out when the last row and the last column of each window are left out. 0..<k "
          + "already leaves k out.",
        gives: slide(X, k, s, from: here) { window in
          largest(
            window.indices.filter { $0 / k < k - 1 && $0 % k < k - 1 }.map { window[$0] })
        }))
  }
  if s > 1 {
    known.append(
      KnownMistake(
        "The size is right, but the windows move by 1. The window of Y[oh, ow] begins at X[oh·s, ow·s].",
        gives: slide(X, k, s, from: { ($0, $1) }, largest)))
  }
  if s != k {
    known.append(
      KnownMistake(
        "The size is right, but the windows move by k. The window of Y[oh, ow] begins at X[oh·s, ow·s].",
        gives: slide(X, k, s, from: { ($0 * k, $1 * k) }, largest)))
  }
  if X.shape[0] == X.shape[1] {
    known.append(
      KnownMistake(
        "These are the right numbers with rows and columns exchanged. The row comes first: "
          + "X[oh·s + kh, ow·s + kw].",
        gives: slide(X, k, s, from: { (oh, ow) in (ow * s, oh * s) }, largest)))
  }
  return known
}

func expectMaximum(_ X: Tensor<Float>, k: Int, s: Int) throws {
  try expect(
    maxPool(X, k, s),
    equals: Reference.maxPool2d(X, kernelSize: PerAxis([k]), stride: PerAxis([s])),
    given: sizes(X, k, s),
    workedOut: .maxPool2d(X, kernelSize: PerAxis([k]), stride: PerAxis([s])),
    shapeRule: shapeRule(X, k, s), mistakes: mistakes(X, k, s))
}

/// A picture of numbers of which none is there twice, all above 0: each mistake shows.
func picture(_ height: Int, _ width: Int, _ random: inout SeededRandom) -> Tensor<Float> {
  Tensor(shape: [height, width], (1...height * width).map(Float.init).shuffled(using: &random))
}

// On squares, so that rows and columns exchanged don't stop it. First with windows smaller than the stride:
// there a size of X / s is wrong, too, and doesn't lead beyond X.
property("the size of the answer", points: 1) { random in
  let eight = picture(8, 8, &random)
  try expect(
    maxPool(eight, 2, 3), hasShape: outputShape(eight, 2, 3), given: sizes(eight, 2, 3),
    shapeRule: shapeRule(eight, 2, 3))
  let (side, k, s) = (
    random.whole(in: 6...8), random.whole(in: 2...3), random.whole(in: 1...3)
  )
  let X = picture(side, side, &random)
  try expect(
    maxPool(X, k, s), hasShape: outputShape(X, k, s), given: sizes(X, k, s),
    shapeRule: shapeRule(X, k, s))
}

test("the worked example", points: 2) {
  // In the lesson's X several mistakes come out alike, so A is first.
  try expectMaximum(Tensor([[1, 5, 2, 0], [3, 7, 8, 2], [9, 0, 1, 2], [4, 3, 5, 0]]), k: 2, s: 2)
  try expectMaximum(Tensor([[0, 1, 2], [3, 4, 5], [6, 7, 8]]), k: 2, s: 1)
}

property("windows that touch", points: 1) { random in
  let k = random.whole(in: 2...3)
  try expectMaximum(picture(6, 6, &random), k: k, s: k)
}

property("windows that overlap", points: 1) { random in
  let s = random.whole(in: 1...2)
  try expectMaximum(picture(5, 5, &random), k: 3, s: s)
}

property("something left over", points: 1) { random in
  try expectMaximum(picture(5, 5, &random), k: 2, s: random.whole(in: 2...3))
  try expectMaximum(picture(6, 6, &random), k: 3, s: 2)
}

// Four of the 25 are above zero: what begins with 0 is then right in some windows and wrong in others.
property("numbers below zero", points: 2) { random in
  try expectMaximum(picture(5, 5, &random) - 21, k: 2, s: 1)
}

property("pictures that aren't square", points: 1) { random in
  let (short, long) = (random.whole(in: 3...4), random.whole(in: 6...7))
  let isLow = random.whole(in: 0...1) == 0
  try expectMaximum(
    isLow ? picture(short, long, &random) : picture(long, short, &random), k: 2,
    s: random.whole(in: 1...2))
}

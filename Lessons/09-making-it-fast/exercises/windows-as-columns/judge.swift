import Judging
import Loupe

let columns = Student.function(
  "columns(_:_:_:)", as: ((Tensor<Float>, Int, Int) -> Tensor<Float>).self,
  parameters: ["X", "KH", "KW"])

func sizes(_ X: Tensor<Float>, _ KH: Int, _ KW: Int) -> String {
  "X of \(X.shape[0])×\(X.shape[1]), a kernel of \(KH)×\(KW)"
}

func shapeRule(_ X: Tensor<Float>, _ KH: Int, _ KW: Int) -> String {
  let (OH, OW) = (X.shape[0] - KH + 1, X.shape[1] - KW + 1)
  return "a row for each of the \(KH)·\(KW) = \(KH * KW) weights; a column for each place: "
    + "\(X.shape[0]) − \(KH) + 1 = \(OH) down times \(X.shape[1]) − \(KW) + 1 = \(OW) across"
}

/// The right loops, with another number or another place in the matrix; what falls outside is left out.
func laid(
  _ X: Tensor<Float>, _ KH: Int, _ KW: Int,
  number: (_ oh: Int, _ ow: Int, _ kh: Int, _ kw: Int) -> Float,
  row: ((_ kh: Int, _ kw: Int) -> Int)? = nil, column: ((_ oh: Int, _ ow: Int) -> Int)? = nil
) -> Tensor<Float> {
  let (OH, OW) = (X.shape[0] - KH + 1, X.shape[1] - KW + 1)
  var B = Tensor<Float>.zeros([KH * KW, OH * OW])
  for kh in 0..<KH {
    for kw in 0..<KW {
      for oh in 0..<OH {
        for ow in 0..<OW {
          let (i, j) = (row?(kh, kw) ?? kh * KW + kw, column?(oh, ow) ?? oh * OW + ow)
          if i < KH * KW && j < OH * OW { B[i, j] = number(oh, ow, kh, kw) }
        }
      }
    }
  }
  return B
}

func right(_ X: Tensor<Float>, _ KH: Int, _ KW: Int) -> Tensor<Float> {
  laid(X, KH, KW, number: { oh, ow, kh, kw in X[oh + kh, ow + kw] })
}

func turned(_ B: Tensor<Float>) -> Tensor<Float> {
  var T = Tensor<Float>.zeros([B.shape[1], B.shape[0]])
  for i in 0..<B.shape[0] {
    for j in 0..<B.shape[1] { T[j, i] = B[i, j] }
  }
  return T
}

func mistakes(_ X: Tensor<Float>, _ KH: Int, _ KW: Int) -> [KnownMistake] {
  let (OH, OW) = (X.shape[0] - KH + 1, X.shape[1] - KW + 1)
  let windowed = { (oh: Int, ow: Int, kh: Int, kw: Int) in X[oh + kh, ow + kw] }
  var known = [
    KnownMistake(
      "B is all zeros. Is anything written into it?", gives: .zeros([KH * KW, OH * OW])),
    KnownMistake(
      "These are the windows as rows. Here they are columns: the weight's number is the row of B, "
        + "the place's number the column.",
      gives: turned(right(X, KH, KW))),
    KnownMistake(
      "These are the right rows in another order: the weights were counted down the kernel's columns. "
        + "Count in reading order: row kh · KW + kw.",
      gives: laid(X, KH, KW, number: windowed, row: { kh, kw in kw * KH + kh })),
    KnownMistake(
      "These are the right columns in another order: the places were counted downwards first. Count in "
        + "reading order: column oh · OW + ow.",
      gives: laid(X, KH, KW, number: windowed, column: { oh, ow in ow * OH + oh })),
    KnownMistake(
      "All columns hold the top left window: it doesn't move. The window of place oh, ow begins at "
        + "X[oh, ow].",
      gives: laid(X, KH, KW, number: { _, _, kh, kw in X[kh, kw] })),
    KnownMistake(
      "All weights of a window meet one and the same number, X[oh, ow]. The weight kh, kw lies on "
        + "X[oh + kh, ow + kw].",
      gives: laid(X, KH, KW, number: { oh, ow, _, _ in X[oh, ow] })),
    KnownMistake(
      "The columns overlap: a row of places has OW of them, not OH. Column oh · OW + ow.",
      gives: laid(X, KH, KW, number: windowed, column: { oh, ow in oh * OH + ow })),
    KnownMistake(
      "The rows overlap: a row of the kernel has KW weights, not KH. Row kh · KW + kw.",
      gives: laid(X, KH, KW, number: windowed, row: { kh, kw in kh * KH + kw })),
  ]
  if OH == OW { known.remove(at: 6) }
  if KH == KW { known.removeLast() }
  return known
}

func expectColumns(_ X: Tensor<Float>, _ KH: Int, _ KW: Int) throws {
  let B = try columns(X, KH, KW)
  let expected = right(X, KH, KW)
  let OW = X.shape[1] - KW + 1
  // Windows as rows have another shape: say so rather than only that the shape is wrong.
  if B.shape == [expected.shape[1], expected.shape[0]], B.shape != expected.shape {
    try expect(
      B == expected,
      "\(sizes(X, KH, KW)): B is \(B.shape[0])×\(B.shape[1]), and should be "
        + "\(expected.shape[0])×\(expected.shape[1]). That is \(shapeRule(X, KH, KW)). Yours has rows and "
        + "columns exchanged, as if the windows were rows.")
  }
  try expect(B, hasShape: expected.shape, given: sizes(X, KH, KW), shapeRule: shapeRule(X, KH, KW))
  try expect(
    B, equals: expected, given: sizes(X, KH, KW),
    because: { place in
      let (kh, kw) = place[0].quotientAndRemainder(dividingBy: KW)
      let (oh, ow) = place[1].quotientAndRemainder(dividingBy: OW)
      return """
        Row \(place[0]) is weight kh = \(kh), kw = \(kw), as \(place[0]) = \(kh)·\(KW) + \(kw).
        Column \(place[1]) is place oh = \(oh), ow = \(ow), as \(place[1]) = \(oh)·\(OW) + \(ow).
        So B[\(place[0]),\(place[1])] = X[\(oh)+\(kh),\(ow)+\(kw)] = X[\(oh + kh),\(ow + kw)] = \
        \(Int(X[oh + kh, ow + kw])).
        X is
        \(X)
        """
    }, mistakes: mistakes(X, KH, KW))
}

/// A number of the student's, which may be anything: 2, not 2.0.
func text(_ number: Float) -> String {
  number == number.rounded() && abs(number) < 1e6 ? "\(Int(number))" : "\(number)"
}

/// A picture in which each number is another one, so that it shows where each came from.
func picture(_ height: Int, _ width: Int, _ random: inout SeededRandom) -> Tensor<Float> {
  Tensor(shape: [height, width], (1...height * width).map(Float.init).shuffled(using: &random))
}

property("the size of the matrix", points: 1) { random in
  let (X, K) = (random.whole(in: 5...6), 2)
  let expected = [K * K, (X - K + 1) * (X - K + 1)]
  let picture = picture(X, X, &random)
  try expect(
    columns(picture, K, K), hasShape: expected, given: sizes(picture, K, K),
    shapeRule: shapeRule(picture, K, K))
}

test("the worked examples", points: 2) {
  let X = Tensor([[0, 1, 2], [3, 4, 5], [6, 7, 8]])
  try expectColumns(X, 2, 2)
  try expectColumns(X[rows: 0..<2, columns: 0..<3], 2, 2)
}

property("pictures that aren't square", points: 2) { random in
  let (short, long) = (3, random.whole(in: 4...5))
  let isWide = random.whole(in: 0...1) == 0
  try expectColumns(picture(isWide ? short : long, isWide ? long : short, &random), 2, 2)
}

// On a square picture, so that only the kernel isn't. There are as many places as weights, so that windows as
// rows fit, too, and can be named; and more places down than across, or fewer.
property("kernels that aren't square", points: 2) { random in
  let isWide = random.whole(in: 0...1) == 0
  let (KH, KW) = isWide ? (2, 3) : (3, 2)
  try expectColumns(picture(4, 4, &random), KH, KW)
}

// What the matrix is for.
property("times the weights", points: 1) { random in
  let X = picture(4, 4, &random)
  let K = Tensor<Float>(shape: [2, 2], [1, 2, 4, 7].map(Float.init).shuffled(using: &random))
  let B = try columns(X, 2, 2)
  try expect(B, hasShape: [4, 9], given: sizes(X, 2, 2), shapeRule: shapeRule(X, 2, 2))
  let Y = Reference.conv2d(X, weight: K)
  for place in 0..<9 {
    let sum = (0..<4).reduce(Float(0)) { $0 + K.scalars[$1] * B[$1, place] }
    let (oh, ow) = place.quotientAndRemainder(dividingBy: 3)
    let column = (0..<4).map { text(B[$0, place]) }.joined(separator: ", ")
    let window = X[rows: oh..<oh + 2, columns: ow..<ow + 2].scalars.map { "\(Int($0))" }
      .joined(separator: ", ")
    try expect(
      sum == Y[oh, ow],
      """
      with the weights \(K.scalars.map { "\(Int($0))" }.joined(separator: ", ")): column \(place) of B \
      times the weights should be Y[\(oh),\(ow)] = \(Int(Y[oh, ow])), and is \(text(sum)). \
      The window there holds \(window); your column holds \(column).
      X is
      \(X)
      """)
  }
}

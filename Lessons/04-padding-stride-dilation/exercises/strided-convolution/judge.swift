import Judging
import Loupe

let convolve = Student.function(
  "convolve(_:_:s:p:d:)",
  as: ((Tensor<Float>, Tensor<Float>, Int, Int, Int) -> Tensor<Float>).self,
  parameters: ["X", "K", "s", "p", "d"])

/// What comes out if the weights lie elsewhere: `place` says where on X, from the places of the output and of
/// the weight. What isn't on X counts as 0, and so does what `counts` leaves out.
func slide(
  _ X: Tensor<Float>, _ K: Tensor<Float>, _ shape: [Int],
  counts: (_ ih: Int, _ iw: Int) -> Bool = { _, _ in true },
  place: (_ oh: Int, _ ow: Int, _ kh: Int, _ kw: Int) -> (ih: Int, iw: Int)
) -> Tensor<Float> {
  var Y = Tensor<Float>.zeros(shape)
  for oh in 0..<shape[0] {
    for ow in 0..<shape[1] {
      for kh in 0..<K.shape[0] {
        for kw in 0..<K.shape[1] {
          let (ih, iw) = place(oh, ow, kh, kw)
          guard (0..<X.shape[0]).contains(ih), (0..<X.shape[1]).contains(iw), counts(ih, iw) else {
            continue
          }
          Y[oh, ow] += K[kh, kw] * X[ih, iw]
        }
      }
    }
  }
  return Y
}

func expectConvolution(
  _ X: Tensor<Float>, _ K: Tensor<Float>, s: Int = 1, p: Int = 0, d: Int = 1
) throws {
  let (stride, padding, dilation) = (PerAxis([s]), Padding([p]), PerAxis([d]))
  let right = Reference.conv2d(X, weight: K, stride: stride, padding: padding, dilation: dilation)
  /// Where a weight lies along an axis, if it is right.
  func at(_ o: Int, _ k: Int) -> Int { o * s - p + k * d }
  /// The same mistake along both axes.
  func mistake(_ words: String, _ place: @escaping (_ o: Int, _ k: Int) -> Int) -> KnownMistake {
    KnownMistake(
      words, gives: slide(X, K, right.shape) { (place($0, $2), place($1, $3)) })
  }
  /// Rows and columns mixed up.
  func mixed(
    _ words: String,
    _ place: @escaping (_ oh: Int, _ ow: Int, _ kh: Int, _ kw: Int) -> (ih: Int, iw: Int)
  ) -> KnownMistake {
    KnownMistake(words, gives: slide(X, K, right.shape, place: place))
  }
  /// All in the right place, but some of it left out.
  func partly(
    _ words: String, _ counts: @escaping (_ ih: Int, _ iw: Int) -> Bool
  ) -> KnownMistake {
    KnownMistake(
      words, gives: slide(X, K, right.shape, counts: counts) { (at($0, $2), at($1, $3)) })
  }
  var mistakes = [
    KnownMistake(
      "Y is all zeros. Is there any weight that lies on X, by what you filled in?",
      gives: .zeros(right.shape)),
    partly("Row 0 and column 0 are on X, too: >= 0, not > 0.") { $0 > 0 && $1 > 0 },
    partly("Row 0 is on X, too: >= 0, not > 0.") { ih, _ in ih > 0 },
    partly("Column 0 is on X, too: >= 0, not > 0.") { _, iw in iw > 0 },
    partly(
      "The last row and the last column are on X, too. X.shape[0] - 1 is the last row: "
        + "< X.shape[0]."
    ) { $0 < X.shape[0] - 1 && $1 < X.shape[1] - 1 },
    mixed("The column comes from ow. Yours comes from oh.") { oh, _, kh, kw in
      (at(oh, kh), at(oh, kw))
    },
    mixed("The column comes from kw. Yours comes from kh.") { oh, ow, kh, _ in
      (at(oh, kh), at(ow, kh))
    },
    mixed("oh and ow are exchanged: the row comes from oh, the column from ow.") {
      (at($1, $2), at($0, $3))
    },
    mixed("kh and kw are exchanged: the row comes from kh, the column from kw.") {
      (at($0, $3), at($1, $2))
    },
    mixed("Rows and columns are exchanged: ih comes from oh and kh, iw from ow and kw.") {
      (at($1, $3), at($0, $2))
    },
    mistake(
      "The dilation is added to kh, and should be multiplied with it: from one weight to the next "
        + "it is d."
    ) { $0 * s - p + $1 + d },
  ]
  // Of mistakes that give the same, none is named. So only those are listed that can be told apart here.
  if X.shape[1] > X.shape[0] {
    mistakes.append(
      partly(
        "This is what comes out when the columns of X end where its rows do. There are X.shape[1] "
          + "columns."
      ) { _, iw in iw < X.shape[0] })
  }
  if s > 1 {
    mistakes += [
      mistake("This is what comes out without the stride: the windows begin \(s) places apart.") {
        $0 - p + $1 * d
      },
      mistake(
        "The stride is multiplied with the weight's place, too, as in (oh + kh * d) * s. It moves "
          + "the window alone: oh * s."
      ) { ($0 + $1 * d) * s - p },
    ]
  }
  if d > 1 {
    mistakes.append(
      mistake("This is what comes out without dilation: the weights lie \(d) places apart.") {
        $0 * s - p + $1
      })
  }
  if s != d {
    mistakes.append(
      mistake(
        "Stride and dilation are exchanged. The stride goes with oh, the window; the dilation goes with "
          + "kh, the weight."
      ) { $0 * d - p + $1 * s })
  }
  if p > 0 {
    mistakes += [
      mistake(
        "This is what comes out without padding: the first window begins at row and column -\(p), not 0."
      ) { $0 * s + $1 * d },
      mistake(
        "Everything lies \(2 * p) places too far down and to the right. The padding moves the window up and "
          + "to the left: minus p."
      ) { $0 * s + p + $1 * d },
      mistake("The padding moves the window twice as far as it should: it counts once, minus p.") {
        $0 * s - 2 * p + $1 * d
      },
      KnownMistake(
        "The rim holds copies of X's edge here. It should hold zeros: leave out what isn't on X.",
        gives: Reference.conv2d(
          X, weight: K, stride: stride, padding: padding, paddingMode: .replicate, dilation: dilation)),
    ]
  }
  if p > 0, s > 1 {
    mistakes.append(
      mistake(
        "The padding is multiplied by the stride, too, as in (oh - p) * s. The first window begins at -p, "
          + "whatever the stride is."
      ) { ($0 - p) * s + $1 * d })
  }
  try expect(
    convolve(X, K, s, p, d), equals: right,
    given: "X of \(X.shape[0])×\(X.shape[1]), K of \(K.shape[0])×\(K.shape[1]), s = \(s), p = \(p), d = \(d)",
    workedOut: .conv2d(X, weight: K, stride: stride, padding: padding, dilation: dilation),
    mistakes: mistakes)
}

/// A wide picture and a high one, and kernels that aren't square, in which every weight is another number.
func both(_ random: inout SeededRandom, _ body: (Tensor<Float>, Tensor<Float>) throws -> Void) throws {
  for (picture, kernel) in [([5, 8], [3, 2]), ([8, 5], [2, 3])] {
    let weights = (1...6).map(Float.init).shuffled(using: &random)
    try body(random.wholeTensor(picture, in: 1...9), Tensor(shape: kernel, weights))
  }
}

test("without options", points: 1) {
  try expectConvolution(
    Tensor([[0, 1, 2], [3, 4, 5], [6, 7, 8]]), Tensor([[0, 1], [2, 3]]))
}

property("padding", points: 2) { random in
  // With 1 and a dilation of 1, what is added where it should be multiplied takes the padding away.
  for p in [2, 1] {
    try both(&random) { X, K in try expectConvolution(X, K, p: p) }
  }
}

property("stride", points: 2) { random in
  let s = random.whole(in: 2...3)
  try both(&random) { X, K in try expectConvolution(X, K, s: s) }
}

property("dilation", points: 2) { random in
  try both(&random) { X, K in try expectConvolution(X, K, d: 2) }
}

property("all of it at once", points: 3) { random in
  let (s, p) = (random.whole(in: 2...3), random.whole(in: 1...2))
  let d = 5 - s
  try both(&random) { X, K in try expectConvolution(X, K, s: s, p: p, d: d) }
}

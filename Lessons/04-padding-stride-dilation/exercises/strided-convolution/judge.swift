import Judging
import Loupe

let convolve = Student.function(
  "convolve(_:_:s:p:d:)",
  as: ((Tensor<Float>, Tensor<Float>, Int, Int, Int) -> Tensor<Float>).self,
  parameters: ["X", "K", "s", "p", "d"])

/// What comes out if the weights lie elsewhere: `place` says where along an axis, from the output's place
/// and the weight's. What isn't on X counts as 0, and so does what lies beyond `columns`.
func slide(
  _ X: Tensor<Float>, _ K: Tensor<Float>, _ shape: [Int], columns: Int = .max,
  place: (_ o: Int, _ k: Int) -> Int
) -> Tensor<Float> {
  var Y = Tensor<Float>.zeros(shape)
  for oh in 0..<shape[0] {
    for ow in 0..<shape[1] {
      for kh in 0..<K.shape[0] {
        for kw in 0..<K.shape[1] {
          let (ih, iw) = (place(oh, kh), place(ow, kw))
          guard (0..<X.shape[0]).contains(ih), (0..<min(X.shape[1], columns)).contains(iw) else {
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
  func mistake(_ words: String, _ place: @escaping (_ o: Int, _ k: Int) -> Int) -> KnownMistake {
    KnownMistake(words, gives: slide(X, K, right.shape, place: place))
  }
  var mistakes = [
    KnownMistake(
      "Y is all zeros. Is there any weight that lies on X, by what you filled in?",
      gives: .zeros(right.shape))
  ]
  // Of mistakes that give the same, none is named. So only those are listed that can be told apart here.
  if X.shape[1] > X.shape[0] {
    mistakes.append(
      KnownMistake(
        "This is what comes out when the columns of X end where its rows do. There are X.shape[1] columns.",
        gives: slide(X, K, right.shape, columns: X.shape[0]) { $0 * s - p + $1 * d }))
  }
  if s > 1 {
    mistakes.append(
      mistake("This is what comes out without the stride: the windows begin \(s) places apart.") {
        $0 - p + $1 * d
      })
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
  let p = random.whole(in: 1...2)
  try both(&random) { X, K in try expectConvolution(X, K, p: p) }
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

import Judging
import Loupe

let inputGradient = Student.function(
  "inputGradient(_:_:_:s:)",
  as: ((Tensor<Float>, Tensor<Float>, Tensor<Float>, Int) -> Tensor<Float>).self,
  parameters: ["dY", "X", "K", "s"])

/// What a convolution was given, and the prices of what it made.
struct Case {
  let dY: Tensor<Float>
  let X: Tensor<Float>
  let K: Tensor<Float>
  let s: Int

  init(_ random: inout SeededRandom, picture: [Int], kernel: [Int], s: Int = 1) {
    let places = [(picture[0] - kernel[0]) / s + 1, (picture[1] - kernel[1]) / s + 1]
    self.init(
      dY: prices(places, &random), X: random.wholeTensor(picture), K: weights(kernel, &random), s: s)
  }

  init(dY: Tensor<Float>, X: Tensor<Float>, K: Tensor<Float>, s: Int) {
    (self.dY, self.X, self.K, self.s) = (dY, X, K, s)
  }

  var words: String {
    "dY of \(dY.shape[0])×\(dY.shape[1]), X of \(X.shape[0])×\(X.shape[1]), "
      + "K of \(K.shape[0])×\(K.shape[1]), s = \(s)"
  }

  var right: Tensor<Float> {
    Reference.conv2dBackward(dY, input: X, weight: K, stride: PerAxis([s])).gradInput
  }

  /// The right loops around another innermost line.
  func scatter(
    _ line: (_ dX: inout Tensor<Float>, _ oh: Int, _ ow: Int, _ kh: Int, _ kw: Int) -> Void
  ) -> Tensor<Float> {
    var dX = Tensor<Float>.zeros(X.shape)
    for oh in 0..<dY.shape[0] {
      for ow in 0..<dY.shape[1] {
        for kh in 0..<K.shape[0] {
          for kw in 0..<K.shape[1] { line(&dX, oh, ow, kh, kw) }
        }
      }
    }
    return dX
  }

  /// How the right number at a place comes about.
  func because(_ place: [Int]) -> String {
    var products: [String] = []
    _ = scatter { _, oh, ow, kh, kw in
      if oh * s + kh == place[0], ow * s + kw == place[1] {
        products.append(
          "dY[\(oh),\(ow)]·K[\(kh),\(kw)] = \(text(dY[oh, ow]))·\(text(K[kh, kw])) = "
            + text(dY[oh, ow] * K[kh, kw]))
      }
    }
    let pixel = "X[\(place[0]),\(place[1])]"
    guard !products.isEmpty else { return "No window lies over \(pixel), so it pays nothing." }
    return "\(pixel) lies in \(products.count) \(products.count == 1 ? "window" : "windows"), and gets\n"
      + products.map { "  \($0)" }.joined(separator: "\n")
      + (products.count == 1 ? "" : "\nThat adds up to \(text(right[place[0], place[1]])).")
  }

  var mistakes: [KnownMistake] {
    func mistake(
      _ words: String, _ line: @escaping (inout Tensor<Float>, Int, Int, Int, Int) -> Void
    ) -> KnownMistake {
      KnownMistake(words, gives: scatter(line))
    }
    func adding(
      _ words: String, _ share: @escaping (_ oh: Int, _ ow: Int, _ kh: Int, _ kw: Int) -> Float
    ) -> KnownMistake {
      mistake(words) { dX, oh, ow, kh, kw in dX[oh * s + kh, ow * s + kw] += share(oh, ow, kh, kw) }
    }
    var known = [
      mistake("dX is all zeros. Is anything sent out?") { _, _, _, _, _ in },
      mistake(
        "Where windows overlap, you keep only what the last output sent. A pixel pays for all that it "
          + "served: += instead of =."
      ) { dX, oh, ow, kh, kw in dX[oh * s + kh, ow * s + kw] = dY[oh, ow] * K[kh, kw] },
      adding(
        "These are the shares of the kernel turned by half a circle. Here it isn't turned: the pixel "
          + "under K[kh,kw] gets the price times K[kh,kw]."
      ) { oh, ow, kh, kw in dY[oh, ow] * K[K.shape[0] - 1 - kh, K.shape[1] - 1 - kw] },
      adding(
        "The prices are forgotten: this adds up the weights that lay on each pixel. Take each times "
          + "dY[oh, ow]."
      ) { _, _, kh, kw in K[kh, kw] },
      adding(
        "The weights are forgotten: this adds up the prices of the windows that a pixel lies in. Take "
          + "each times K[kh, kw]."
      ) { oh, ow, _, _ in dY[oh, ow] },
      adding(
        "This takes the price times the pixel. That is what a weight pays; a pixel pays the price times "
          + "the weight, K[kh, kw]."
      ) { oh, ow, kh, kw in dY[oh, ow] * X[oh * s + kh, ow * s + kw] },
      adding(
        "Only the last row of dY has sent its prices. Does dX begin as zeros again and again?"
      ) { oh, ow, kh, kw in oh == dY.shape[0] - 1 ? dY[oh, ow] * K[kh, kw] : 0 },
    ]
    // Of a dY this small, the first price may be 0, and then that is all zeros as well.
    if dY.shape[0] > 2 && dY.shape[1] > 2 {
      known.append(
        adding(
          "The last row and the last column of dY send nothing. 0..<dY.shape[0] already leaves the end out."
        ) { oh, ow, kh, kw in
          oh < dY.shape[0] - 1 && ow < dY.shape[1] - 1 ? dY[oh, ow] * K[kh, kw] : 0
        })
    }
    if s > 1 {
      known += [
        mistake(
          "This is right for s = 1. With s = \(s) the window of dY[oh,ow] begins in row oh·\(s), column ow·\(s)."
        ) { dX, oh, ow, kh, kw in dX[oh + kh, ow + kw] += dY[oh, ow] * K[kh, kw] },
        mistake(
          "The kernel moves by s, but its weights lie side by side: oh * s + kh, not oh + kh * s."
        ) { dX, oh, ow, kh, kw in
          let (ih, iw) = (oh + kh * s, ow + kw * s)
          if ih < X.shape[0] && iw < X.shape[1] { dX[ih, iw] += dY[oh, ow] * K[kh, kw] }
        },
      ]
    }
    if K.shape[0] == K.shape[1] {
      known.append(
        adding(
          "Rows and columns of the kernel are exchanged. The row comes first: K[kh, kw]."
        ) { oh, ow, kh, kw in dY[oh, ow] * K[kw, kh] })
    }
    return known
  }

  func expectGradient() throws {
    let answer = try inputGradient(dY, X, K, s)
    try expect(answer, hasShape: X.shape, given: words, shapeRule: "dX is as large as X")
    try expect(answer, equals: right, given: words, because: because, mistakes: mistakes)
  }
}

/// A number as it is printed in a tensor: 2, not 2.0.
func text(_ number: Float) -> String { "\(Tensor(shape: [], [number]))" }

func prices(_ shape: [Int], _ random: inout SeededRandom) -> Tensor<Float> {
  random.wholeTensor(shape, in: 1...5)
}

/// A kernel of which each weight is another number, and none is 0: what is done to it shows.
func weights(_ shape: [Int], _ random: inout SeededRandom) -> Tensor<Float> {
  let numbers = (1...9).map(Float.init).shuffled(using: &random)
  return Tensor(
    shape: shape,
    numbers.prefix(shape.reduce(1, *)).map { random.whole(in: 0...1) == 0 ? $0 : -$0 })
}

test("the worked example", points: 2) {
  let K = Tensor<Float>([[0, 1], [2, 3]])
  try Case(dY: K, X: Tensor([[0, 1, 2], [3, 4, 5], [6, 7, 8]]), K: K, s: 1).expectGradient()
}

// What dX means, without the formula. On whole numbers the difference is exact, and as L is linear in the pixels,
// it holds for a step of 1.
property("one pixel goes up", points: 3) { random in
  let one = Case(&random, picture: [4, 4], kernel: [2, 2])
  let dX = try inputGradient(one.dY, one.X, one.K, 1)
  try expect(dX, hasShape: one.X.shape, given: one.words, shapeRule: "dX is as large as X")
  func L(_ X: Tensor<Float>) -> Float { (one.dY * Reference.conv2d(X, weight: one.K)).sum() }
  for ih in 0..<4 {
    for iw in 0..<4 {
      var more = one.X
      more[ih, iw] += 1
      let (before, after) = (L(one.X), L(more))
      try expect(
        dX[ih, iw] == after - before,
        """
        \(one.words):
        when X[\(ih),\(iw)] goes up by 1, L goes from \(text(before)) to \(text(after)), and so \
        dX[\(ih),\(iw)] should be \(text(after - before)). Yours is \(text(dX[ih, iw])).
        \(one.because([ih, iw]))
        """)
    }
  }
}

property("sizes that aren't square", points: 2) { random in
  let (short, long) = (random.whole(in: 3...4), random.whole(in: 5...6))
  let turned = random.whole(in: 0...1) == 0
  try Case(
    &random, picture: turned ? [long, short] : [short, long],
    kernel: random.whole(in: 0...1) == 0 ? [2, 3] : [3, 1]
  ).expectGradient()
}

// With overlap, without, with gaps, and with a rest that no window reaches.
property("steps of more than one", points: 3) { random in
  let (s, size) = (random.whole(in: 2...3), random.whole(in: 6...8))
  try Case(&random, picture: [size, size], kernel: [s + 1, s + 1].map { min($0, 3) }, s: s)
    .expectGradient()
}

import Judging
import Loupe

let convolve = Student.function(
  "convolve(_:_:)", as: ((Tensor<Float>, Tensor<Float>) -> Tensor<Float>).self,
  parameters: ["X", "K"])

func sizes(_ X: Tensor<Float>, _ K: Tensor<Float>) -> String {
  "X of \(X.shape[0])×\(X.shape[1]), K of \(K.shape[0])×\(K.shape[1])"
}

func shapeRule(_ X: Tensor<Float>, _ K: Tensor<Float>) -> String {
  let (height, width) = (X.shape[0] - K.shape[0] + 1, X.shape[1] - K.shape[1] + 1)
  return "\(X.shape[0]) − \(K.shape[0]) + 1 = \(height) down, "
    + "\(X.shape[1]) − \(K.shape[1]) + 1 = \(width) across"
}

/// The lesson's loop around another product.
func slide(
  _ X: Tensor<Float>, _ K: Tensor<Float>,
  _ product: (_ oh: Int, _ ow: Int, _ kh: Int, _ kw: Int) -> Float
) -> Tensor<Float> {
  var Y = Tensor<Float>.zeros([X.shape[0] - K.shape[0] + 1, X.shape[1] - K.shape[1] + 1])
  for oh in 0..<Y.shape[0] {
    for ow in 0..<Y.shape[1] {
      for kh in 0..<K.shape[0] {
        for kw in 0..<K.shape[1] { Y[oh, ow] += product(oh, ow, kh, kw) }
      }
    }
  }
  return Y
}

/// What comes out of mistakes that many people make. On a small kernel several may come out alike: then none is
/// named.
func mistakes(_ X: Tensor<Float>, _ K: Tensor<Float>) -> [KnownMistake] {
  let (lastRow, lastColumn) = (X.shape[0] - K.shape[0], X.shape[1] - K.shape[1])
  let (lastHeight, lastWidth) = (K.shape[0] - 1, K.shape[1] - 1)
  func mistake(
    _ words: String, _ product: @escaping (_ oh: Int, _ ow: Int, _ kh: Int, _ kw: Int) -> Float
  ) -> KnownMistake {
    KnownMistake(words, gives: slide(X, K, product))
  }
  func weights(
    _ words: String, where counts: @escaping (_ kh: Int, _ kw: Int) -> Bool
  ) -> KnownMistake {
    mistake(words) { oh, ow, kh, kw in counts(kh, kw) ? K[kh, kw] * X[oh + kh, ow + kw] : 0 }
  }
  func outputs(
    _ words: String, where counts: @escaping (_ oh: Int, _ ow: Int) -> Bool
  ) -> KnownMistake {
    mistake(
      words + " does a loop end too early, or does return stand inside of one? 0..<height already "
        + "leaves height out."
    ) { oh, ow, kh, kw in
      counts(oh, ow) ? K[kh, kw] * X[oh + kh, ow + kw] : 0
    }
  }
  let empty = KnownMistake(
    "Y is all zeros. Is anything added up in it?", gives: .zeros([lastRow + 1, lastColumn + 1]))
  // A single number may come about in many ways, and be 0 by chance.
  guard lastRow + lastColumn > 0 else { return [] }
  var known = [
    empty,
    mistake(
      "This is what the flipped kernel gives, the one turned by half a circle. Don't turn it: "
        + "K[0,0] lies on the top left number of the window."
    ) { oh, ow, kh, kw in K[lastHeight - kh, lastWidth - kw] * X[oh + kh, ow + kw] },
    mistake(
      "This is what comes out when the kernel's rows are taken from below to above."
    ) { oh, ow, kh, kw in K[lastHeight - kh, kw] * X[oh + kh, ow + kw] },
    weights(
      "This is the last product of each window alone, as if each took the place of the one before. Add "
        + "them up: += instead of =."
    ) { $0 == lastHeight && $1 == lastWidth },
    weights(
      "This is what comes out when the first row and the first column of K are left out. Do the loops "
        + "over K begin at 0?"
    ) { $0 > 0 && $1 > 0 },
    weights(
      "This is what comes out when the last row and the last column of K are left out. 0..<K.shape[0] "
        + "already leaves the end out."
    ) { $0 < lastHeight && $1 < lastWidth },
    weights("This is what comes out when only the weights K[0,0], K[1,1], … count.") { $0 == $1 },
    mistake(
      "All of these come from the top left window: the kernel doesn't move. The window of Y[oh,ow] "
        + "begins at X[oh,ow]."
    ) { _, _, kh, kw in K[kh, kw] * X[kh, kw] },
    mistake(
      "This is what comes out when all weights of a window lie on one and the same number, X[oh, ow]. The "
        + "weight K[kh, kw] lies on X[oh + kh, ow + kw]."
    ) { oh, ow, kh, kw in K[kh, kw] * X[oh, ow] },
    mistake(
      "This is right, but divided by how many weights there are. Y is a sum, not a mean."
    ) { oh, ow, kh, kw in K[kh, kw] * X[oh + kh, ow + kw] / Float(K.count) },
    mistake(
      "This is the sum of each window without the kernel. Take each number times K[kh, kw]."
    ) { oh, ow, kh, kw in X[oh + kh, ow + kw] },
    outputs("The last row of Y is missing:") { oh, _ in oh < lastRow },
    outputs("The last column of Y is missing:") { _, ow in ow < lastColumn },
    outputs("The last row and the last column of Y are missing:") { oh, ow in
      oh < lastRow && ow < lastColumn
    },
    outputs("Only the first row of Y is there:") { oh, _ in oh == 0 },
  ]
  let mirrored = slide(X, K) { oh, ow, kh, kw in
    K[kh, lastWidth - kw] * X[oh + kh, ow + kw]
  }
  let isSquare = (picture: X.shape[0] == X.shape[1], kernel: K.shape[0] == K.shape[1])
  let exchanged =
    isSquare.kernel
    ? slide(X, K) { oh, ow, kh, kw in K[kw, kh] * X[oh + kh, ow + kw] } : nil
  let rightToLeft = "the kernel's columns are taken from right to left"
  // On the lesson's numbers the two come out alike.
  if exchanged == mirrored {
    known.append(
      KnownMistake(
        "This is what comes out when rows and columns of the kernel are exchanged, or when \(rightToLeft). "
          + "The row comes first: K[kh, kw].", gives: mirrored))
  } else {
    known.append(
      KnownMistake("This is what comes out when \(rightToLeft).", gives: mirrored))
    if let exchanged {
      known.append(
        KnownMistake(
          "This is what comes out when rows and columns of the kernel are exchanged. The row comes first: "
            + "K[kh, kw].", gives: exchanged))
    }
  }
  if isSquare.picture, isSquare.kernel {
    known.append(
      mistake(
        "This is what comes out when rows and columns of the picture are exchanged. The row comes first: "
          + "X[oh + kh, ow + kw]."
      ) { oh, ow, kh, kw in K[kh, kw] * X[ow + kw, oh + kh] })
    known.append(
      mistake(
        "These are the right numbers with rows and columns of Y exchanged. The row comes first: Y[oh, ow]."
      ) { oh, ow, kh, kw in K[kh, kw] * X[ow + kh, oh + kw] })
  }
  return known
}

/// A kernel of which each weight is another number, and none is 0: what is done to it shows.
func weights(_ shape: [Int], _ random: inout SeededRandom) -> Tensor<Float> {
  let numbers = (1...9).map(Float.init).shuffled(using: &random)
  return Tensor(
    shape: shape,
    numbers.prefix(shape.reduce(1, *)).map { random.whole(in: 0...1) == 0 ? $0 : -$0 })
}

func expectConvolution(_ X: Tensor<Float>, _ K: Tensor<Float>) throws {
  try expect(
    convolve(X, K), equals: Reference.conv2d(X, weight: K), given: sizes(X, K),
    workedOut: .conv2d(X, weight: K), shapeRule: shapeRule(X, K), mistakes: mistakes(X, K))
}

// On squares, so that rows and columns exchanged don't stop it.
property("the size of the answer", points: 1) { random in
  let (X, K) = (random.whole(in: 4...7), random.whole(in: 2...3))
  let (picture, kernel) = (random.wholeTensor([X, X]), random.wholeTensor([K, K]))
  try expect(
    convolve(picture, kernel), hasShape: [X - K + 1, X - K + 1], given: sizes(picture, kernel),
    shapeRule: shapeRule(picture, kernel))
}

test("the worked example", points: 2) {
  try expectConvolution(
    Tensor([[0, 1, 2], [3, 4, 5], [6, 7, 8]]), Tensor([[0, 1], [2, 3]]))
}

property("pictures that aren't square", points: 2) { random in
  let (short, long) = (random.whole(in: 3...4), random.whole(in: 5...6))
  let X = random.wholeTensor(random.whole(in: 0...1) == 0 ? [short, long] : [long, short])
  try expectConvolution(X, weights([3, 3], &random))
}

property("kernels that aren't square", points: 2) { random in
  let (short, long) = (random.whole(in: 1...2), 3)
  let K = weights(random.whole(in: 0...1) == 0 ? [short, long] : [long, short], &random)
  try expectConvolution(random.wholeTensor([4, 4]), K)
}

property("a kernel as large as the picture", points: 1) { random in
  let size = random.whole(in: 2...3)
  try expectConvolution(random.wholeTensor([size, size]), random.wholeTensor([size, size]))
}

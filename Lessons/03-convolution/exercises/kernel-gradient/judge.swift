import Judging
import Loupe

let kernelGradient = Student.function(
  "kernelGradient(_:_:)", as: ((Tensor<Float>, Tensor<Float>) -> Tensor<Float>).self,
  parameters: ["dY", "X"])

func sizes(_ dY: Tensor<Float>, _ X: Tensor<Float>) -> String {
  "dY of \(dY.shape[0])×\(dY.shape[1]), X of \(X.shape[0])×\(X.shape[1])"
}

func kernelShape(_ dY: Tensor<Float>, _ X: Tensor<Float>) -> [Int] {
  [X.shape[0] - dY.shape[0] + 1, X.shape[1] - dY.shape[1] + 1]
}

func shapeRule(_ dY: Tensor<Float>, _ X: Tensor<Float>) -> String {
  let shape = kernelShape(dY, X)
  return "dK is as large as K. \(X.shape[0]) − \(dY.shape[0]) + 1 = \(shape[0]) down, "
    + "\(X.shape[1]) − \(dY.shape[1]) + 1 = \(shape[1]) across"
}

/// The right loop around another product.
func gather(
  _ dY: Tensor<Float>, _ X: Tensor<Float>,
  _ product: (_ oh: Int, _ ow: Int, _ kh: Int, _ kw: Int) -> Float
) -> Tensor<Float> {
  var dK = Tensor<Float>.zeros(kernelShape(dY, X))
  for kh in 0..<dK.shape[0] {
    for kw in 0..<dK.shape[1] {
      for oh in 0..<dY.shape[0] {
        for ow in 0..<dY.shape[1] { dK[kh, kw] += product(oh, ow, kh, kw) }
      }
    }
  }
  return dK
}

func mistakes(_ dY: Tensor<Float>, _ X: Tensor<Float>) -> [KnownMistake] {
  let shape = kernelShape(dY, X)
  let empty = KnownMistake(
    "dK is all zeros. Is anything added up in it?", gives: .zeros(shape))
  // A single number may come about in many ways, and be 0 by chance.
  guard shape[0] + shape[1] > 2 else { return [] }
  var known = [
    empty,
    KnownMistake(
      "This is the last product of each sum alone, as if each took the place of the one before. Add them "
        + "up: += instead of =.",
      gives: gather(dY, X) { oh, ow, kh, kw in
        oh == dY.shape[0] - 1 && ow == dY.shape[1] - 1 ? dY[oh, ow] * X[oh + kh, ow + kw] : 0
      }),
    KnownMistake(
      "This is what comes out when the first row and the first column of dY are left out. Do the loops "
        + "over dY begin at 0?",
      gives: gather(dY, X) { oh, ow, kh, kw in
        oh > 0 && ow > 0 ? dY[oh, ow] * X[oh + kh, ow + kw] : 0
      }),
    KnownMistake(
      "This is what comes out when the last row and the last column of dY are left out. 0..<dY.shape[0] "
        + "already leaves the end out.",
      gives: gather(dY, X) { oh, ow, kh, kw in
        oh < dY.shape[0] - 1 && ow < dY.shape[1] - 1 ? dY[oh, ow] * X[oh + kh, ow + kw] : 0
      }),
    KnownMistake(
      "This is what comes out when the loops over dY go as far as the kernel does. They take all of dY.",
      gives: gather(dY, X) { oh, ow, kh, kw in
        oh < shape[0] && ow < shape[1] ? dY[oh, ow] * X[oh + kh, ow + kw] : 0
      }),
    KnownMistake(
      "These are the right numbers with the wrong sign: something is subtracted instead of added.",
      gives: gather(dY, X) { oh, ow, kh, kw in -dY[oh, ow] * X[oh + kh, ow + kw] }),
    KnownMistake(
      "The prices are forgotten: this is the sum of what each weight lies on. Take each number "
        + "times dY[oh, ow].",
      gives: gather(dY, X) { oh, ow, kh, kw in X[oh + kh, ow + kw] }),
    KnownMistake(
      "This is what comes out when all weights lie on the same numbers, those of the top left corner. The weight K[kh, kw] lies "
        + "on X[oh + kh, ow + kw].",
      gives: gather(dY, X) { oh, ow, kh, kw in dY[oh, ow] * X[oh, ow] }),
    KnownMistake(
      "This is right, but divided by how many prices there are. S is a sum, not a mean.",
      gives: gather(dY, X) { oh, ow, kh, kw in
        dY[oh, ow] * X[oh + kh, ow + kw] / Float(dY.count)
      }),
    KnownMistake(
      "These are the right numbers, turned by half a circle: K[0,0] gets what belongs to the last "
        + "weight. The weight K[kh,kw] lies on X[oh + kh, ow + kw].",
      gives: gather(dY, X) { oh, ow, kh, kw in
        dY[oh, ow] * X[oh + shape[0] - 1 - kh, ow + shape[1] - 1 - kw]
      }),
  ]
  if shape[0] <= dY.shape[0], shape[1] <= dY.shape[1] {
    known.append(
      KnownMistake(
        "Each weight has one price here, dY[kh, kw]. The prices belong to the numbers of Y: dY[oh, ow].",
        gives: gather(dY, X) { oh, ow, kh, kw in dY[kh, kw] * X[oh + kh, ow + kw] }))
  }
  if shape[0] == shape[1] {
    known.append(
      KnownMistake(
        "This is what comes out when rows and columns of dK are exchanged. The row comes first: dK[kh, kw].",
        gives: gather(dY, X) { oh, ow, kh, kw in dY[oh, ow] * X[oh + kw, ow + kh] }))
  }
  if dY.shape[0] == dY.shape[1] {
    known.append(
      KnownMistake(
        "This is what comes out when rows and columns of dY are exchanged. The row comes first: dY[oh, ow].",
        gives: gather(dY, X) { oh, ow, kh, kw in dY[ow, oh] * X[oh + kh, ow + kw] }))
  }
  return known
}

func expectGradient(_ dY: Tensor<Float>, _ X: Tensor<Float>) throws {
  let K = Tensor<Float>.zeros(kernelShape(dY, X))
  try expect(
    kernelGradient(dY, X),
    equals: Reference.conv2dBackward(dY, input: X, weight: K).gradWeight, given: sizes(dY, X),
    workedOut: .conv2dBackward(dY, input: X, weight: K, by: .weight), shapeRule: shapeRule(dY, X),
    mistakes: mistakes(dY, X))
}

/// A number as it is printed in a tensor: 2, not 2.0.
func words(_ number: Float) -> String { "\(Tensor(shape: [], [number]))" }

/// A picture of this shape, and prices for what a kernel of that shape makes of it.
func prices(
  _ random: inout SeededRandom, picture: [Int], kernel: [Int]
) -> (dY: Tensor<Float>, X: Tensor<Float>) {
  let shape = [picture[0] - kernel[0] + 1, picture[1] - kernel[1] + 1]
  return (random.wholeTensor(shape), random.wholeTensor(picture))
}

test("the worked example", points: 2) {
  try expectGradient(
    Tensor([[1, 0, 2], [0, 1, 3]]), Tensor([[0, 1, 2, 3], [4, 5, 6, 7], [8, 9, 10, 11]]))
}

// What dK means, without the formula: the convolution is done again with another weight. On whole numbers
// that is exact, and as S is a sum of products, it holds for steps of any size.
property("one weight goes up", points: 3) { random in
  let size = random.whole(in: 2...3)
  let (dY, X) = prices(&random, picture: [2 * size, 2 * size], kernel: [size, size])
  let K = random.wholeTensor([size, size])
  let dK = try kernelGradient(dY, X)
  try expect(dK, hasShape: K.shape, given: sizes(dY, X), shapeRule: shapeRule(dY, X))
  let before = (Reference.conv2d(X, weight: K) * dY).sum()
  for kh in 0..<size {
    for kw in 0..<size {
      let step = Float(random.whole(in: 1...3))
      var more = K
      more[kh, kw] += step
      let after = (Reference.conv2d(X, weight: more) * dY).sum()
      let change = after - before
      try expect(
        dK[kh, kw] * step == change,
        """
        \(sizes(dY, X)), with a K of \(size)×\(size):
        when K[\(kh),\(kw)] goes up by \(words(step)), S goes from \(words(before)) to \(words(after)). \
        That is a change of \(words(change))\(step == 1 ? "" : ", or of \(words(change / step)) for each 1"), \
        and so dK[\(kh),\(kw)] should be \(words(change / step)). Yours is \(words(dK[kh, kw])).
        dY is
        \(dY)
        and X is
        \(X)
        """)
    }
  }
}

property("pictures that aren't square", points: 2) { random in
  let (short, long) = (3, random.whole(in: 5...6))
  let picture = random.whole(in: 0...1) == 0 ? [short, long] : [long, short]
  let (dY, X) = prices(&random, picture: picture, kernel: [2, 2])
  try expectGradient(dY, X)
}

property("kernels that aren't square", points: 2) { random in
  let (short, long) = (random.whole(in: 1...2), 3)
  let kernel = random.whole(in: 0...1) == 0 ? [short, long] : [long, short]
  let (dY, X) = prices(&random, picture: [4, 4], kernel: kernel)
  try expectGradient(dY, X)
}

property("the smallest and the largest kernel", points: 1) { random in
  let size = random.whole(in: 2...3)
  for kernel in [[1, 1], [size, size]] {
    let (dY, X) = prices(&random, picture: [size, size], kernel: kernel)
    try expectGradient(dY, X)
  }
}

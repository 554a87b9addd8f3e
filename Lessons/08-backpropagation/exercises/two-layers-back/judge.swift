import Judging
import Loupe

let twoLayersBack = Student.function(
  "twoLayersBack(_:_:_:_:)",
  as: ((Tensor<Float>, Tensor<Float>, Tensor<Float>, Float) -> Tensor<Float>).self,
  parameters: ["dA", "X", "K", "b"])

/// A number as it is printed in a tensor: 2, not 2.0.
func text(_ number: Float) -> String { "\(Tensor(shape: [], [number]))" }

/// What the two layers were given, and the prices of what they made.
struct Case {
  let dA: Tensor<Float>
  let X: Tensor<Float>
  let K: Tensor<Float>
  let b: Float

  /// The bias that puts one of Z's numbers just on the corner, where `place` says: 0 is the smallest, 1 the largest.
  init(_ random: inout SeededRandom, prices: ClosedRange<Int>, place: Double, off: Float) {
    X = random.wholeTensor([random.whole(in: 4...5), 4])
    K = random.wholeTensor([2, random.whole(in: 2...3)])
    let Y = Reference.conv2d(X, weight: K)
    let sorted = Y.scalars.sorted()
    b = off - sorted[Int(place * Double(sorted.count - 1))]
    dA = random.wholeTensor(Y.shape, in: prices)
  }

  init(dA: Tensor<Float>, X: Tensor<Float>, K: Tensor<Float>, b: Float) {
    (self.dA, self.X, self.K, self.b) = (dA, X, K, b)
  }

  var words: String {
    "X of \(X.shape[0])×\(X.shape[1]), K of \(K.shape[0])×\(K.shape[1]), b = \(text(b))"
  }

  var Z: Tensor<Float> { Reference.conv2d(X, weight: K) + b }
  var dZ: Tensor<Float> { Reference.reluBackward(dA, input: Z) }

  func gradient(_ dZ: Tensor<Float>) -> Tensor<Float> {
    Reference.conv2dBackward(dZ, input: X, weight: K).gradWeight
  }

  var right: Tensor<Float> { gradient(dZ) }

  var mistakes: [KnownMistake] {
    let (Z, A) = (Z, Reference.relu(Z))
    // What stops every price can't be told from a blank that isn't filled in.
    func mistake(_ words: String, _ dZ: Tensor<Float>) -> KnownMistake? {
      dZ.scalars.allSatisfy { $0 == 0 } ? nil : KnownMistake(words, gives: gradient(dZ))
    }
    let empty = KnownMistake(
      "dK is all zeros. Does the ReLU hand back any price?", gives: .zeros(K.shape))
    // Where nothing is cut off, to stop the prices below 0 and to forget the ReLU besides are one.
    let someCut = Z.scalars.contains { $0 <= 0 }
    // Without the bias nothing may be cut off, and then to forget the one or the other is the same.
    let biasCuts = (Z - b).scalars.contains { $0 <= 0 }
    // With the bias subtracted nothing may be cut off either.
    let subtracted = Reference.reluBackward(dA, input: Z - 2 * b)
    let subtractedCuts = subtracted != dA
    return [empty] + [
      mistake(
        biasCuts && subtractedCuts
          ? "Every price went through: the ReLU is forgotten. It stops the prices of what it cut off."
          : "Every price went through. The ReLU stops the prices of what it cut off, and that is what is not "
            + "above 0 once b is added.", dA),
      !biasCuts ? nil : mistake(
        "The bias is forgotten. The ReLU was given Z with b added, and that is what lies above 0 or doesn't.",
        Reference.reluBackward(dA, input: Z - b)),
      !subtractedCuts ? nil : mistake("The bias is subtracted. The ReLU was given Z with b added.", subtracted),
      mistake(
        "The wrong prices are stopped: those of numbers above 0. The ReLU let these through.",
        dA - Reference.reluBackward(dA, input: Z)),
      mistake(
        "At 0 itself yours hands the price on. Here it is stopped there: <= instead of <.",
        dA.zip(Z) { $1 < 0 ? 0 : $0 }),
      dA.scalars.allSatisfy { $0 >= 0 } ? nil : mistake(
        "This is the ReLU of the prices. Whether a price goes through depends on Z, not on the price; "
          + "a price may well be below 0.", Reference.relu(dA)),
      someCut
        ? mistake(
          "Prices below 0 are stopped as well. They go through like others where Z is above 0.",
          Reference.relu(dZ)) : nil,
      mistake(
        "This takes the price times A. The ReLU's slope is 1 where it lets something through, so the price "
          + "goes through as it is.", dA * A),
      mistake(
        "This sends A back, and no prices. Begin with dA.", A),
    ].compactMap { $0 }
  }

  func because() -> String {
    "Z is\n\(Z)\nand dA\n\(dA)\nso dZ is\n\(dZ)\nand dK is the convolution of X with that."
  }

  func expectGradient() throws {
    let answer = try twoLayersBack(dA, X, K, b)
    try expect(answer, hasShape: K.shape, given: words, shapeRule: "dK is as large as K")
    try expect(
      answer, equals: right, given: words, because: { _ in because() }, mistakes: mistakes)
  }
}

test("the worked example", points: 2) {
  let K = Tensor<Float>([[0, 1], [2, 3]])
  try Case(dA: K, X: Tensor([[0, 1, 2], [3, 4, 5], [6, 7, 8]]), K: K, b: -30).expectGradient()
}

// What dK means, without the formula. Half-way between whole numbers, no output is on the corner, and a step small
// enough crosses none: what is left is linear, and the difference exact.
property("one weight goes up", points: 2) { random in
  let one = Case(&random, prices: 1...5, place: 0.5, off: 0.5)
  let dK = try twoLayersBack(one.dA, one.X, one.K, one.b)
  try expect(dK, hasShape: one.K.shape, given: one.words, shapeRule: "dK is as large as K")
  func L(_ K: Tensor<Float>) -> Float {
    (one.dA * Reference.relu(Reference.conv2d(one.X, weight: K) + one.b)).sum()
  }
  for kh in 0..<one.K.shape[0] {
    for kw in 0..<one.K.shape[1] {
      let step: Float = 1 / 16
      var more = one.K
      more[kh, kw] += step
      let change = (L(more) - L(one.K)) / step
      try expect(
        dK[kh, kw] == change,
        """
        \(one.words):
        when K[\(kh),\(kw)] goes up by 1/16, L changes by \(text(change)) sixteenths, and so \
        dK[\(kh),\(kw)] should be \(text(change)). Yours is \(text(dK[kh, kw])).
        \(one.because())
        """)
    }
  }
}

property("prices below zero", points: 1) { random in
  try Case(&random, prices: -5...5, place: 0, off: 0.5).expectGradient()
}

property("a bias that cuts off much", points: 2) { random in
  try Case(&random, prices: -4...4, place: 0.7, off: 0.5).expectGradient()
}

property("just on the corner", points: 1) { random in
  try Case(&random, prices: -4...4, place: 0.5, off: 0).expectGradient()
}

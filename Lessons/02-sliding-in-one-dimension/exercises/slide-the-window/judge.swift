import Judging
import Loupe

let slide = Student.function(
  "slide(_:_:)", as: ((Tensor<Float>, Tensor<Float>) -> Tensor<Float>).self,
  parameters: ["X", "K"])

func sizes(_ X: Tensor<Float>, _ K: Tensor<Float>) -> String {
  "X of \(X.count) numbers, K of \(K.count)"
}

func shapeRule(_ X: Tensor<Float>, _ K: Tensor<Float>) -> String {
  let width = X.count - K.count + 1
  return "\(X.count) − \(K.count) + 1 = \(width) \(width == 1 ? "number" : "numbers"), one for each place "
    + "of K"
}

/// The lesson's loop around another product.
func sum(
  _ X: Tensor<Float>, _ K: Tensor<Float>, _ product: (_ ow: Int, _ kw: Int) -> Float
) -> Tensor<Float> {
  var Y = Tensor<Float>.zeros([X.count - K.count + 1])
  for ow in 0..<Y.count {
    for kw in 0..<K.count { Y[ow] += product(ow, kw) }
  }
  return Y
}

/// What comes out of mistakes that many people make. On a short kernel several may come out alike: then none
/// is named.
func mistakes(_ X: Tensor<Float>, _ K: Tensor<Float>) -> [KnownMistake] {
  let (lastOutput, lastWeight) = (X.count - K.count, K.count - 1)
  // A single number may come about in many ways, and be 0 by chance.
  guard lastOutput > 0 else { return [] }
  func mistake(
    _ words: String, _ product: @escaping (_ ow: Int, _ kw: Int) -> Float
  ) -> KnownMistake {
    KnownMistake(words, gives: sum(X, K, product))
  }
  let lastAlone = "This is the last product of each window alone"
  let lastProduct: (Int, Int) -> Float = { ow, kw in kw == lastWeight ? K[kw] * X[ow + kw] : 0 }
  // With two weights the last product alone is also what is left without the first weight.
  let notAdded =
    K.count == 2
    ? [
      mistake(
        lastAlone + ". Does each product take the place of the one before? += adds it. Or does the "
          + "loop over K begin at 1?", lastProduct)
    ]
    : [
      mistake(
        lastAlone + ", as if each took the place of the one before. Add them up: += instead of =.",
        lastProduct),
      mistake(
        "This is what comes out when the first weight is left out. Does the loop over K begin at 0?"
      ) { ow, kw in kw > 0 ? K[kw] * X[ow + kw] : 0 },
    ]
  return notAdded + [
    mistake("Y is all zeros. Is anything added up in it?") { _, _ in 0 },
    mistake(
      "This is what the kernel gives when it is turned round. Don't turn it: K[0] lies on the first "
        + "number of the window."
    ) { ow, kw in K[lastWeight - kw] * X[ow + kw] },
    mistake(
      "This is what comes out when the last weight is left out. 0..<K.count already leaves the end out."
    ) { ow, kw in kw < lastWeight ? K[kw] * X[ow + kw] : 0 },
    mistake(
      "This is what comes out when only the first two weights count. K may be longer than two: write a "
        + "loop over K.count."
    ) { ow, kw in kw < 2 ? K[kw] * X[ow + kw] : 0 },
    mistake(
      "All of these come from the first window: the kernel doesn't move. The window of Y[ow] begins at "
        + "X[ow]."
    ) { _, kw in K[kw] * X[kw] },
    mistake(
      "This is what comes out when all weights of a window lie on one and the same number, X[ow]. The "
        + "weight K[kw] lies on X[ow + kw]."
    ) { ow, kw in K[kw] * X[ow] },
    mistake(
      "This is right, but divided by how many weights there are. Y is a sum, not a mean."
    ) { ow, kw in K[kw] * X[ow + kw] / Float(K.count) },
    mistake(
      "This is the sum of each window without the kernel. Take each number times K[kw]."
    ) { ow, kw in X[ow + kw] },
    mistake(
      "The last number of Y is missing: does the loop end too early? 0..<width already leaves width out."
    ) { ow, kw in ow < lastOutput ? K[kw] * X[ow + kw] : 0 },
    mistake(
      "Only the first number of Y is there: does return stand inside the loop?"
    ) { ow, kw in ow == 0 ? K[kw] * X[ow + kw] : 0 },
  ]
}

/// A kernel of which each weight is another number, and none is 0: what is done to it shows.
func weights(_ count: Int, _ random: inout SeededRandom) -> Tensor<Float> {
  let numbers = (1...9).map(Float.init).shuffled(using: &random)
  return Tensor(numbers.prefix(count).map { random.whole(in: 0...1) == 0 ? $0 : -$0 })
}

func expectSlide(_ X: Tensor<Float>, _ K: Tensor<Float>) throws {
  try expect(
    slide(X, K), equals: Reference.conv1d(X, weight: K), given: sizes(X, K),
    workedOut: .conv1d(X, weight: K), shapeRule: shapeRule(X, K), mistakes: mistakes(X, K))
}

property("the size of the answer", points: 1) { random in
  let X = random.wholeTensor([random.whole(in: 5...8)])
  let K = weights(random.whole(in: 2...4), &random)
  try expect(
    slide(X, K), hasShape: [X.count - K.count + 1], given: sizes(X, K), shapeRule: shapeRule(X, K))
}

test("the worked example", points: 2) { try expectSlide(Tensor([3, 4, 5]), Tensor([2, 3])) }

property("signals and kernels of any length", points: 3) { random in
  let X = random.wholeTensor([random.whole(in: 6...9)], in: 1...9)
  try expectSlide(X, weights(random.whole(in: 3...4), &random))
}

property("kernels of a single weight", points: 1) { random in
  try expectSlide(random.wholeTensor([random.whole(in: 3...5)], in: 1...9), weights(1, &random))
}

property("a kernel as long as the signal", points: 1) { random in
  let count = random.whole(in: 3...5)
  try expectSlide(random.wholeTensor([count], in: 1...9), weights(count, &random))
}

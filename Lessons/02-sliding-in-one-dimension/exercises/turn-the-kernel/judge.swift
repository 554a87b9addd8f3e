import Judging
import Loupe

let convolution = Student.function(
  "convolution(_:_:)", as: ((Tensor<Float>, Tensor<Float>) -> Tensor<Float>).self,
  parameters: ["X", "K"])

func sizes(_ X: Tensor<Float>, _ K: Tensor<Float>) -> String { "X = \(X), K = \(K)" }

func shapeRule(_ X: Tensor<Float>, _ K: Tensor<Float>) -> String {
  "\(X.count) + \(K.count) − 1 = \(X.count + K.count - 1) numbers, as the file has it"
}

/// A number as it is printed in a tensor: 2, not 2.0.
func words(_ number: Float) -> String { "\(Tensor(shape: [], [number]))" }

func factor(_ number: Float) -> String { number < 0 ? "(\(words(number)))" : words(number) }

/// Y with `product` for each weight of each number.
func sum(
  _ X: Tensor<Float>, _ K: Tensor<Float>, _ product: (_ ow: Int, _ kw: Int) -> Float
) -> Tensor<Float> {
  var Y = Tensor<Float>.zeros([X.count + K.count - 1])
  for ow in 0..<Y.count {
    for kw in 0..<K.count { Y[ow] += product(ow, kw) }
  }
  return Y
}

/// A number of X, or 0 where X has none.
func number(_ X: Tensor<Float>, _ place: Int) -> Float {
  place >= 0 && place < X.count ? X[place] : 0
}

func right(_ X: Tensor<Float>, _ K: Tensor<Float>) -> Tensor<Float> {
  sum(X, K) { ow, kw in K[kw] * number(X, ow - kw) }
}

/// How the right number comes about, term by term.
func workedOut(_ X: Tensor<Float>, _ K: Tensor<Float>, _ ow: Int) -> String {
  let weights = (0..<K.count).filter { ow - $0 >= 0 && ow - $0 < X.count }
  let terms = weights.map { "K[\($0)]·X[\(ow - $0)]" }.joined(separator: " + ")
  let factors = weights.map { "\(factor(K[$0]))·\(factor(X[ow - $0]))" }.joined(separator: " + ")
  let left = K.count - weights.count
  let absent =
    left == 0
    ? "" : "\n(The other \(left == 1 ? "weight lies" : "\(left) weights lie") beside X, where it counts as 0.)"
  return "Y[\(ow)] = \(terms)\n     = \(factors)\n     = \(words(right(X, K)[ow]))\(absent)"
}

/// What comes out of mistakes that many people make.
func mistakes(_ X: Tensor<Float>, _ K: Tensor<Float>) -> [KnownMistake] {
  let (last, lastWeight) = (X.count - 1, K.count - 1)
  func mistake(
    _ words: String, _ product: @escaping (_ ow: Int, _ kw: Int) -> Float
  ) -> KnownMistake {
    KnownMistake(words, gives: sum(X, K, product))
  }
  var known = [
    mistake(
      last >= lastWeight
        ? "Y is all zeros. Is anything added up in it?"
        : "Y is all zeros. K is longer than X here, so there is a weight beside X in each window: only its "
          + "product is 0, not the sum."
    ) { _, _ in 0 },
    mistake(
      "This is what frameworks do: the kernel isn't turned. K[0] lies on X[ow], K[1] on the number "
        + "before it."
    ) { ow, kw in K[kw] * number(X, ow + kw - lastWeight) },
    mistake(
      "This is what X[ow + kw] gives, with a plus. The formula has a minus: K[1] lies on the number before "
        + "X[ow]."
    ) { ow, kw in K[kw] * number(X, ow + kw) },
    mistake(
      "The end of Y is missing. It goes on for K.count − 1 places after the last number of X."
    ) { ow, kw in ow <= last ? K[kw] * number(X, ow - kw) : 0 },
    mistake(
      "This is the last product of each sum alone, as if each took the place of the one before. Add them "
        + "up: += instead of =."
    ) { ow, kw in
      let isLast = ow - kw >= 0 && ow - kw <= last && (kw == lastWeight || ow - kw == 0)
      return isLast ? K[kw] * X[ow - kw] : 0
    },
    mistake(
      "Beside X you take its first and its last number again. There X counts as 0."
    ) { ow, kw in K[kw] * X[min(max(ow - kw, 0), last)] },
    mistake(
      "A negative place was made positive: X[−1] is not X[1]. Where ow − kw is negative, X counts as 0."
    ) { ow, kw in K[kw] * number(X, abs(ow - kw)) },
    mistake(
      "Where X has ended you begin again at its other end. There X counts as 0."
    ) { ow, kw in K[kw] * X[(ow - kw + X.count * K.count) % X.count] },
    mistake(
      "This is what comes out when weights are left out that K has beyond the length of X. The loop goes "
        + "over K.count."
    ) { ow, kw in kw <= last ? K[kw] * number(X, ow - kw) : 0 },
    mistake(
      "This is what comes out when the last weight is left out. 0..<K.count already leaves the end out."
    ) { ow, kw in kw < lastWeight ? K[kw] * number(X, ow - kw) : 0 },
    mistake(
      "This is what comes out when the last number of X is left out. Places of X are less than X.count."
    ) { ow, kw in ow - kw < last ? K[kw] * number(X, ow - kw) : 0 },
    mistake(
      "This is what comes out when the first number of X is left out. A place may be 0: >= 0, not > 0."
    ) { ow, kw in ow - kw > 0 ? K[kw] * number(X, ow - kw) : 0 },
  ]
  // Where K is longer than X, no window lies wholly on X, and these are zeros.
  if last >= lastWeight {
    known.append(
      mistake(
        "Only windows that lie wholly on X are there. The others count too: in them some weights lie "
          + "beside X, where it counts as 0."
      ) { ow, kw in ow >= lastWeight && ow <= last ? K[kw] * number(X, ow - kw) : 0 })
  }
  return known
}

/// Numbers of which each is another, and none is 0: what is done to them shows.
func different(_ count: Int, _ random: inout SeededRandom) -> Tensor<Float> {
  Tensor((1...9).map(Float.init).shuffled(using: &random).prefix(count).map { $0 })
}

func expectConvolution(_ X: Tensor<Float>, _ K: Tensor<Float>) throws {
  let answer = try convolution(X, K)
  try expect(
    answer, hasShape: [X.count + K.count - 1], given: sizes(X, K), shapeRule: shapeRule(X, K))
  try expect(
    answer, equals: right(X, K), given: sizes(X, K), because: { workedOut(X, K, $0[0]) },
    mistakes: mistakes(X, K))
}

test("the worked example", points: 2) { try expectConvolution(Tensor([3, 4, 5]), Tensor([2, 3])) }

// Whatever is taken for X beside X: that it is turned counts by itself.
property("windows that lie wholly on the signal", points: 2) { random in
  let (X, K) = (different(random.whole(in: 5...7), &random), different(3, &random))
  let Y = try convolution(X, K)
  try expect(Y, hasShape: [X.count + K.count - 1], given: sizes(X, K), shapeRule: shapeRule(X, K))
  let Z = right(X, K)
  for ow in 2..<X.count where Y[ow] != Z[ow] {
    let isPlain = Y[ow] == K[0] * X[ow - 2] + K[1] * X[ow - 1] + K[2] * X[ow]
    throw TestFailure(
      "\(sizes(X, K)):\nyour Y[\(ow)] is \(words(Y[ow])), and \(words(Z[ow])) is right\n"
        + (isPlain
          ? "This is what frameworks do: the kernel isn't turned. K[0] lies on X[ow], K[1] on the number "
            + "before it.\n" : "") + workedOut(X, K, ow))
  }
}

property("a clap gives the kernel back", points: 2, cases: 3) { random in
  let K = different(random.whole(in: 3...4), &random)
  let count = random.whole(in: 4...6)
  for place in 0..<count {
    var X = Tensor<Float>.zeros([count])
    X[place] = 1
    let Y = try convolution(X, K)
    try expect(
      Y, hasShape: [X.count + K.count - 1], given: sizes(X, K), shapeRule: shapeRule(X, K))
    try expect(
      Y == right(X, K),
      """
      \(sizes(X, K)):
      the clap is at place \(place), so K should stand in Y from there on, first weight first, with zeros \
      around it:
      \(right(X, K))
      Yours is
      \(Y)
      """)
  }
}

property("signal and kernel exchanged", points: 2) { random in
  let X = different(random.whole(in: 5...6), &random)
  let K = different(random.whole(in: 2...4), &random)
  let (Y, exchanged) = (try convolution(X, K), try convolution(K, X))
  try expect(Y, hasShape: [X.count + K.count - 1], given: sizes(X, K), shapeRule: shapeRule(X, K))
  try expect(
    Y == exchanged,
    """
    \(sizes(X, K)):
    your convolution(X, K) is
    \(Y)
    and your convolution(K, X), with the same numbers in each other's place, is
    \(exchanged)
    The two should be equal, as 3 · 4 and 4 · 3 are. Both should be
    \(right(X, K))
    """)
  try expectConvolution(X, K)
}

property("kernels longer than the signal", points: 2) { random in
  try expectConvolution(
    different(random.whole(in: 2...3), &random), different(random.whole(in: 5...6), &random))
}

import Judging
import Loupe

let merged = Student.function(
  "merged(_:_:)", as: ((Tensor<Float>, Tensor<Float>) -> Tensor<Float>).self,
  parameters: ["K", "L"])

func size(_ tensor: Tensor<Float>) -> String { "\(tensor.shape[0])×\(tensor.shape[1])" }

func sizes(_ K: Tensor<Float>, _ L: Tensor<Float>) -> String {
  "K of \(size(K)), L of \(size(L))"
}

func shape(_ K: Tensor<Float>, _ L: Tensor<Float>) -> [Int] {
  [L.shape[0] + K.shape[0] - 1, L.shape[1] + K.shape[1] - 1]
}

func shapeRule(_ K: Tensor<Float>, _ L: Tensor<Float>) -> String {
  let right = shape(K, L)
  return "counted from 0, the last rows of L and K are \(L.shape[0] - 1) and "
    + "\(K.shape[0] - 1), so M's last is \(right[0] - 1), and there are \(L.shape[0]) + \(K.shape[0]) − 1 = \(right[0]) of them; columns are "
    + "\(L.shape[1]) + \(K.shape[1]) − 1 = \(right[1])"
}

/// A weight of L and one of K, and the place where their product goes.
typealias Pair = (lh: Int, lw: Int, kh: Int, kw: Int)

/// What comes of it if `change` is told of each pair, in the order of the lesson's loops.
func merge(
  _ K: Tensor<Float>, _ L: Tensor<Float>, _ change: (_ M: inout Tensor<Float>, _ pair: Pair) -> Void
) -> Tensor<Float> {
  var M = Tensor<Float>.zeros(shape(K, L))
  for lh in 0..<L.shape[0] {
    for lw in 0..<L.shape[1] {
      for kh in 0..<K.shape[0] {
        for kw in 0..<K.shape[1] { change(&M, (lh, lw, kh, kw)) }
      }
    }
  }
  return M
}

func merge(_ K: Tensor<Float>, _ L: Tensor<Float>) -> Tensor<Float> {
  merge(K, L) { M, p in M[p.lh + p.kh, p.lw + p.kw] += L[p.lh, p.lw] * K[p.kh, p.kw] }
}

/// The kernel, turned by half a circle.
func turned(_ kernel: Tensor<Float>) -> Tensor<Float> {
  Tensor(shape: kernel.shape, kernel.scalars.reversed())
}

func transposed(_ kernel: Tensor<Float>) -> Tensor<Float> {
  var result = Tensor<Float>.zeros([kernel.shape[1], kernel.shape[0]])
  for row in 0..<kernel.shape[0] {
    for column in 0..<kernel.shape[1] { result[column, row] = kernel[row, column] }
  }
  return result
}

func mistakes(_ K: Tensor<Float>, _ L: Tensor<Float>) -> [KnownMistake] {
  func mistake(
    _ words: String, _ change: @escaping (_ M: inout Tensor<Float>, _ pair: Pair) -> Void
  ) -> KnownMistake {
    KnownMistake(words, gives: merge(K, L, change))
  }
  /// The right loop, but only for some pairs.
  func pairs(_ words: String, where counts: @escaping (Pair) -> Bool) -> KnownMistake {
    mistake(words) { M, p in
      if counts(p) { M[p.lh + p.kh, p.lw + p.kw] += L[p.lh, p.lw] * K[p.kh, p.kw] }
    }
  }
  func isLastOfL(_ p: Pair) -> Bool { p.lh == L.shape[0] - 1 || p.lw == L.shape[1] - 1 }
  func isLastOfK(_ p: Pair) -> Bool { p.kh == K.shape[0] - 1 || p.kw == K.shape[1] - 1 }
  var known = [
    mistake("M is all zeros. Is anything added up in it?") { _, _ in },
    mistake(
      "Where several products belong into one place, yours keeps the last of them. Add them up: += "
        + "instead of =."
    ) { M, p in M[p.lh + p.kh, p.lw + p.kw] = L[p.lh, p.lw] * K[p.kh, p.kw] },
    KnownMistake(
      "This is what comes out when one of the two kernels is turned by half a circle. Neither is: "
        + "both count their places from the top left.",
      gives: merge(K, turned(L))),
    KnownMistake(
      "This is what comes out when one of the two kernels is turned by half a circle. Neither is: "
        + "both count their places from the top left.",
      gives: merge(turned(K), L)),
    KnownMistake(
      "These are the right numbers, turned by half a circle. Place 0 of L and place 0 of K belong "
        + "into place 0 of M.",
      gives: turned(merge(K, L))),
    mistake(
      "Yours adds the two weights. What goes through both layers is multiplied by both: take their "
        + "product."
    ) { M, p in M[p.lh + p.kh, p.lw + p.kw] += L[p.lh, p.lw] + K[p.kh, p.kw] },
    mistake(
      "Everything stands in the places of K: the place in L isn't counted. The product belongs into "
        + "row lh + kh, column lw + kw."
    ) { M, p in M[p.kh, p.kw] += L[p.lh, p.lw] * K[p.kh, p.kw] },
    mistake(
      "Everything stands in the places of L: the place in K isn't counted. The product belongs into "
        + "row lh + kh, column lw + kw."
    ) { M, p in M[p.lh, p.lw] += L[p.lh, p.lw] * K[p.kh, p.kw] },
    mistake(
      "Yours multiplies the places. Weights are multiplied, places are added: lh + kh, lw + kw."
    ) { M, p in
      // With long kernels such a place may lie outside of M: then this mistake ends in a crash.
      let (row, column) = (p.lh * p.kh, p.lw * p.kw)
      guard row < M.shape[0], column < M.shape[1] else { return }
      M[row, column] += L[p.lh, p.lw] * K[p.kh, p.kw]
    },
    pairs(
      "The last row and the last column of both kernels are left out. 0..<K.shape[0] already leaves "
        + "the end out."
    ) { !isLastOfK($0) && !isLastOfL($0) },
    pairs(
      "The last row and the last column of K are left out. 0..<K.shape[0] already leaves the end out."
    ) { !isLastOfK($0) },
    pairs(
      "The last row and the last column of L are left out. 0..<L.shape[0] already leaves the end out."
    ) { !isLastOfL($0) },
    pairs(
      "Only weights at the same place are multiplied. Each weight of L meets each weight of K."
    ) { $0.lh == $0.kh && $0.lw == $0.kw },
  ]
  if K.shape != L.shape {
    known += [
      pairs(
        "The loops over L go only as far as K does. L has its own sizes: L.shape[0] and L.shape[1]."
      ) { $0.lh < K.shape[0] && $0.lw < K.shape[1] },
      pairs(
        "The loops over K go only as far as L does. K has its own sizes: K.shape[0] and K.shape[1]."
      ) { $0.kh < L.shape[0] && $0.kw < L.shape[1] },
    ]
  }
  if K.shape[0] != K.shape[1] {
    known.append(
      pairs("The columns of K are counted with its number of rows. They are K.shape[1].") {
        $0.kw < K.shape[0]
      })
  }
  if L.shape[0] != L.shape[1] {
    known.append(
      pairs("The columns of L are counted with its number of rows. They are L.shape[1].") {
        $0.lw < L.shape[0]
      })
  }
  if K.shape[0] == K.shape[1] {
    known.append(
      KnownMistake(
        "Rows and columns of K are exchanged. The row comes first: K[kh, kw].",
        gives: merge(transposed(K), L)))
  }
  if L.shape[0] == L.shape[1] {
    known.append(
      KnownMistake(
        "Rows and columns of L are exchanged. The row comes first: L[lh, lw].",
        gives: merge(K, transposed(L))))
  }
  if K.shape[0] == K.shape[1], L.shape[0] == L.shape[1] {
    known.append(
      KnownMistake(
        "These are the right numbers with rows and columns of M exchanged. The row comes first: "
          + "M[lh + kh, lw + kw].",
        gives: transposed(merge(K, L))))
  }
  return known
}

/// A number as it is printed in a tensor: 2, not 2.0.
func words(_ number: Float) -> String { "\(Tensor(shape: [], [number]))" }

/// How the right number at a place comes about.
func because(_ place: [Int], _ K: Tensor<Float>, _ L: Tensor<Float>) -> String {
  var lines: [String] = []
  _ = merge(K, L) { _, p in
    guard [p.lh + p.kh, p.lw + p.kw] == place else { return }
    let (l, k) = (L[p.lh, p.lw], K[p.kh, p.kw])
    lines.append(
      "L[\(p.lh),\(p.lw)] · K[\(p.kh),\(p.kw)] = \(words(l)) · \(words(k)) = \(words(l * k))")
  }
  let sum = words(merge(K, L)[place[0], place[1]])
  let here = "M[\(place[0]),\(place[1])]"
  let head = "K is\n\(K)\nand L is\n\(L)\n"
  return lines.count == 1
    ? "\(head)One pair belongs into \(here):\n\(lines[0])"
    : "\(head)These pairs belong into \(here):\n\(lines.joined(separator: "\n"))\nThey add up to \(sum)."
}

func expectMerged(_ K: Tensor<Float>, _ L: Tensor<Float>) throws {
  let answer = try merged(K, L)
  try expect(answer, hasShape: shape(K, L), given: sizes(K, L), shapeRule: shapeRule(K, L))
  try expect(
    answer, equals: merge(K, L), given: sizes(K, L), because: { because($0, K, L) },
    mistakes: mistakes(K, L))
}

/// A kernel of which each weight is another number, and none is 0: what is done to it shows.
func kernel(_ shape: [Int], _ random: inout SeededRandom) -> Tensor<Float> {
  let numbers = (1...9).map(Float.init).shuffled(using: &random)
  return Tensor(
    shape: shape,
    numbers.prefix(shape.reduce(1, *)).map { random.whole(in: 0...1) == 0 ? $0 : -$0 })
}

/// A picture goes through all of these, one after the other.
func layers(_ X: Tensor<Float>, _ kernels: [Tensor<Float>]) -> Tensor<Float> {
  kernels.reduce(X) { Reference.conv2d($0, weight: $1) }
}

/// Ends the test unless M does to a picture what the kernels do one after the other.
func expectSame(
  _ M: Tensor<Float>, as kernels: [Tensor<Float>], called names: String,
  _ random: inout SeededRandom
) throws {
  let X = random.wholeTensor([M.shape[0] + 1, M.shape[1] + 1])
  let (right, answer) = (layers(X, kernels), Reference.conv2d(X, weight: M))
  guard answer != right else { return }
  throw TestFailure(
    """
    a picture of \(size(X)) goes through \(names), and then through your M alone.
    The layers give
    \(right)
    and your M gives
    \(answer)
    The picture is drawn at random; M must do the same as the layers for every picture.
    """)
}

// On squares, so that rows and columns exchanged don't stop it.
property("the size of the one kernel", points: 1, cases: 2) { random in
  for (k, l) in [(2, 2), (2, 4), (4, 2)] {
    let (K, L) = (random.wholeTensor([k, k]), random.wholeTensor([l, l]))
    try expect(merged(K, L), hasShape: shape(K, L), given: sizes(K, L), shapeRule: shapeRule(K, L))
  }
}

test("the worked example", points: 2) {
  // With a 0 in K and one in L, several mistakes come out alike, so other numbers are first.
  try expectMerged(Tensor([[1, 2], [3, 4]]), Tensor([[5, -6], [7, 8]]))
  try expectMerged(Tensor([[0, 1], [2, 3]]), Tensor([[1, -1], [2, 0]]))
}

// With a single weight several mistakes come out alike, so it comes last.
property("kernels of different sizes", points: 2) { random in
  for (k, l) in [(2, 3), (3, 2), (1, 3), (3, 1)] {
    try expectMerged(kernel([k, k], &random), kernel([l, l], &random))
  }
}

property("kernels that aren't square", points: 2) { random in
  let long = random.whole(in: 2...4)
  let isFlat = random.whole(in: 0...1) == 0
  let K = kernel(isFlat ? [1, long] : [long, 1], &random)
  try expectMerged(K, kernel(random.whole(in: 0...1) == 0 ? [2, 3] : [3, 2], &random))
}

// What M is for, without the formula. On whole numbers it is exact.
property("two layers are one", points: 2) { random in
  let shapes = [[2, 3], [3, 2], [1, 3], [3, 1]]
  let K = kernel(shapes[random.whole(in: 0...3)], &random)
  let L = kernel(shapes[random.whole(in: 0...3)], &random)
  let M = try merged(K, L)
  try expect(M, hasShape: shape(K, L), given: sizes(K, L), shapeRule: shapeRule(K, L))
  try expectSame(M, as: [K, L], called: "K, then L", &random)
}

property("three in a row", points: 1) { random in
  let kernels = [2, 3, 2].map { kernel([$0, $0], &random) }
  let first = try merged(kernels[0], kernels[1])
  try expect(
    first, hasShape: [4, 4], given: sizes(kernels[0], kernels[1]),
    shapeRule: shapeRule(kernels[0], kernels[1]))
  let M = try merged(first, kernels[2])
  try expect(
    M, hasShape: [5, 5], given: "what you made of two, and a third kernel of 2×2",
    shapeRule: shapeRule(first, kernels[2]))
  try expectSame(M, as: kernels, called: "three kernels", &random)
}

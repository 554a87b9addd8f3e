import Judging
import Loupe

let meanPool = Student.function(
  "meanPool(_:k:s:p:)", as: ((Tensor<Float>, Int, Int, Int) -> Tensor<Float>).self,
  parameters: ["X", "k", "s", "p"])

func sizes(_ X: Tensor<Float>, _ k: Int, _ s: Int, _ p: Int) -> String {
  "X of \(X.shape[0])×\(X.shape[1]), k = \(k), s = \(s), p = \(p)"
}

func shapeRule(_ X: Tensor<Float>, _ k: Int, _ s: Int, _ p: Int) -> String {
  let rule = X.shape.map { size in
    "(\(size) + 2·\(p) − \(k)) / \(s) + 1 = \((size + 2 * p - k) / s + 1)"
  }
  return "\(rule[0]) down, \(rule[1]) across, as the file had it"
}

/// What `number` makes of the numbers of each window: nil where it lies on the padding. The window begins
/// `back` places above and to the left of where it would without padding.
func slide(
  _ X: Tensor<Float>, _ k: Int, _ s: Int, _ p: Int, back: Int,
  from first: (row: Int, column: Int) = (0, 0), _ number: ([Float?]) -> Float
) -> Tensor<Float> {
  var Y = Tensor<Float>.zeros(X.shape.map { ($0 + 2 * p - k) / s + 1 })
  for oh in 0..<Y.shape[0] {
    for ow in 0..<Y.shape[1] {
      var numbers: [Float?] = []
      for ih in oh * s - back..<oh * s - back + k {
        for iw in ow * s - back..<ow * s - back + k {
          let isOnX =
            ih >= first.row && ih < X.shape[0] && iw >= first.column && iw < X.shape[1]
          numbers.append(isOnX ? X[ih, iw] : nil)
        }
      }
      Y[oh, ow] = number(numbers)
    }
  }
  return Y
}

func sum(_ numbers: [Float?]) -> Float { numbers.reduce(0) { $0 + ($1 ?? 0) } }

func mean(_ numbers: [Float?]) -> Float {
  sum(numbers) / max(1, Float(numbers.count { $0 != nil }))
}

/// The means if the count goes on from window to window.
func countedOn(_ X: Tensor<Float>, _ k: Int, _ s: Int, _ p: Int) -> Tensor<Float> {
  var count: Float = 0
  return slide(X, k, s, p, back: p) { numbers in
    count += Float(numbers.count { $0 != nil })
    return sum(numbers) / count
  }
}

func mistakes(_ X: Tensor<Float>, _ k: Int, _ s: Int, _ p: Int) -> [KnownMistake] {
  func mistake(_ words: String, _ number: @escaping ([Float?]) -> Float) -> KnownMistake {
    KnownMistake(words, gives: slide(X, k, s, p, back: p, number))
  }
  var known = [
    mistake("Y is all zeros. Is anything added up in it?") { _ in 0 },
    mistake(
      "Each of these is the sum of its window, divided by 1 or by nothing. Divide it by how many "
        + "numbers of X are in the window.", sum),
    mistake("This is the largest number of each window. Asked for is the mean.") { numbers in
      numbers.compactMap { $0 }.reduce(-.infinity, max)
    },
    mistake(
      "This leaves numbers of X that are 0 out of the count. They are numbers like others; only the padding isn't."
    ) { sum($0) / max(1, Float($0.count { $0 != nil && $0 != 0 })) },
  ]
  known.append(
    KnownMistake(
      "The count goes on from window to window. Begin both, sum and count, with 0 for each number of Y.",
      gives: countedOn(X, k, s, p)))
  for (words, first) in [
    ("Row 0 and column 0 are", (1, 1)), ("Row 0 is", (1, 0)), ("Column 0 is", (0, 1)),
  ] {
    let means = slide(X, k, s, p, back: p, from: (first.0, first.1)) { numbers in
      sum(numbers) / Float(numbers.count { $0 != nil })
    }
    known.append(
      KnownMistake(
        (means.scalars.contains { $0.isNaN }
          ? "nan is 0 / 0: your window found no number. " : "")
          + "\(words) on X, too: >= 0, not > 0.", gives: means))
  }
  if p > 0 {
    known += [
      mistake(
        "Rows on the padding are left out of your count, and columns on it aren't. A number is on X only if "
          + "both its row and its column are."
      ) { numbers in
        let rows = (0..<k).count { kh in (0..<k).contains { numbers[kh * k + $0] != nil } }
        return sum(numbers) / Float(max(1, rows * k))
      },
      mistake(
        "This is the mean with the padding counted: each sum is divided by k · k. Divide by how many "
          + "numbers of X are in the window."
      ) { sum($0) / Float($0.count) },
      KnownMistake(
        "The windows begin p rows and columns too late: the number kh of a window lies in row "
          + "oh·s + kh − p.",
        gives: slide(X, k, s, p, back: 0, mean)),
      KnownMistake(
        "This repeats the numbers at the rim of X on the padding. There is nothing on the padding: leave it out.",
        gives: Reference.avgPool2d(
          Reference.pad(X, Padding([p]), mode: .replicate), kernelSize: PerAxis([k]),
          stride: PerAxis([s]))),
    ]
  }
  return known
}

func expectMean(_ X: Tensor<Float>, k: Int, s: Int, p: Int) throws {
  try expect(
    meanPool(X, k, s, p),
    equals: Reference.avgPool2d(
      X, kernelSize: PerAxis([k]), stride: PerAxis([s]), padding: Padding([p]),
      countIncludePad: false),
    given: sizes(X, k, s, p),
    workedOut: .avgPool2d(
      X, kernelSize: PerAxis([k]), stride: PerAxis([s]), padding: Padding([p]),
      countIncludePad: false),
    shapeRule: shapeRule(X, k, s, p), mistakes: mistakes(X, k, s, p))
}

test("the worked example", points: 2) {
  try expectMean(Tensor([[0, 1, 2], [3, 4, 5], [6, 7, 8]]), k: 2, s: 2, p: 1)
}

property("without padding", points: 2) { random in
  let k = random.whole(in: 2...3)
  try expectMean(random.wholeTensor([6, 6], in: 1...9), k: k, s: random.whole(in: 1...k), p: 0)
}

// What makes it a mean of the picture, without the formula.
property("a picture that is the same everywhere stays so", points: 2) { random in
  let (side, k) = (random.whole(in: 3...5), random.whole(in: 2...3))
  let (p, c) = (random.whole(in: 1...k - 1), Float(random.whole(in: 2...9)))
  let X = Tensor<Float>(repeating: c, shape: [side, side])
  let Y = try meanPool(X, k, 1, p)
  let shape = X.shape.map { $0 + 2 * p - k + 1 }
  try expect(Y, hasShape: shape, given: sizes(X, k, 1, p), shapeRule: shapeRule(X, k, 1, p))
  for oh in 0..<shape[0] {
    for ow in 0..<shape[1] {
      try expect(
        abs(Y[oh, ow] - c) < 1e-4 * c,
        """
        \(sizes(X, k, 1, p)), and each number of X is \(Int(c)):
        then every mean is \(Int(c)), for nothing else is in the picture. Your Y is
        \(Y)
        """)
    }
  }
}

property("padding around other pictures", points: 2) { random in
  let k = random.whole(in: 2...4)
  let X = random.wholeTensor([5, 5], in: 0...9)
  try expectMean(X, k: k, s: random.whole(in: 1...2), p: random.whole(in: 1...k - 1))
}

property("pictures that aren't square", points: 1) { random in
  let (short, long) = (random.whole(in: 2...3), random.whole(in: 5...6))
  let shape = random.whole(in: 0...1) == 0 ? [short, long] : [long, short]
  try expectMean(random.wholeTensor(shape, in: 0...9), k: 2, s: 1, p: random.whole(in: 0...1))
}

import Judging
import Loupe

let weigh = Student.function(
  "weigh(_:_:row:column:)", as: ((Tensor<Float>, Tensor<Float>, Int, Int) -> Float).self,
  parameters: ["X", "K", "row", "column"])

/// As large a window as K, at a place; nil if it isn't all in X.
func window(
  _ X: Tensor<Float>, _ K: Tensor<Float>, _ row: Int, _ column: Int
) -> Tensor<Float>? {
  guard row + K.shape[0] <= X.shape[0], column + K.shape[1] <= X.shape[1] else { return nil }
  return X[rows: row..<row + K.shape[0], columns: column..<column + K.shape[1]]
}

/// What comes out of mistakes that many people make.
func mistakes(
  _ X: Tensor<Float>, _ K: Tensor<Float>, _ row: Int, _ column: Int
) -> [(words: String, gives: Float?)] {
  let inside = window(X, K, row, column) ?? K
  let last = [K.shape[0] - 1, K.shape[1] - 1]
  var turned = K
  for kh in 0...last[0] {
    for kw in 0...last[1] { turned[kh, kw] = K[last[0] - kh, last[1] - kw] }
  }
  let known: [(words: String, gives: Float?)] = [
    ("This is the sum of the window alone. Multiply each number by its weight.", inside.sum()),
    ("Each number met its weight, but was added to it. Multiply them: *.", (inside + K).sum()),
    (
      "This is the last product alone. Does each product take the place of the one before? += adds.",
      inside[last[0], last[1]] * K[last[0], last[1]]
    ),
    (
      "This is right, but divided by how many weights there are. Give back the sum, not the mean.",
      (inside * K).sum() / Float(K.count)
    ),
    (
      "This is the window in the top left corner. Yours begins at row and column.",
      window(X, K, 0, 0).map { ($0 * K).sum() }
    ),
    (
      "This is what comes out when row and column are exchanged: the row is how far down.",
      window(X, K, column, row).map { ($0 * K).sum() }
    ),
    (
      "This is what comes out when K is turned by half a circle. Its top left weight lies on the top "
        + "left number of the window.",
      (inside * turned).sum()
    ),
  ]
  guard K.shape[0] == K.shape[1] else { return known }
  var exchanged = K
  for kh in 0...last[0] {
    for kw in 0...last[1] { exchanged[kh, kw] = K[kw, kh] }
  }
  return known + [
    (
      "This is what comes out when rows and columns of K are exchanged. The row comes first, in K as in "
        + "X.", (inside * exchanged).sum()
    )
  ]
}

func whole(_ number: Float) -> String { "\(Tensor(shape: [], [number]))" }

func expectWeighed(_ X: Tensor<Float>, _ K: Tensor<Float>, row: Int, column: Int) throws {
  let answer = try weigh(X, K, row, column)
  guard let inside = window(X, K, row, column) else { throw TestFailure("there is no such window") }
  let products = inside * K
  let right = products.sum()
  if abs(answer - right) <= 1e-4 * max(1, abs(right)) { return }
  var lines = [
    "X of \(X.shape[0])×\(X.shape[1]), K of \(K.shape[0])×\(K.shape[1]), row \(row), column \(column):",
    "your sum is \(whole(answer)), and \(whole(right)) is right",
  ]
  let known = mistakes(X, K, row, column).filter { mistake in
    mistake.gives.map { abs($0 - answer) <= 1e-4 * max(1, abs($0)) } ?? false
  }
  if known.count == 1 { lines.append(known[0].words) }
  throw TestFailure(
    lines.joined(separator: "\n"),
    workedOut: """
      X is
      \(X)
      The window is
      \(inside)
      and K is
      \(K)
      Number by number they make
      \(products)
      \(products.scalars.map(whole).joined(separator: " + ")) = \(whole(right))
      """)
}

/// Weights of which each is another number, and none is 0: what is done to one of them shows.
func weights(_ shape: [Int], _ random: inout SeededRandom) -> Tensor<Float> {
  let numbers = (1...9).map(Float.init).shuffled(using: &random)
  return Tensor(shape: shape, numbers.prefix(shape.reduce(1, *)))
}

test("the worked example", points: 2) {
  try expectWeighed(
    Tensor([[0, 1, 2], [3, 4, 5], [6, 7, 8]]), Tensor([[0, 1], [2, 3]]), row: 0, column: 1)
}

/// A place whose row isn't its column, so that the two exchanged show.
func place(_ random: inout SeededRandom) -> (row: Int, column: Int) {
  let row = random.whole(in: 0...2)
  return (row, (row + random.whole(in: 1...2)) % 3)
}

property("windows anywhere", points: 3) { random in
  let (row, column) = place(&random)
  try expectWeighed(
    random.wholeTensor([5, 5], in: 1...9), weights([2, 2], &random), row: row, column: column)
}

property("grids of weights that aren't square", points: 2) { random in
  let (row, column) = place(&random)
  let (short, long) = (random.whole(in: 1...2), 3)
  let shape = random.whole(in: 0...1) == 0 ? [short, long] : [long, short]
  try expectWeighed(
    random.wholeTensor([5, 5], in: 1...9), weights(shape, &random), row: row, column: column)
}

import Judging
import Loupe

let maxPoolGradient = Student.function(
  "maxPoolGradient(_:_:k:s:)",
  as: ((Tensor<Float>, Tensor<Float>, Int, Int) -> Tensor<Float>).self,
  parameters: ["dY", "X", "k", "s"])

func sizes(_ dY: Tensor<Float>, _ X: Tensor<Float>, _ k: Int, _ s: Int) -> String {
  "dY of \(dY.shape[0])×\(dY.shape[1]), X of \(X.shape[0])×\(X.shape[1]), k = \(k), s = \(s)"
}

/// A place of a window: its row and its column.
typealias Spot = (row: Int, column: Int)

/// What comes of it if each window pays as `pay` says: given where the window begins, its places in row
/// order and its price, it changes dX.
func scatter(
  _ dY: Tensor<Float>, _ X: Tensor<Float>, _ k: Int, _ s: Int,
  _ pay: (_ dX: inout Tensor<Float>, _ first: Spot, _ spots: [Spot], _ price: Float) -> Void
) -> Tensor<Float> {
  var dX = Tensor<Float>.zeros(X.shape)
  for oh in 0..<dY.shape[0] {
    for ow in 0..<dY.shape[1] {
      let first = (row: oh * s, column: ow * s)
      var spots: [Spot] = []
      for kh in 0..<k {
        for kw in 0..<k { spots.append((first.row + kh, first.column + kw)) }
      }
      pay(&dX, first, spots, dY[oh, ow])
    }
  }
  return dX
}

func mistakes(_ dY: Tensor<Float>, _ X: Tensor<Float>, _ k: Int, _ s: Int) -> [KnownMistake] {
  func number(_ spot: Spot) -> Float { X[spot.row, spot.column] }
  func winners(_ spots: [Spot]) -> [Spot] {
    let largest = spots.map(number).reduce(-.infinity, max)
    return spots.filter { number($0) == largest }
  }
  func mistake(
    _ words: String,
    _ pay: @escaping (inout Tensor<Float>, Spot, [Spot], Float) -> Void
  ) -> KnownMistake {
    KnownMistake(words, gives: scatter(dY, X, k, s, pay))
  }
  return [
    mistake("dX is all zeros. Is anything added to it?") { _, _, _, _ in },
    mistake(
      "Where a number wins several windows, you keep only the last price. It gets them all: += instead of =."
    ) { dX, _, spots, price in
      let winner = winners(spots)[0]
      dX[winner.row, winner.column] = price
    },
    mistake(
      "Where several numbers are equally large, yours pays the last of them. The first one wins: > instead "
        + "of >=."
    ) { dX, _, spots, price in
      let all = winners(spots)
      dX[all[all.count - 1].row, all[all.count - 1].column] += price
    },
    mistake(
      "Where several numbers are equally large, the one in the upper row wins. Yours takes the one "
        + "further left, as if it went down the columns."
    ) { dX, _, spots, price in
      let all = winners(spots)
      let column = all.map(\.column).min()
      if let winner = all.first(where: { $0.column == column }) {
        dX[winner.row, winner.column] += price
      }
    },
    mistake(
      "Where no number of a window is larger than X[0, 0], yours pays X[0, 0]. Begin with the first "
        + "number of the window itself."
    ) { dX, _, spots, price in
      let winner = winners(spots)[0]
      let paid = number(winner) > X[0, 0] ? winner : (row: 0, column: 0)
      dX[paid.row, paid.column] += price
    },
    mistake(
      "The right places get something, but it is 1 for each window. They get the prices, dY[oh, ow]."
    ) { dX, _, spots, _ in
      let winner = winners(spots)[0]
      dX[winner.row, winner.column] += 1
    },
    mistake(
      "Where several numbers are equally large, yours pays each of them the whole price, and more goes out than "
        + "came in. Only the first one gets it."
    ) { dX, _, spots, price in
      for winner in winners(spots) { dX[winner.row, winner.column] += price }
    },
    mistake(
      "Where several numbers are equally large, yours gives equal shares. Some libraries do; here the first "
        + "one gets it all."
    ) { dX, _, spots, price in
      let all = winners(spots)
      for winner in all { dX[winner.row, winner.column] += price / Float(all.count) }
    },
    mistake(
      "This shares each price among all numbers of the window. That is the gradient of the mean; with the "
        + "maximum only the largest number gets something."
    ) { dX, _, spots, price in
      for spot in spots { dX[spot.row, spot.column] += price / Float(k * k) }
    },
    mistake(
      "This pays the whole price to every number of the window. Only the largest gets it."
    ) { dX, _, spots, price in
      for spot in spots { dX[spot.row, spot.column] += price }
    },
    mistake(
      "This pays the first number of each window, whichever is the largest. Are the others compared with it?"
    ) { dX, first, _, price in dX[first.row, first.column] += price },
    mistake(
      "All prices end up in the top left corner of dX: yours uses the winner's place in its window. In dX it is "
        + "oh·s rows and ow·s columns further on."
    ) { dX, first, spots, price in
      let winner = winners(spots)[0]
      dX[winner.row - first.row, winner.column - first.column] += price
    },
    mistake(
      "The right places get something, but it is the largest numbers themselves. They get the prices, dY[oh, ow]."
    ) { dX, _, spots, price in
      let winner = winners(spots)[0]
      dX[winner.row, winner.column] += number(winner)
    },
    mistake(
      "The right places get something, but it is the price times the largest number. They get the price alone."
    ) { dX, _, spots, price in
      let winner = winners(spots)[0]
      dX[winner.row, winner.column] += price * number(winner)
    },
    mistake(
      "This is right where a window holds a number above 0. Where it doesn't, yours pays its first number: the "
        + "largest so far begins as 0. Begin with the first number of the window."
    ) { dX, first, spots, price in
      let winner = winners(spots)[0]
      let paid = number(winner) > 0 ? winner : first
      dX[paid.row, paid.column] += price
    },
  ]
}

func expectGradient(_ dY: Tensor<Float>, _ X: Tensor<Float>, k: Int, s: Int) throws {
  let answer = try maxPoolGradient(dY, X, k, s)
  let right = Reference.maxPool2dBackward(
    dY, input: X, kernelSize: PerAxis([k]), stride: PerAxis([s]))
  try expect(
    answer, hasShape: X.shape, given: sizes(dY, X, k, s), shapeRule: "dX is as large as X")
  try expect(
    answer, equals: right, given: sizes(dY, X, k, s), called: "dX",
    because: { place in
      because(place, dY, X, k, s)
    },
    mistakes: mistakes(dY, X, k, s))
}

/// A number as it is printed in a tensor: 2, not 2.0.
func words(_ number: Float) -> String { "\(Tensor(shape: [], [number]))" }

/// How the right number at a place comes about: which windows it wins, and their prices.
func because(
  _ place: [Int], _ dY: Tensor<Float>, _ X: Tensor<Float>, _ k: Int, _ s: Int
) -> String {
  var won: [String] = []
  var over: [String] = []
  for oh in 0..<dY.shape[0] {
    for ow in 0..<dY.shape[1] {
      let (rows, columns) = (oh * s..<oh * s + k, ow * s..<ow * s + k)
      guard rows.contains(place[0]), columns.contains(place[1]) else { continue }
      over.append("\(X[rows: rows, columns: columns])")
      var alone = Tensor<Float>.zeros(dY.shape)
      alone[oh, ow] = 1
      let paid = Reference.maxPool2dBackward(
        alone, input: X, kernelSize: PerAxis([k]), stride: PerAxis([s]))
      if paid[place[0], place[1]] != 0 { won.append("dY[\(oh), \(ow)] = \(words(dY[oh, ow]))") }
    }
  }
  let number = "X[\(place[0]), \(place[1])] = \(words(X[place[0], place[1]]))"
  guard !over.isEmpty else { return "No window lies over \(number), so it gets nothing." }
  return "\(number) lies in \(over.count == 1 ? "this window" : "these windows"):\n"
    + over.joined(separator: "\n") + "\n"
    + (won.isEmpty
      ? "It isn't the first of the largest in any, so it gets nothing."
      : "It gets the price of each one that it wins: \(won.joined(separator: ", ")).")
}

/// Prices of 1 to 9 for what windows of `k` that move by `s` make of this.
func prices(
  _ X: Tensor<Float>, k: Int, s: Int, _ random: inout SeededRandom
) -> Tensor<Float> {
  random.wholeTensor([(X.shape[0] - k) / s + 1, (X.shape[1] - k) / s + 1], in: 1...9)
}

/// A picture of numbers of which none is there twice, all above 1: each window has one winner.
func picture(_ height: Int, _ width: Int, _ random: inout SeededRandom) -> Tensor<Float> {
  Tensor(shape: [height, width], (2...height * width + 1).map(Float.init).shuffled(using: &random))
}

/// The same with the largest number in the corner: what compares with X[0, 0] pays it for every window.
func cornered(_ X: Tensor<Float>) -> Tensor<Float> {
  var numbers = X.scalars
  guard let place = numbers.indices.max(by: { numbers[$0] < numbers[$1] }) else { return X }
  numbers.swapAt(0, place)
  return Tensor(shape: X.shape, numbers)
}

test("the worked example", points: 2) {
  try expectGradient(
    Tensor([[0, 1], [2, 3]]), Tensor([[0, 1, 2], [3, 4, 5], [6, 7, 8]]), k: 2, s: 1)
}

property("windows that touch", points: 2) { random in
  let k = random.whole(in: 2...3)
  let X = picture(6, 7, &random)
  for X in [X, cornered(X)] {
    try expectGradient(prices(X, k: k, s: k, &random), X, k: k, s: k)
  }
}

property("windows that overlap", points: 2) { random in
  let X = picture(random.whole(in: 4...5), 5, &random)
  let s = random.whole(in: 1...2)
  for X in [X, cornered(X)] {
    try expectGradient(prices(X, k: 3, s: s, &random), X, k: 3, s: s)
  }
}

// Windows that touch: what several wins of one number do is asked above.
property("ties", points: 2) { random in
  let X = random.wholeTensor([4, 6], in: 1...2)
  try expectGradient(prices(X, k: 2, s: 2, &random), X, k: 2, s: 2)
}

// Some of the four windows have a number above zero: what begins with 0 is right in these alone.
property("numbers below zero", points: 1) { random in
  let X = picture(4, 4, &random) - 14
  for X in [X, cornered(X)] {
    try expectGradient(prices(X, k: 2, s: 2, &random), X, k: 2, s: 2)
  }
}

property("no price is lost", points: 1) { random in
  let X = random.wholeTensor([5, 6], in: 1...3)
  let (k, s) = (random.whole(in: 2...3), random.whole(in: 1...2))
  let dY = prices(X, k: k, s: s, &random)
  let dX = try maxPoolGradient(dY, X, k, s)
  try expect(dX, hasShape: X.shape, given: sizes(dY, X, k, s), shapeRule: "dX is as large as X")
  try expect(
    abs(dX.sum() - dY.sum()) < 1e-3,
    """
    \(sizes(dY, X, k, s)):
    the prices add up to \(words(dY.sum())), and so must what goes out. Your dX adds up to \(words(dX.sum())).
    dY is
    \(dY)
    and X is
    \(X)
    """)
}

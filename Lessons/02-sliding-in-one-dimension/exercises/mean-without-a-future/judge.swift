import Judging
import Loupe

let causalMean = Student.function(
  "causalMean(_:_:)", as: ((Tensor<Float>, Int) -> Tensor<Float>).self,
  parameters: ["X", "count"])

func given(_ X: Tensor<Float>, _ count: Int) -> String { "X = \(X), count = \(count)" }

let shapeRule = "as many numbers as X has, one for each minute"

/// A number as it is printed in a tensor: 2, not 2.0.
func words(_ number: Float) -> String { "\(Tensor(shape: [], [number]))" }

/// The sum of X from `first` to `last` places after each output, divided by `share`.
func mean(
  _ X: Tensor<Float>, from first: Int, to last: Int, dividedBy share: (_ ow: Int) -> Int
) -> Tensor<Float> {
  var Y = Tensor<Float>.zeros(X.shape)
  for ow in 0..<X.count {
    for offset in first...max(first, last) where ow + offset >= 0 && ow + offset < X.count {
      Y[ow] += X[ow + offset]
    }
    Y[ow] = Y[ow] / Float(share(ow))
  }
  return Y
}

func right(_ X: Tensor<Float>, _ count: Int) -> Tensor<Float> {
  mean(X, from: 1 - count, to: 0) { _ in count }
}

func workedOut(_ X: Tensor<Float>, _ count: Int, _ ow: Int) -> String {
  let places = (0..<count).map { ow - $0 }.reversed()
  let terms = places.filter { $0 >= 0 }.map { words(X[$0]) }.joined(separator: " + ")
  let absent = places.filter { $0 < 0 }.count
  let zeros =
    switch absent {
    case 0: ""
    case 1: "\n(One of its \(count) places is before the beginning, and counts as 0.)"
    default: "\n(\(absent) of its \(count) places are before the beginning, and count as 0.)"
    }
  let sum = absent == count - 1 ? terms : "(\(terms))"
  return "The window of Y[\(ow)] ends at X[\(ow)]: \(sum) / \(count) = \(words(right(X, count)[ow]))" + zeros
}

func mistakes(_ X: Tensor<Float>, _ count: Int) -> [KnownMistake] {
  var whole = right(X, count)
  for ow in 0..<min(count - 1, X.count) { whole[ow] = 0 }
  var withoutFirst = X
  withoutFirst[0] = 0
  return [
    KnownMistake(
      "Y is all zeros. Is anything added up in it? Or is there 1 / count between whole numbers? That is 0.",
      gives: .zeros(X.shape)),
    KnownMistake(
      "These windows begin at X[ow] and go on into the future. They should end there: X[ow - back].",
      gives: mean(X, from: 0, to: count - 1) { _ in count }),
    KnownMistake(
      "These windows have X[ow] in their middle, so they see the future, too. They should end at X[ow].",
      gives: mean(X, from: -(count / 2), to: count - 1 - count / 2) { _ in count }),
    KnownMistake(
      "These are means of the past alone. X[ow] itself belongs to the window: back begins at 0.",
      gives: mean(X, from: -count, to: -1) { _ in count }),
    KnownMistake(
      "These windows are one number too long: with X[ow] they have count numbers in all. 0..<count leaves "
        + "the end out, 0...count doesn't.",
      gives: mean(X, from: -count, to: 0) { _ in count }),
    KnownMistake(
      "These windows are one number too short: with X[ow] they have count numbers in all.",
      gives: mean(X, from: 2 - count, to: 0) { _ in count }),
    KnownMistake(
      "These are sums. Divide them by count.", gives: mean(X, from: 1 - count, to: 0) { _ in 1 }),
    KnownMistake(
      "At the beginning you divide by how many numbers are there already. That is a good mean, too, but not "
        + "the one that is asked for: the zeros before the beginning are counted.",
      gives: mean(X, from: 1 - count, to: 0) { min(count, $0 + 1) }),
    KnownMistake(
      "The first numbers of Y are 0. A window that hangs over the beginning counts too: add up what is "
        + "there.", gives: whole),
    KnownMistake(
      "This is what comes out when the first number of X is left out. A place may be 0: >= 0, not > 0.",
      gives: right(withoutFirst, count)),
  ]
}

/// A signal whose sums can be divided by `count` without a rest. All of its numbers differ, and none is 0.
func signal(_ length: Int, _ count: Int, _ random: inout SeededRandom) -> Tensor<Float> {
  Float(count) * Tensor((1...9).map(Float.init).shuffled(using: &random).prefix(length).map { $0 })
}

func expectMean(_ X: Tensor<Float>, _ count: Int) throws {
  let answer = try causalMean(X, count)
  try expect(answer, hasShape: X.shape, given: given(X, count), shapeRule: shapeRule)
  try expect(
    answer, equals: right(X, count), given: given(X, count),
    because: { workedOut(X, count, $0[0]) }, mistakes: mistakes(X, count))
}

test("the worked example", points: 2) { try expectMean(Tensor([3, 4, 5]), 2) }

// Whatever the numbers are: which of X's numbers does each of Y's depend on?
property("the present counts and the future doesn't", points: 2) { random in
  let count = random.whole(in: 2...4)
  let before = signal(random.whole(in: 6...8), count, &random)
  let place = random.whole(in: count - 1...before.count - 2)
  var after = before
  after[place] += Float(count)
  let (Y, changed) = (try causalMean(before, count), try causalMean(after, count))
  let change =
    "\(given(before, count)):\nwhen X[\(place)] goes up by \(count), your Y goes from\n\(Y)\n"
    + "to\n\(changed)\n"
  try expect(Y, hasShape: before.shape, given: given(before, count), shapeRule: shapeRule)
  try expect(changed, hasShape: before.shape, given: given(after, count), shapeRule: shapeRule)
  try expect(
    Y[place] != changed[place],
    change + "Y[\(place)] hasn't changed, but X[\(place)], the present, belongs to its window.")
  if let early = (0..<place).first(where: { Y[$0] != changed[$0] }) {
    throw TestFailure(
      change + "Y[\(early)] has changed: it must have seen X[\(place)], which comes later. Its window ends at "
        + "X[\(early)].")
  }
}

property("a signal that stays the same", points: 1) { random in
  let (count, level) = (random.whole(in: 2...4), Float(random.whole(in: 2...9)))
  let X = Tensor<Float>(repeating: level, shape: [count + random.whole(in: 2...4)])
  let Y = try causalMean(X, count)
  try expect(Y, hasShape: X.shape, given: given(X, count), shapeRule: shapeRule)
  for ow in count - 1..<X.count where abs(Y[ow] - level) > 1e-4 * level {
    throw TestFailure(
      "\(given(X, count)):\nyour Y[\(ow)] is \(words(Y[ow])). The mean of \(count) times \(words(level)) is "
        + "\(words(level)).")
  }
}

property("a mean of any length", points: 3) { random in
  let count = random.whole(in: 3...5)
  try expectMean(signal(random.whole(in: 7...9), count, &random), count)
}

property("a mean longer than the signal", points: 1) { random in
  let count = random.whole(in: 5...6)
  try expectMean(signal(random.whole(in: 2...3), count, &random), count)
}

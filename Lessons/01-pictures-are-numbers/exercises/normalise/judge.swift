import Judging
import Loupe

let normalised = Student.function(
  "normalised(_:)", as: ((Tensor<Float>) -> Tensor<Float>).self, parameters: ["x"])

/// Mean and standard deviation, in Double.
func moments(_ x: Tensor<Float>) -> (m: Double, s: Double) {
  let numbers = x.scalars.map(Double.init)
  let n = Double(numbers.count)
  let m = numbers.reduce(0, +) / n
  return (m, (numbers.reduce(0) { $0 + ($1 - m) * ($1 - m) } / n).squareRoot())
}

/// (x − m) / s.
func scaled(_ x: Tensor<Float>, _ m: Double, _ s: Double) -> Tensor<Float> {
  x.map { Float((Double($0) - m) / s) }
}

func mistakes(_ x: Tensor<Float>) -> [KnownMistake] {
  let (m, s) = moments(x)
  let n = Double(x.count)
  let numbers = x.scalars.map(Double.init)
  let (low, high) = (numbers.min() ?? 0, numbers.max() ?? 0)
  return [
    KnownMistake("These are the numbers of x, unchanged.", gives: x),
    KnownMistake("The mean is subtracted, but nothing is divided by s.", gives: scaled(x, m, 1)),
    KnownMistake("This is x / s. Subtract the mean first.", gives: scaled(x, 0, s)),
    KnownMistake(
      "This is divided by s², the mean of the squares. The root is missing.",
      gives: scaled(x, m, s * s)),
    KnownMistake("This is multiplied by s instead of divided.", gives: scaled(x, m, 1 / s)),
    KnownMistake(
      "This is what comes out with n − 1. In this formula the squares are divided by n.",
      gives: scaled(x, m, s * (n / (n - 1)).squareRoot())),
    KnownMistake(
      "This is what comes out when the sum of the squares isn't divided by n.",
      gives: scaled(x, m, s * n.squareRoot())),
    KnownMistake(
      "These go from 0 to 1. Here the mean becomes 0, and the standard deviation 1.",
      gives: scaled(x, low, high - low)),
    KnownMistake(
      "This is divided by the largest difference from the mean. s is the root of the mean square.",
      gives: scaled(x, m, max(high - m, m - low))),
  ]
}

func text(_ number: Double) -> String { number.fixed(decimals: 4) }

func sizes(_ x: Tensor<Float>) -> String {
  "x of " + x.shape.map(String.init).joined(separator: "×")
}

/// A tensor of some shape that isn't blank, with a mean that isn't 0.
func numbers(_ random: inout SeededRandom) -> Tensor<Float> {
  let shapes = [[12], [3, 4], [5, 3], [2, 3, 2], [1, 2, 2, 3]]
  var x = random.wholeTensor(shapes[random.whole(in: 0...4)], in: 1...9).map { $0 / 4 }
  x.withUnsafeMutableScalars { ($0[0], $0[1]) = (0.25, 5) }
  return x
}

/// What the function gives back for x, of the right shape and with numbers in it.
func answer(_ x: Tensor<Float>) throws -> Tensor<Float> {
  let y = try normalised(x)
  try expect(y, hasShape: x.shape, given: sizes(x), shapeRule: "y is as large as x")
  return y
}

test("the worked example", points: 2) {
  let x = Tensor([[0, 1, 2], [3, 4, 5], [6, 7, 8]])
  let (m, s) = moments(x)
  try expect(
    normalised(x), equals: scaled(x, m, s), given: "x = 0…8 as 3×3",
    because: { place in
      let number = Double(x[place[0], place[1]])
      return "m = \(text(m)) and s = \(text(s)), so it is (\(text(number)) − \(text(m))) / \(text(s)) = "
        + "\(text((number - m) / s))."
    },
    mistakes: mistakes(x))
}

// From here on only what normalising is for is asked, without the formula.
property("the mean is 0", points: 1) { random in
  let x = numbers(&random)
  let y = try answer(x)
  let m = moments(y).m
  try expect(
    abs(m) <= 1e-4,
    "\(sizes(x)), with a mean of \(text(moments(x).m)):\nyour y has a mean of \(text(m)), and 0 is right. "
      + "Is the mean of x subtracted from each number?")
}

property("the deviation is 1", points: 2) { random in
  let x = numbers(&random)
  let y = try answer(x)
  let s = moments(y).s
  try expect(
    abs(s - 1) <= 1e-3,
    "\(sizes(x)), with a standard deviation of \(text(moments(x).s)):\nyour y has one of \(text(s)), and 1 "
      + "is right"
      + (y.mistakeWords(x).map { "\n\($0)" } ?? ""))
}

property("another light", points: 2) { random in
  let x = numbers(&random)
  let (factor, veil) = (Float(random.whole(in: 2...4)) / 8, Float(random.whole(in: 1...3)) / 4)
  let (bright, weak) = (try answer(x), try answer(x * factor + veil))
  let worst = (bright - weak).scalars.map { abs($0) }.max() ?? 0
  try expect(
    worst <= 1e-3,
    "\(sizes(x)), and the same in weaker light, \(factor) · x + \(veil):\nonce normalised the two should be "
      + "equal. Yours differ by up to \(text(Double(worst))). What is added must vanish with the mean, "
      + "and the factor with s.")
}

/// 0 everywhere is right for a page that is the same everywhere; what rounding leaves of x − m is, too.
func expectBlank(_ x: Tensor<Float>) throws {
  let y = try answer(x)
  guard let first = y.scalars.first(where: { !(abs($0) <= 1e-3) }) else { return }
  let isHair = abs(abs(first) - 1) < 0.01
  throw TestFailure(
    "\(sizes(x)), \(x.scalars[0]) everywhere:\nyour y has \(first.isNaN ? "NaN" : "\(first)") in it, "
      + "and 0 everywhere is right. "
      + (first.isNaN
        ? "Here m is x and s is 0, and 0 / 0 is NaN. Ask for that before you divide."
        : isHair
          ? "Here the rounded m misses x by a hair, s is that hair, and their quotient is 1 or −1. Ask "
            + "whether the largest number of x is the smallest."
          : "Here m is x, so x − m is 0."))
}

// Of eighths the mean is exact. Of 784 tenths it isn't: s is a hair then, and not 0.
property("a blank page", points: 1, cases: 3) { random in
  try expectBlank(Tensor(repeating: Float(random.whole(in: 1...7)) / 8, shape: [3, 4]))
  for tenths in [1, 3, Float(random.whole(in: 5...9))] {
    try expectBlank(Tensor(repeating: tenths / 10, shape: [28, 28]))
  }
}

extension Tensor<Float> {
  /// The known mistake that gives this answer for x, if it is just one.
  func mistakeWords(_ x: Tensor<Float>) -> String? {
    do {
      let (m, s) = moments(x)
      try expect(self, equals: scaled(x, m, s), because: { _ in "" }, mistakes: mistakes(x))
    } catch let failure as TestFailure {
      return failure.words.split(separator: "\n").dropFirst().first.map(String.init)
    } catch {}
    return nil
  }
}

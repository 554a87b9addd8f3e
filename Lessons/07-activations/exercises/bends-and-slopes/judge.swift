import Judging
import Loupe

let leaky = Student.function(
  "leaky(_:a:)", as: ((Float, Float) -> Float).self, parameters: ["x", "a"])
let leakySlope = Student.function(
  "leakySlope(_:a:)", as: ((Float, Float) -> Float).self, parameters: ["x", "a"])
let sigmoidSlope = Student.function(
  "sigmoidSlope(_:)", as: ((Float) -> Float).self, parameters: ["s"])
let tanhSlope = Student.function(
  "tanhSlope(_:)", as: ((Float) -> Float).self, parameters: ["t"])

/// A number as one would write it: 2, not 2.0.
func words(_ number: Float) -> String {
  number == number.rounded() && abs(number) < 1000 ? "\(Int(number))" : "\(number)"
}

/// A wrong number, and what the mistake is that gives it.
typealias Mistake = (words: String, number: (_ x: Float) -> Float)

func areClose(_ a: Float, _ b: Float) -> Bool { abs(a - b) <= 1e-4 * max(1, abs(b)) }

/// Ends the test unless a function of the student gives the right number at each place. A mistake is named if
/// just one gives all the numbers that the student's function gave.
func expectNumbers(
  at places: [Float], _ answer: (Float) throws -> Float, equal right: (Float) -> Float,
  call: (Float) -> String, because why: (Float) -> String, mistakes: [Mistake]
) throws {
  let answers = try places.map(answer)
  let wrong = places.indices.filter { !areClose(answers[$0], right(places[$0])) }
  guard let first = wrong.first else { return }
  let known = mistakes.filter { mistake in
    places.indices.allSatisfy { areClose(answers[$0], mistake.number(places[$0])) }
  }
  let place = places[first]
  let shown = right(place)
  let lines = [
    "your \(call(place)) is \(words(answers[first])), and \(words(shown)) is right "
      + "(wrong at \(wrong.count) of \(places.count) places)",
    known.count == 1 ? known[0].words : nil,
  ]
  throw TestFailure(lines.compactMap { $0 }.joined(separator: "\n"), workedOut: why(place))
}

func expectLeaky(at places: [Float], a: Float) throws {
  try expectNumbers(
    at: places, { try leaky($0, a) }, equal: { $0 > 0 ? $0 : a * $0 },
    call: { "leaky(\(words($0)), a: \(words(a)))" },
    because: { x in
      x > 0
        ? "\(words(x)) is positive, so it stays as it is."
        : "\(words(x)) isn't positive, so it is taken times a: \(words(a)) · \(words(x)) = "
          + "\(words(a * x))."
    },
    mistakes: [
      ("It is 0 everywhere.", { _ in 0 }),
      ("It leaves every number as it is, so nothing is bent.", { $0 }),
      (
        "This is plain ReLU: what is negative becomes 0. A leaky one lets a share of it through.",
        { max(0, $0) }
      ),
      (
        "All of x is taken times a, also where it is positive. So nothing is bent: that is one straight "
          + "line.", { a * $0 }
      ),
      (
        "Where x is negative, yours gives a. It is a share: a times x.", { $0 > 0 ? $0 : a }
      ),
      (
        "Where x is negative, the sign is lost. A share of a negative number is negative.",
        { $0 > 0 ? $0 : -a * $0 }
      ),
      // With an a above 1, that is what exchanged sides give as well: those have failed before.
      a > 1
        ? (
          "This is the larger of x and a·x. As long as a is at most 1, that is right; with a larger one, a·x is "
            + "the larger where x is positive. Ask for the sign of x.", { max($0, a * $0) }
        )
        : (
          "The two sides are exchanged: yours leaves negative numbers as they are, and takes positive ones "
            + "times a.", { $0 < 0 ? $0 : a * $0 }
        ),
      (
        "Where x is negative, yours adds a. It is a share: a times x.",
        { $0 > 0 ? $0 : a + $0 }
      ),
      ("Where x is negative, yours divides by a.", { $0 > 0 ? $0 : $0 / a }),
      (
        "This is right for an a of 0.1, whichever a is given.", { $0 > 0 ? $0 : 0.1 * $0 }
      ),
      (
        "This is right for an a of 0.01, whichever a is given.", { $0 > 0 ? $0 : 0.01 * $0 }
      ),
    ])
}

func expectLeakySlope(at places: [Float], a: Float) throws {
  try expectNumbers(
    at: places, { try leakySlope($0, a) }, equal: { $0 > 0 ? 1 : a },
    call: { "leakySlope(\(words($0)), a: \(words(a)))" },
    because: { x in
      if x == 0 {
        return "At 0 there is a corner. The task takes the slope on the left of it, which is a."
      }
      let step: Float = 0.25
      func value(_ x: Float) -> Float { x > 0 ? x : a * x }
      return "A step from \(words(x)) to \(words(x + step)) takes leaky ReLU from "
        + "\(words(value(x))) to \(words(value(x + step))).\nThe change, \(words(value(x + step) - value(x))), divided by the "
        + "step, \(words(step)), is \(words(x > 0 ? 1 : a))."
    },
    mistakes: [
      ("It is 0 everywhere.", { _ in 0 }),
      ("It is 1 everywhere, as if nothing were bent.", { _ in 1 }),
      ("It is a everywhere. On the right of 0, x stays as it is.", { _ in a }),
      (
        "That is leaky ReLU's value, not its slope. On a straight line the slope is the same everywhere, "
          + "however large x is.", { $0 > 0 ? $0 : a * $0 }
      ),
      (
        "On the left yours gives a · x. That is leaky ReLU's value there; its slope is a, however far left x is.",
        { $0 > 0 ? 1 : a * $0 }
      ),
      (
        "That is the slope of plain ReLU: 0 on the left. A leaky one falls on the left, too, by a.",
        { $0 > 0 ? 1 : 0 }
      ),
      (
        "The two sides are exchanged: a is the slope on the left.", { $0 < 0 ? 1 : a }
      ),
      (
        "On the left, the sign is the wrong one. A step to the right is a step up there if a is positive.",
        { $0 > 0 ? 1 : -a }
      ),
      (
        "At the corner yours takes the slope on the right. The task takes the one on the left: x > 0, and "
          + "not x >= 0.", { $0 >= 0 ? 1 : a }
      ),
      (
        "At the corner yours takes the mean of both sides, as measuring does. The task takes the left side's.",
        { $0 > 0 ? 1 : $0 < 0 ? a : (1 + a) / 2 }
      ),
      (
        "At the corner yours says 0. The package does for plain ReLU, whose left side is 0. Here the left side "
          + "has the slope a.", { $0 > 0 ? 1 : $0 < 0 ? a : 0 }
      ),
    ])
}

/// How steep a function is at x: measured, with a small step to either side.
func measured(_ f: (Double) -> Double, at x: Double) -> Float {
  let h = 1e-5
  // To six digits, which measuring gives.
  return Float(((f(x + h) - f(x - h)) / (2 * h) * 1e6).rounded() / 1e6)
}

func sigmoid(_ x: Double) -> Double { 1 / (1 + exp(-x)) }

func rounded(_ x: Double) -> String { x.fixed(decimals: 3) }

/// The slope of `f` at places drawn at random, of which the student is given the value.
func expectSlope(
  named name: String, _ letter: String,
  of f: @escaping (Double) -> Double, called function: String,
  _ answer: (Float) throws -> Float, values: [Float], inverse: (Double) -> Double,
  mistakes: [Mistake]
) throws {
  try expectNumbers(
    at: values, answer, equal: { measured(f, at: inverse(Double($0))) },
    call: { "\(name)(\(words($0)))" },
    because: { value in
      let (x, h) = (inverse(Double(value)), 0.01)
      return "\(function) has the value \(words(value)) at x = \(rounded(x)). "
        + "A step of 0.01 to either side: "
        + "\(function)(\(rounded(x + h))) = \(Float(f(x + h))), "
        + "\(function)(\(rounded(x - h))) = \(Float(f(x - h))).\nTheir difference, divided by 0.02, "
        + "is about \(rounded((f(x + h) - f(x - h)) / (2 * h)))."
    },
    mistakes: [
      ("It is 0 everywhere.", { _ in 0 }),
      (
        "It gives \(letter) back. That is how high the curve is; asked for is how steep.",
        { $0 }
      ),
    ] + mistakes)
}

test("leaky ReLU", points: 2) {
  try expectLeaky(at: [-2, -1, 0, 1, 2], a: 0.5)
  try expectLeaky(at: [-4, -0.5, 0, 0.5, 4], a: 0.25)
}

// Each case has an a below 0 and one above 1: they tell apart what is the same for a small share.
property("any a", points: 1) { random in
  let places = [-3, -1, 0, 2, 4].map { $0 * Float(random.whole(in: 1...3)) }
  try expectLeaky(at: places, a: -Float(random.whole(in: 1...3)) / 2)
  try expectLeaky(at: places, a: Float(random.whole(in: 2...4)))
}

property("leaky ReLU's slope", points: 2) { random in
  let places = [-3, -0.5, 0.5, 2].map { $0 * Float(random.whole(in: 1...3)) }
  try expectLeakySlope(at: places, a: Float(random.whole(in: 1...3)) / 4)
}

test("the corner", points: 1) {
  for a: Float in [0.5, 0.25] { try expectLeakySlope(at: [-2, 0, 2], a: a) }
}

func expectSigmoidSlope(at values: [Float]) throws {
  try expectSlope(
    named: "sigmoidSlope", "s", of: sigmoid, called: "sigmoid", { try sigmoidSlope($0) },
    values: values, inverse: { log($0 / (1 - $0)) },
    mistakes: [
      (
        "That is sigmoid's slope if s were x. But s is the value that came out already: no e is needed any more.",
        { Float(sigmoid(Double($0)) * (1 - sigmoid(Double($0)))) }
      ),
      ("That is 1 − s², tanh's rule. Sigmoid's is another.", { 1 - $0 * $0 }),
      ("That is 1 − s: what is missing to 1. Take s times that.", { 1 - $0 }),
      (
        "That is s · (s − 1), the right number with the wrong sign. Sigmoid rises everywhere.",
        { $0 * ($0 - 1) }
      ),
      ("That is s · (1 + s). A large s must give a small slope.", { $0 * (1 + $0) }),
      ("That is sigmoid's largest slope, at x = 0. Elsewhere it is less steep.", { _ in 0.25 }),
    ])
}

func expectTanhSlope(at values: [Float]) throws {
  try expectSlope(
    named: "tanhSlope", "t", of: { tanh($0) }, called: "tanh", { try tanhSlope($0) },
    values: values, inverse: { log((1 + $0) / (1 - $0)) / 2 },
    mistakes: [
      (
        "That is tanh's slope if t were x. But t is the value that came out already: no tanh is needed any more.",
        { Float(1 - tanh(Double($0)) * tanh(Double($0))) }
      ),
      ("That is t · (1 − t), sigmoid's rule. Tanh's is another.", { $0 * (1 - $0) }),
      (
        "That is 1 − t. Then tanh would be steeper than 1 where t is negative; the square is missing.",
        { 1 - $0 }
      ),
      ("That is 1 − |t|. It is the square of t that is subtracted.", { 1 - abs($0) }),
      ("That is 1 + t². Where t is nearly 1, the curve is level.", { 1 + $0 * $0 }),
      (
        "That is t² − 1, the right number with the wrong sign. Tanh rises everywhere.",
        { $0 * $0 - 1 }
      ),
      ("That is t². It is what is missing from there to 1.", { $0 * $0 }),
      ("That is the slope at x = 0. Elsewhere tanh is less steep.", { _ in 1 }),
    ])
}

test("sigmoid's slope from its value", points: 2) {
  try expectSigmoidSlope(at: [0.5, 0.2, 0.8, 0.1, 0.9, 0.6])
}

test("tanh's slope from its value", points: 2) {
  try expectTanhSlope(at: [0, 0.5, -0.5, 0.8, -0.6, 0.9])
}

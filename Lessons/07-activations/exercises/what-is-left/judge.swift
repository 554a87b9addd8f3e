import Judging
import Loupe

let whatIsLeft = Student.function(
  "whatIsLeft(_:_:)", as: ((Float, [Float]) -> Float).self, parameters: ["x", "weights"])

/// One layer: what it is given, what it makes of that, and what is left of the change after it.
struct Layer {
  let (x, w, value, slope, change): (Double, Double, Double, Double, Double)
}

func layers(_ x: Float, _ weights: [Float]) -> [Layer] {
  var (x, change) = (Double(x), 1.0)
  return weights.map { weight in
    let w = Double(weight)
    let value = tanh(w * x)
    let slope = 1 - value * value
    change *= w * slope
    defer { x = value }
    return Layer(x: x, w: w, value: value, slope: slope, change: change)
  }
}

func right(_ x: Float, _ weights: [Float]) -> Double { layers(x, weights).last?.change ?? 1 }

/// What goes out at the other end.
func output(_ x: Double, _ weights: [Float]) -> Double {
  weights.reduce(x) { tanh(Double($1) * $0) }
}

func areClose(_ a: Float, _ b: Double) -> Bool { abs(Double(a) - b) <= 1e-3 * abs(b) + 1e-9 }

/// A number as one would write it: 2, not 2.0; of others a few digits.
func words(_ number: Double) -> String {
  if number == number.rounded(), abs(number) < 1e9 { return "\(Int(number))" }
  return abs(number) < 0.001 ? "\(Float(number))" : number.fixed(decimals: 4)
}

func words(_ number: Float) -> String {
  number == number.rounded() && abs(number) < 1e6 ? "\(Int(number))" : "\(number)"
}

/// Two numbers that differ, with as many digits as tell them apart.
func words(_ answer: Float, _ right: Double) -> (String, String) {
  let short = (words(Double(answer)), words(right))
  return short.0 == short.1 ? ("\(answer)", "\(Float(right))") : short
}

func given(_ x: Float, _ weights: [Float]) -> String {
  let all = weights.count > 6 && Set(weights).count == 1
  let list =
    all
    ? "\(weights.count) times \(words(weights[0]))"
    : "[\(weights.map { words($0) }.joined(separator: ", "))]"
  return "x = \(words(x)), weights = \(list)"
}

/// The layers as a table.
func table(_ x: Float, _ weights: [Float]) -> String {
  func row(_ cells: [String]) -> String {
    cells.map { String(repeating: " ", count: max(0, 9 - $0.count)) + $0 }.joined()
  }
  let all = layers(x, weights)
  if all.isEmpty { return "No layer makes the change larger or smaller, so it is still 1." }
  var lines = [row(["layer", "x", "w", "w · x", "tanh", "slope", "change"])]
  for (i, layer) in all.enumerated() where i < 5 || i == all.count - 1 {
    if i > 5 { lines.append(row(["…"])) }
    let numbers = [
      layer.x, layer.w, layer.w * layer.x, layer.value, layer.slope, layer.change,
    ]
    lines.append(row(["\(i + 1)"] + numbers.map { $0.fixed(decimals: 3) }))
  }
  let rule = "Each change is the one above it, at first 1, times w, times the slope."
  return (lines + [rule]).joined(separator: "\n")
}

/// What comes of it if each layer does this to x and to the change.
func run(
  _ x: Float, _ weights: [Float], from change: Double = 1,
  _ layer: (_ x: inout Double, _ change: inout Double, _ w: Double) -> Void
) -> Double {
  var (x, change) = (Double(x), change)
  for w in weights { layer(&x, &change, Double(w)) }
  return change
}

func slope(_ x: Double) -> Double { 1 - tanh(x) * tanh(x) }

func mistakes(_ x: Float, _ weights: [Float]) -> [(words: String, number: Double)] {
  func product(_ factor: (_ x: Double, _ w: Double) -> Double) -> Double {
    run(x, weights) { x, change, w in
      change *= factor(x, w)
      x = tanh(w * x)
    }
  }
  var known = [
    ("It is 0. Does a layer still take the change times 0?", 0.0),
    (
      "This is the product of the slopes: the weights are left out. Each layer takes the change times w as well.",
      product { slope($1 * $0) }
    ),
    (
      "This is the product of the weights: the slopes are left out. That is right only where tanh has the "
        + "slope 1, at 0.", product { $1 }
    ),
    (
      "Your slope is the one at x. But tanh is applied to w · x, so its slope there is the one that counts.",
      product { $1 * slope($0) }
    ),
    (
      "Your slope is the one at what comes out of the layer. Tanh is applied to w · x; of what comes out, t, "
        + "the slope is 1 − t², with no second tanh. Did x move on too early?",
      product { $1 * slope(tanh($1 * $0)) }
    ),
    (
      "Your slope is 1 − (w · x)². It is 1 minus the square of the value, tanh(w · x).",
      product { $1 * (1 - $1 * $0 * $1 * $0) }
    ),
    ("Your slope is 1 − t. The square is missing: 1 − t².", product { $1 * (1 - tanh($1 * $0)) }),
    (
      "Your slope is 1 + t². The steepest that tanh gets is 1: it is 1 − t².",
      product { $1 * (2 - slope($1 * $0)) }
    ),
    (
      "Your slope is t · (1 − t), which is sigmoid's. Tanh's is 1 − t².",
      product { tanh($1 * $0) * (1 - tanh($1 * $0)) }
    ),
    (
      "This is the number that comes out of the last layer. Asked for is what is left of a change of 1.",
      output(Double(x), weights)
    ),
    (
      "The sign is lost. A layer with a negative weight turns a change up into a change down.",
      abs(right(x, weights))
    ),
    (
      "This takes the change times tanh's value. It is as many times as large as tanh is steep: 1 − t².",
      product { $1 * tanh($1 * $0) }
    ),
  ]
  if weights.count > 1 {
    known += [
      (
        "Each of your layers is given the first x. What comes out of a layer is the x of the next.",
        run(x, weights) { x, change, w in change *= w * slope(w * x) }
      ),
      (
        "Your x moves on without the bend, as w · x. What comes out of a layer is tanh(w · x).",
        run(x, weights) { x, change, w in
          change *= w * slope(w * x)
          x = w * x
        }
      ),
      (
        "Your x moves on without the weight, as tanh(x). What comes out of a layer is tanh(w · x).",
        run(x, weights) { x, change, w in
          change *= w * slope(w * x)
          x = tanh(x)
        }
      ),
      (
        "This is the sum of what the layers do. They come one after the other, so each multiplies what the ones "
          + "before have left.",
        run(x, weights, from: 0) { x, change, w in
          change += w * slope(w * x)
          x = tanh(w * x)
        }
      ),
      (
        "This is the sum of what the layers do, and 1. They come one after the other, so each multiplies what the "
          + "ones before have left.",
        run(x, weights) { x, change, w in
          change += w * slope(w * x)
          x = tanh(w * x)
        }
      ),
      (
        "This is what the last layer does, alone. Each layer multiplies what is left so far: *= instead of =.",
        run(x, weights) { x, change, w in
          change = w * slope(w * x)
          x = tanh(w * x)
        }
      ),
      (
        "This is what the first layer does, alone. Does return stand inside the loop?",
        right(x, Array(weights.prefix(1)))
      ),
      (
        "The last weight is the first of your layers: the weights are taken from the end.",
        right(x, weights.reversed())
      ),
    ]
  }
  return known
}

func expectLeft(_ x: Float, _ weights: [Float]) throws {
  let (answer, right) = (try whatIsLeft(x, weights), right(x, weights))
  if areClose(answer, right) { return }
  // Several mistakes may come to the same number: then none is named.
  let known = mistakes(x, weights).filter { areClose(answer, $0.number) }
  let (your, the) = words(answer, right)
  let lines = [
    "\(given(x, weights)):", "your answer is \(your), and \(the) is right",
    known.count == 1 ? known[0].words : nil,
  ]
  throw TestFailure(
    lines.compactMap { $0 }.joined(separator: "\n"), workedOut: table(x, weights))
}

/// A weight from 0.5 to 1.5 or from −1.5 to −0.5.
func weight(_ random: inout SeededRandom) -> Float {
  let size = Float(random.whole(in: 5...15)) / 10
  return random.whole(in: 0...1) == 0 ? size : -size
}

/// A first x that isn't 0.
func start(_ random: inout SeededRandom) -> Float {
  let size = Float(random.whole(in: 3...9)) / 10
  return random.whole(in: 0...1) == 0 ? size : -size
}

test("one layer", points: 2) {
  try expectLeft(0.5, [2])
  try expectLeft(-0.4, [3])
  try expectLeft(1, [-0.5])
}

test("two layers", points: 2) {
  try expectLeft(0.5, [2, -1.5])
  try expectLeft(-0.8, [0.5, 3])
}

property("weights of either sign", points: 2) { random in
  let count = random.whole(in: 3...6)
  try expectLeft(start(&random), (0..<count).map { _ in weight(&random) })
}

// Nothing is 1 here, so that each weight counts; and their number differs from their product.
test("at 0 only the weights count", points: 1) {
  try expectLeft(0, [3, -4])
  try expectLeft(0, [2, 2, 2])
  for w: Float in [0.5, 2] { try expectLeft(0, Array(repeating: w, count: 20)) }
}

test("twenty layers and none", points: 1) {
  try expectLeft(0.5, Array(repeating: 1, count: 20))
  try expectLeft(0.5, [])
}

// What is left, without the formula: the first x is moved a little, and the end is looked at.
property("a small step", points: 2) { random in
  let x = start(&random)
  let weights = (0..<random.whole(in: 2...4)).map { _ in weight(&random) }
  let answer = try whatIsLeft(x, weights)
  let h = 1e-5
  let (before, after) = (output(Double(x) - h, weights), output(Double(x) + h, weights))
  let measured = (after - before) / (2 * h)
  guard !areClose(answer, measured) else { return }
  let (your, the) = words(answer, measured)
  let step = 0.01
  let (low, high) = (output(Double(x) - step, weights), output(Double(x) + step, weights))
  throw TestFailure(
    """
    \(given(x, weights)), and x is moved a little to either side:
    what goes out of the last layer moves \(the) times as far. Your answer is \(your).
    """,
    workedOut: """
      \((Double(x) - step).fixed(decimals: 2)) comes out as \(Float(low)), \
      \((Double(x) + step).fixed(decimals: 2)) as \(Float(high)).
      The difference, divided by \(step * 2), is about \(((high - low) / (2 * step)).fixed(decimals: 3)).
      """)
}

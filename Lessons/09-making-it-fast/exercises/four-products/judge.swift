import Judging
import Loupe

let weights = Student.function(
  "weights(_:)", as: (([Float]) -> [Float]).self, parameters: ["g"])
let outputs = Student.function(
  "outputs(_:)", as: (([Float]) -> [Float]).self, parameters: ["m"])

func word(_ number: Float) -> String { "\(Tensor(shape: [], [number]))" }
func list(_ numbers: [Float]) -> String { numbers.map(word).joined(separator: ", ") }

/// What is done to the inputs.
func inputs(_ d: [Float]) -> [Float] { [d[0] - d[2], d[1] + d[2], d[2] - d[1], d[1] - d[3]] }

func right(_ d: [Float], _ g: [Float]) -> [Float] { (0..<3).map { d[$0] * g[0] + d[$0 + 1] * g[1] } }

/// The four products with these factors, without the student's file.
func products(_ d: [Float], _ u: [Float]) -> [Float] { zip(inputs(d), u).map { $0 * $1 } }

func factors(_ g: [Float]) -> [Float] { [g[0], (g[0] + g[1]) / 2, (g[0] - g[1]) / 2, g[1]] }
func sums(_ m: [Float]) -> [Float] { [m[0] + m[1] + m[2], m[1] - m[2], m[1] + m[2] - m[3]] }

/// What a mistake makes of the three outputs.
func mistakes(_ d: [Float], _ g: [Float]) -> [(words: String, outputs: [Float])] {
  let m = products(d, factors(g))
  func with(_ u: [Float]) -> [Float] { sums(products(d, u)) }
  return [
    ("This is what comes out when the halves are forgotten: in m1 + m2 everything then comes twice.",
     with([g[0], g[0] + g[1], g[0] - g[1], g[1]])),
    ("The sign of u2 and that of m2 in this output don't fit. Change one of the two: u2 if all three "
      + "outputs are wrong, else the sign of m2 here.",
     with([g[0], (g[0] + g[1]) / 2, (g[1] - g[0]) / 2, g[1]])),
    ("This is what comes out when g0 and g1 are exchanged in u0 and u3. m0 has to bring d0·g0.",
     with([g[1], (g[0] + g[1]) / 2, (g[0] - g[1]) / 2, g[0]])),
    ("This is m1 − m2 − m3, the lesson's second output. There it had three weights; here y1 doesn't "
      + "need d3.", [sums(m)[0], m[1] - m[2] - m[3], sums(m)[2]]),
    ("This is m1 + m2 + m3. m3 = (d1 − d3)·g1 has to take d1·g1 away and bring d3·g1: so subtract it.",
     [sums(m)[0], sums(m)[1], m[1] + m[2] + m[3]]),
    ("This is m1 + m2 alone. It still has d2·g0 where d0·g0 should be: that is what m0 is for.",
     [m[1] + m[2], sums(m)[1], sums(m)[2]]),
    ("This is m1 + m2 alone. It still has d1·g1 where d3·g1 should be: that is what m3 is for.",
     [sums(m)[0], sums(m)[1], m[1] + m[2]]),
  ]
}

/// Holds one of the outputs against the right one.
func expectOutput(_ i: Int, _ d: [Float], _ g: [Float]) throws {
  let u = try weights(g)
  try expect(
    u.count == 4,
    "weights gives one factor for each of the four products; yours gives \(u.count) numbers.")
  let m = products(d, u)
  let y = try outputs(m)
  try expect(y.count == 3, "outputs gives y0, y1 and y2; yours gives \(y.count) numbers.")
  let expected = right(d, g)[i]
  // Among the mistakes those that give this number; named if there is just one.
  let known = mistakes(d, g).filter { $0.outputs[i] == y[i] && $0.outputs[i] != expected }
  let signs = ["(d0 − d2)", "(d1 + d2)", "(d2 − d1)", "(d1 − d3)"]
  let lines = (0..<4).map { k in
    "m\(k) = \(signs[k])·u\(k) = \(word(inputs(d)[k]))·\(word(u[k])) = \(word(m[k]))"
  }
  try expect(
    abs(y[i] - expected) <= 1e-4 * max(1, abs(expected)),
    """
    d = \(list(d)) and g = \(list(g)):
    y\(i) should be d\(i)·g0 + d\(i + 1)·g1 = \(word(d[i]))·\(word(g[0])) + \(word(d[i + 1]))·\(word(g[1])) \
    = \(word(expected)). Yours is \(word(y[i])).\(known.count == 1 ? "\n" + known[0].words : "")
    With your factors the products are
    \(lines.joined(separator: "\n"))
    """)
}

func draw(_ random: inout SeededRandom) -> (d: [Float], g: [Float]) {
  // Far apart, so that one mistake doesn't look like another.
  let d = (2...19).map(Float.init).shuffled(using: &random).prefix(4)
  let g = [3, 5, 7, 11].map(Float.init).shuffled(using: &random).prefix(2)
  return (Array(d), Array(g))
}

test("the worked example", points: 2) {
  for i in 0..<3 { try expectOutput(i, [0, 1, 2, 3], [2, 3]) }
}

property("the first output", points: 2) { random in
  let (d, g) = draw(&random)
  try expectOutput(0, d, g)
}

property("the second output", points: 2) { random in
  let (d, g) = draw(&random)
  try expectOutput(1, d, g)
}

property("the third output", points: 2) { random in
  let (d, g) = draw(&random)
  try expectOutput(2, d, g)
}

import Judging
import Loupe

let outputSize = Student.function(
  "outputSize(n:k:s:before:after:d:)", as: ((Int, Int, Int, Int, Int, Int) -> Int).self,
  parameters: ["n", "k", "s", "before", "after", "d"])

/// One question: how often does this kernel lie on that row?
struct Row {
  var n: Int
  var k: Int
  var s = 1
  var before = 0
  var after = 0
  var d = 1

  var length: Int { n + before + after }
  var reach: Int { d * (k - 1) + 1 }

  /// Where the kernel begins, each time that all of its weights lie on something. Counted, by no rule.
  var starts: [Int] {
    var places: [Int] = []
    var start = 0
    while start + d * (k - 1) < length {
      places.append(start)
      start += s
    }
    return places
  }

  var words: String {
    "n = \(n), k = \(k), s = \(s), before = \(before), after = \(after), d = \(d)"
  }

  /// The row and, below it, a line for each place.
  var drawing: String {
    func line(_ mark: (Int) -> String) -> String {
      (0..<length).map(mark).joined(separator: " ")
    }
    let numbers = line { $0 >= before && $0 < before + n ? "x" : "0" }
    let places = starts.map { start in
      line { i in (0..<k).contains { start + $0 * d == i } ? "#" : "." }
    }
    return ([numbers] + places).joined(separator: "\n")
  }

  /// What comes out of mistakes that many people make.
  var mistakes: [(words: String, answer: Int)] {
    let room = length - reach
    if room == 0 {
      return [
        ("Here the kernel fits exactly. Does your condition say >= where > is meant?", 0)
      ]
    }
    // Where there is a rest, this is rounding up.
    let brackets =
      room % s > 0
      ? []
      : [
        (
          "Your kernel spans two places too few: \(reach - 2), not \(reach). n − (a + 1) is n − a − 1: "
            + "are there brackets around what you subtract?", (room + 2) / s + 1
        )
      ]
    return brackets + [
      (
        "That is one too few. (length − reach) / s counts the steps, and the place where the kernel begins "
          + "counts, too. The 1 for it is added after dividing.", room / s
      ),
      (
        "That is rounded up. The last step would put the kernel half outside, so it isn't taken.",
        (room + s - 1) / s + 1
      ),
      (
        "That counts every place. With s = \(s), only one of every \(s) is taken.",
        room + 1
      ),
      (
        "That is what comes out when the kernel spans d·k = \(d * k) places. After its last weight no gap "
          + "follows: it spans d·(k − 1) + 1 = \(reach).", (length - d * k) / s + 1
      ),
      (
        "That is what comes out when the kernel spans d·(k − 1) = \(d * (k - 1)) places. Its last weight "
          + "takes up one as well: \(reach).", (length - d * (k - 1)) / s + 1
      ),
      (
        "That is what comes out without dilation, as if the kernel spanned k = \(k) places. With gaps it "
          + "spans d·(k − 1) + 1 = \(reach).", (length - k) / s + 1
      ),
      ("That is what comes out without any padding.", (n - reach) / s + 1),
      ("Only the zeros before the row are counted.", (n + before - reach) / s + 1),
      ("Only the zeros after the row are counted.", (n + after - reach) / s + 1),
    ]
  }
}

func expectPlaces(_ row: Row) throws {
  let answer = try outputSize(row.n, row.k, row.s, row.before, row.after, row.d)
  let count = row.starts.count
  if answer == count { return }
  if answer == -1 {
    throw TestFailure(
      "\(row.words):\nyour answer is -1, what stands in the file at the beginning, and \(count) is right")
  }
  // Several mistakes may come to the same number: then none is named.
  let known = row.mistakes.filter { $0.answer == answer }
  let lines = [
    "\(row.words):", "your answer is \(answer), and \(count) is right",
    known.count == 1 ? known[0].words : nil,
  ].compactMap { $0 }
  throw TestFailure(
    lines.joined(separator: "\n"),
    workedOut: row.drawing + "\n\nIn numbers: \(row.length) − \(row.reach) = \(row.length - row.reach) "
      + "is where the last place can begin; \(row.length - row.reach) / \(row.s), rounded down, plus 1 "
      + "is \(count).")
}

/// A question in which the kernel fits, and in which a rule that is only nearly right would show.
func row(
  _ random: inout SeededRandom, stride: Bool = false, padding: Bool = false, dilation: Bool = false
) -> Row {
  // The widest kernel, 4 with a dilation of 3, reaches over 10.
  var row = Row(n: random.whole(in: 11...15), k: random.whole(in: 2...4))
  if padding { (row.before, row.after) = (random.whole(in: 0...3), random.whole(in: 1...3)) }
  if dilation { row.d = random.whole(in: 2...3) }
  if stride {
    row.s = random.whole(in: 2...3)
    // The last step doesn't come out even.
    while (row.length - row.reach) % row.s == 0 { row.n += 1 }
  }
  return row
}

test("no options", points: 1) {
  try expectPlaces(Row(n: 3, k: 2))
  try expectPlaces(Row(n: 8, k: 3))
  try expectPlaces(Row(n: 5, k: 5))
}

property("padding", points: 1) { random in
  try expectPlaces(row(&random, padding: true))
}

// First a row in which the steps come out even: what goes wrong there isn't the rounding. Then one in which
// nothing but the rounding goes wrong.
property("stride", points: 2) { random in
  try expectPlaces(Row(n: 9, k: 3, s: 2))
  try expectPlaces(Row(n: 10, k: 3, s: 3))
  try expectPlaces(row(&random, stride: true))
}

property("dilation", points: 2) { random in
  try expectPlaces(row(&random, dilation: true))
}

property("all of it at once", points: 2) { random in
  // As above, and with numbers on which no two mistakes come out alike.
  try expectPlaces(Row(n: 9, k: 3, s: 2, before: 6, after: 8, d: 4))
  try expectPlaces(Row(n: 11, k: 3, s: 3, before: 6, after: 8, d: 4))
  try expectPlaces(row(&random, stride: true, padding: true, dilation: true))
}

property("a kernel that doesn't fit", points: 1) { random in
  let n = random.whole(in: 1...3)
  let missing = random.whole(in: 1...3)
  let row = Row(n: n, k: n + missing, s: random.whole(in: missing + 1...missing + 3))
  let answer = try outputSize(row.n, row.k, row.s, row.before, row.after, row.d)
  try expect(
    answer == 0,
    "\(row.words):\nyour answer is \(answer), and 0 is right: a kernel of \(row.k) doesn't fit on a row of "
      + "\(n)."
      + (answer == 1
        ? "\nBy the rule it would be \(n - row.k) / \(row.s) + 1, and in Swift \(n - row.k) / \(row.s) is 0: "
          + "division rounds towards 0. Look whether the kernel fits before you divide." : ""))
}

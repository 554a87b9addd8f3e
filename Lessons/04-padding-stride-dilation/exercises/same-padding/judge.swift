import Judging
import Loupe

let samePadding = Student.function(
  "samePadding(n:k:s:)", as: ((Int, Int, Int) -> [Int]).self, parameters: ["n", "k", "s"])

/// Where a kernel begins on a row with zeros on both sides, each time that it fits. Counted, by no rule.
func starts(_ length: Int, k: Int, s: Int) -> [Int] {
  var places: [Int] = []
  var start = 0
  while start + k <= length {
    places.append(start)
    start += s
  }
  return places
}

/// The row in its zeros and, below it, a line for each place.
func drawing(n: Int, k: Int, s: Int, before: Int, after: Int) -> String {
  let length = before + n + after
  func line(_ mark: (Int) -> String) -> String { (0..<length).map(mark).joined(separator: " ") }
  let places = starts(length, k: k, s: s).map { start in
    line { $0 >= start && $0 < start + k ? "#" : "." }
  }
  return ([line { $0 >= before && $0 < before + n ? "x" : "0" }] + places).joined(separator: "\n")
}

func expectSame(n: Int, k: Int, s: Int) throws {
  let answer = try samePadding(n, k, s)
  let size = (n + s - 1) / s
  let zeros = max(0, (size - 1) * s + k - n)
  let right = [zeros / 2, zeros - zeros / 2]
  if answer == right { return }
  var lines = ["n = \(n), k = \(k), s = \(s):"]
  func fail() throws -> Never {
    let sum = (size - 1) * s + k
    throw TestFailure(
      lines.joined(separator: "\n"),
      workedOut: drawing(n: n, k: k, s: s, before: right[0], after: right[1])
        + "\n\nIn numbers: the answer has \(n) / \(s), rounded up, or \(size) numbers. The last place begins "
        + "at \(size - 1) · \(s) = \((size - 1) * s) and ends \(k) later. So the row must have \(sum), and "
        + "it has \(n): that makes \(zeros) \(zeros == 1 ? "zero" : "zeros").")
  }
  guard answer.count == 2 else {
    lines.append("your answer is \(answer), which isn't two numbers; \(right) is right")
    try fail()
  }
  lines.append("your answer is \(answer), and \(right) is right")
  let (before, after) = (answer[0], answer[1])
  if answer == [99, 99] {
    lines.append("That is what stands in the file at the beginning.")
    throw TestFailure(lines.joined(separator: "\n"))
  }
  if before < 0 || after < 0 {
    lines.append("Less than no zeros can't be put anywhere. Where the row is long enough, it is 0.")
    try fail()
  }
  if max(before, after) > 10_000 { try fail() }
  let mine = starts(n + before + after, k: k, s: s).count
  if before + after == zeros {
    lines.append(
      answer == [right[1], right[0]]
        ? "Their number is right, and so is the size; but the extra one stands behind the row."
        : "Their number is right, and so is the size; but they aren't shared out between both sides.")
  } else if mine == size {
    lines.append("The size comes out right, at \(size), but with more zeros than it takes.")
  } else {
    lines.append(
      "With your zeros the kernel lies at \(mine) \(mine == 1 ? "place" : "places"). The answer shall have "
        + "\(n) / \(s), rounded up: \(size).")
  }
  try fail()
}

test("the worked examples", points: 2) {
  try expectSame(n: 3, k: 2, s: 1)
  try expectSame(n: 5, k: 3, s: 1)
}

property("odd kernels", points: 1) { random in
  try expectSame(n: random.whole(in: 5...9), k: 2 * random.whole(in: 1...3) + 1, s: 1)
}

property("even kernels", points: 1) { random in
  try expectSame(n: random.whole(in: 5...9), k: 2 * random.whole(in: 2...3), s: 1)
}

// The row ends with a whole stride, or one number before that: one of the two takes an odd number of zeros.
property("strides", points: 3) { random in
  let s = random.whole(in: 2...3)
  let k = s + random.whole(in: 1...3)
  let n = s * random.whole(in: 3...4)
  try expectSame(n: n, k: k, s: s)
  try expectSame(n: n - 1, k: k, s: s)
}

property("strides longer than the kernel", points: 1) { random in
  let s = random.whole(in: 4...5)
  try expectSame(n: s * random.whole(in: 2...3), k: 2, s: s)
}

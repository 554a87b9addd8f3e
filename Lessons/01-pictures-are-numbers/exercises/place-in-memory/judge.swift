import Judging
import Loupe

let place = Student.function(
  "place(n:c:h:w:C:H:W:)", as: ((Int, Int, Int, Int, Int, Int, Int) -> Int).self,
  parameters: ["n", "c", "h", "w", "C", "H", "W"])

/// A number in a stack of pictures: its indices, and the sizes of the stack.
struct Spot {
  var n: Int, c: Int, h: Int, w: Int
  var C: Int, H: Int, W: Int

  var right: Int { ((n * C + c) * H + h) * W + w }

  var words: String {
    "C = \(C), H = \(H), W = \(W); picture \(n), channel \(c), row \(h), column \(w)"
  }

  var workedOut: String {
    """
    whole pictures before it:  \(n) times C·H·W = \(C * H * W), so \(n * C * H * W)
    whole channels before it:  \(c) times H·W = \(H * W), so \(c * H * W)
    whole rows before it:      \(h) times W = \(W), so \(h * W)
    to the left in its row:    \(w)
    \(n * C * H * W) + \(c * H * W) + \(h * W) + \(w) = \(right)
    """
  }

  /// What comes out of mistakes that many people make.
  var mistakes: [(words: String, gives: Int)] {
    [
      (
        "This is the place in [N, H, W, C], where a pixel's channels stand side by side.",
        ((n * H + h) * W + w) * C + c
      ),
      (
        "This is the place if each channel is stored column by column. It is stored row by row: the "
          + "numbers of a row stand side by side.",
        ((n * C + c) * W + w) * H + h
      ),
      ("This is one too many. Places are counted from 0.", right + 1),
      ("This is the place within its own picture. Whole pictures come before it.", right - n * C * H * W),
      (
        "This is the place within its own channel. Whole channels and pictures come before it.",
        h * W + w
      ),
      ("This is the sum of the indices. A step along h passes a whole row.", n + c + h + w),
      (
        "This is what comes out when a row is taken to have H numbers. It has W.",
        ((n * C + c) * H + h) * H + w
      ),
      ("This is what comes out when n and c are exchanged.", ((c * C + n) * H + h) * W + w),
    ]
  }
}

func expectPlace(_ spot: Spot) throws {
  let answer = try place(spot.n, spot.c, spot.h, spot.w, spot.C, spot.H, spot.W)
  if answer == spot.right { return }
  let known = spot.mistakes.filter { $0.gives == answer }
  throw TestFailure(
    "\(spot.words):\nyour place is \(answer), and \(spot.right) is right"
      + (known.count == 1 ? "\n\(known[0].words)" : ""),
    workedOut: spot.workedOut)
}

// Only row and column count here: who has that much right is paid for it.
property("a grey picture", points: 1) { random in
  let (H, W) = (random.whole(in: 3...4), random.whole(in: 5...8))
  try expectPlace(
    Spot(
      n: 0, c: 0, h: random.whole(in: 1...H - 1), w: random.whole(in: 1...W - 1), C: 1, H: H, W: W))
}

test("the worked example", points: 1) {
  try expectPlace(Spot(n: 1, c: 2, h: 0, w: 1, C: 3, H: 3, W: 3))
}

/// Indices that aren't 0, and n and c that aren't the same.
func spot(_ H: Int, _ W: Int, _ random: inout SeededRandom) -> Spot {
  let n = random.whole(in: 1...2)
  return Spot(
    n: n, c: n == 1 ? 2 : 1, h: random.whole(in: 1...H - 1), w: random.whole(in: 1...W - 1), C: 3,
    H: H, W: W)
}

property("square pictures", points: 2) { random in
  let size = random.whole(in: 4...9)
  try expectPlace(spot(size, size, &random))
}

property("pictures that aren't square", points: 2) { random in
  let (short, long) = (random.whole(in: 3...5), random.whole(in: 6...9))
  try expectPlace(
    random.whole(in: 0...1) == 0 ? spot(short, long, &random) : spot(long, short, &random))
}

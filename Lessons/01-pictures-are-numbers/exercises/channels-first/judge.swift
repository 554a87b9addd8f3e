import Judging
import Loupe

let channelsFirst = Student.function(
  "channelsFirst(_:)", as: ((Tensor<Float>) -> Tensor<Float>).self, parameters: ["x"])

/// Each number of x, put where `place` says, into a tensor of this shape.
func moved(
  _ x: Tensor<Float>, into shape: [Int], _ place: (_ n: Int, _ h: Int, _ w: Int, _ c: Int) -> [Int]
) -> Tensor<Float> {
  var y = Tensor<Float>.zeros(shape)
  for n in 0..<x.shape[0] {
    for h in 0..<x.shape[1] {
      for w in 0..<x.shape[2] {
        for c in 0..<x.shape[3] {
          let to = place(n, h, w, c)
          y[to[0], to[1], to[2], to[3]] = x[n, h, w, c]
        }
      }
    }
  }
  return y
}

func mistakes(_ x: Tensor<Float>) -> [KnownMistake] {
  let (N, H, W, C) = (x.shape[0], x.shape[1], x.shape[2], x.shape[3])
  let right = moved(x, into: [N, C, H, W]) { n, h, w, c in [n, c, h, w] }
  var known = [
    KnownMistake("All of these are 0. Is the second blank filled in?", gives: .zeros([N, C, H, W])),
    KnownMistake(
      "These are the numbers of x in their old order, under another shape. The shape alone moves "
        + "nothing: each number has to be put in its new place.",
      gives: x.reshaped([N, C, H, W])),
    KnownMistake(
      "These are the right channels in the wrong order, the last one first. Channel c stays channel c.",
      gives: moved(x, into: [N, C, H, W]) { n, h, w, c in [n, C - 1 - c, h, w] }),
    KnownMistake(
      "Every picture is the first one. Is it x[n, …]?",
      gives: Tensor(stacking: Array(repeating: right.slice(0), count: N))),
    KnownMistake(
      "Every channel is the first one. Is it x[…, c]?",
      gives: Tensor(
        stacking: (0..<N).map { Tensor(stacking: Array(repeating: right.slice($0, 0), count: C)) })),
  ]
  if H == W {
    known.append(
      KnownMistake(
        "These are the right channels with rows and columns exchanged. h comes before w on both sides.",
        gives: moved(x, into: [N, C, H, W]) { n, h, w, c in [n, c, w, h] }))
  }
  if H == W, W == C {
    known.append(
      KnownMistake(
        "Here the channels came to stand third. In [N, C, H, W] they are second, and the last is w.",
        gives: moved(x, into: [N, C, H, W]) { n, h, w, c in [n, w, c, h] }))
  }
  return known
}

func expectMoved(_ x: Tensor<Float>) throws {
  let (N, H, W, C) = (x.shape[0], x.shape[1], x.shape[2], x.shape[3])
  let right = moved(x, into: [N, C, H, W]) { n, h, w, c in [n, c, h, w] }
  let given = "x of \(N)×\(H)×\(W)×\(C), which are N, H, W and C"
  let answer = try channelsFirst(x)
  try expect(answer, hasShape: right.shape, given: given, shapeRule: "N, C, H and W, in this order")
  try expect(
    answer, equals: right, given: given,
    because: { place in
      let (n, c, h, w) = (place[0], place[1], place[2], place[3])
      let number = Tensor(shape: [], [x[n, h, w, c]])
      return "y[\(n),\(c),\(h),\(w)] is picture \(n), channel \(c), row \(h), column \(w). In x that is "
        + "x[\(n),\(h),\(w),\(c)], which is \(number)."
    },
    mistakes: mistakes(x))
}

/// Pictures in which no two numbers are the same, and none is 0.
func pictures(_ shape: [Int], _ random: inout SeededRandom) -> Tensor<Float> {
  let count = shape.reduce(1, *)
  return Tensor(shape: shape, (1...count).map(Float.init).shuffled(using: &random))
}

test("the worked example", points: 2) {
  let pixels = (0...8).map { X in Tensor([Float(X), Float(X) + 10, Float(X) + 20]) }
  try expectMoved(Tensor(stacking: pixels).reshaped([1, 3, 3, 3]))
}

property("pictures that aren't square", points: 2) { random in
  let (short, long) = (random.whole(in: 1...2), random.whole(in: 4...5))
  let shape = random.whole(in: 0...1) == 0 ? [1, short, long, 3] : [1, long, short, 3]
  try expectMoved(pictures(shape, &random))
}

property("several pictures", points: 2) { random in
  try expectMoved(pictures([random.whole(in: 2...3), 2, 4, 3], &random))
}

property("other channels", points: 1) { random in
  for channels in [2, random.whole(in: 4...6)] { try expectMoved(pictures([1, 2, 3, channels], &random)) }
}

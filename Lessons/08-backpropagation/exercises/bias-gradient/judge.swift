import Judging
import Loupe

let biasGradient = Student.function(
  "biasGradient(_:)", as: ((Tensor<Float>) -> Tensor<Float>).self, parameters: ["dY"])

func text(_ number: Float) -> String { "\(Tensor(shape: [], [number]))" }

func sizes(_ dY: Tensor<Float>) -> String {
  func many(_ count: Int, _ one: String, _ several: String) -> String {
    "\(count) \(count == 1 ? one : several)"
  }
  return "prices of \(many(dY.shape[0], "picture", "pictures")) with "
    + "\(many(dY.shape[1], "channel", "channels")) of \(dY.shape[2])×\(dY.shape[3])"
}

/// The right loops around another share.
func gather(
  _ dY: Tensor<Float>, _ share: (_ n: Int, _ c: Int, _ oh: Int, _ ow: Int) -> Float
) -> Tensor<Float> {
  var db = Tensor<Float>.zeros([dY.shape[1]])
  for c in 0..<dY.shape[1] {
    for n in 0..<dY.shape[0] {
      for oh in 0..<dY.shape[2] {
        for ow in 0..<dY.shape[3] { db[c] += share(n, c, oh, ow) }
      }
    }
  }
  return db
}

func right(_ dY: Tensor<Float>) -> Tensor<Float> { gather(dY) { dY[$0, $1, $2, $3] } }

func mistakes(_ dY: Tensor<Float>) -> [KnownMistake] {
  let (N, C, H, W) = (dY.shape[0], dY.shape[1], dY.shape[2], dY.shape[3])
  func mistake(
    _ words: String, _ share: @escaping (_ n: Int, _ c: Int, _ oh: Int, _ ow: Int) -> Float
  ) -> KnownMistake {
    KnownMistake(words, gives: gather(dY, share))
  }
  var known = [
    KnownMistake("db is all zeros. Is anything added up in it?", gives: .zeros([C])),
    mistake(
      "This is the last price alone, as if each took the place of the one before: += instead of =."
    ) { n, c, oh, ow in n == N - 1 && oh == H - 1 && ow == W - 1 ? dY[n, c, oh, ow] : 0 },
    mistake(
      "This is the mean over the places. A bias that goes up by 1 lifts every place by 1, so it pays all "
        + "of their prices: a sum."
    ) { dY[$0, $1, $2, $3] / Float(H * W) },
    mistake("This is the mean of all prices. The bias pays each of them: a sum.") {
      dY[$0, $1, $2, $3] / Float(N * H * W)
    },
  ]
  if N > 1 {
    known += [
      mistake(
        "These are the prices of the first picture alone. The same bias is added in every picture."
      ) { n, c, oh, ow in n == 0 ? dY[n, c, oh, ow] : 0 },
      mistake(
        "These are the prices of the last picture alone. The same bias is added in every picture: does db "
          + "begin at zero again for each?"
      ) { n, c, oh, ow in n == N - 1 ? dY[n, c, oh, ow] : 0 },
      mistake(
        "This is the mean over the pictures. Here the loss is a sum over them, so the bias pays for each."
      ) { dY[$0, $1, $2, $3] / Float(N) },
    ]
  }
  if H != W {
    known.append(
      mistake("The loops over rows and columns go equally far, but there are \(H) rows and \(W) columns.") {
        n, c, oh, ow in oh < min(H, W) && ow < min(H, W) ? dY[n, c, oh, ow] : 0
      })
  }
  if C > 1 {
    known.append(
      mistake("Each of these is the sum over all channels. A bias pays for its own channel only.") {
        n, c, oh, ow in (0..<C).map { dY[n, $0, oh, ow] }.reduce(0, +)
      })
  }
  return known
}

func expectGradient(_ dY: Tensor<Float>) throws {
  let answer = try biasGradient(dY)
  let countsPictures = answer.shape == [dY.shape[0]] && dY.shape[0] != 1
  try expect(
    answer, hasShape: [dY.shape[1]], given: sizes(dY),
    shapeRule: "one number for each channel, and dY.shape[1] is \(dY.shape[1])"
      + (countsPictures ? "; dY.shape[0] counts the pictures" : ""))
  try expect(
    answer, equals: right(dY), given: sizes(dY),
    because: { place in
      let c = place[0]
      let parts = (0..<dY.shape[0]).map { n in
        "  in picture \(n): \(text(dY.slice(n, c).sum()))"
      }
      return "The prices of channel \(c) add up to\n" + parts.joined(separator: "\n")
        + "\nand that makes \(text(right(dY)[c]))."
    },
    mistakes: mistakes(dY))
}

test("the worked example", points: 1) {
  try expectGradient(Tensor(shape: [2, 1, 2, 2], [0, 1, 2, 3, 1, 1, 1, 1]))
}

property("a single picture", points: 1) { random in
  try expectGradient(random.wholeTensor([1, 1, 2, random.whole(in: 3...4)], in: 1...5))
}

// What db means, without the formula. A 1×1 kernel, as the bias doesn't care.
property("one bias goes up", points: 2) { random in
  let X = random.wholeTensor([random.whole(in: 2...3), 1, 2, 3])
  let K = random.wholeTensor([1, 1, 1, 1])
  let dY = random.wholeTensor(X.shape, in: 1...5)
  let db = try biasGradient(dY)
  try expect(db, hasShape: [1], given: sizes(dY), shapeRule: "one number for each channel")
  func L(_ b: Float) -> Float { (dY * Reference.conv2d(X, weight: K, bias: Tensor([b]))).sum() }
  let change = L(1) - L(0)
  try expect(
    db[0] == change,
    """
    \(sizes(dY)):
    when the bias goes from 0 to 1, L goes from \(text(L(0))) to \(text(L(1))), and so db[0] should be \
    \(text(change)). Yours is \(text(db[0])).
    """)
}

property("several channels", points: 2) { random in
  try expectGradient(
    random.wholeTensor([random.whole(in: 2...3), random.whole(in: 4...5), 3, 2], in: 1...5))
}

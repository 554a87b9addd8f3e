import Judging
import Loupe

typealias Kernel = StudentFunction<Tensor<Float>>

func kernel(_ name: String) -> Kernel {
  Student.function("\(name)()", as: (() -> Tensor<Float>).self)
}

let redness = kernel("redness")
let movedOn = kernel("movedOn")
let paler = kernel("paler")

/// What becomes of a pixel: a number for each map, from its red, green and blue.
typealias Mix = (_ r: Float, _ g: Float, _ b: Float) -> [Float]

/// What comes of a picture `[1, 3, H, W]` if each pixel is mixed so.
func answer(_ X: Tensor<Float>, _ mix: Mix) -> Tensor<Float> {
  let maps = mix(0, 0, 0).count
  var Y = Tensor<Float>.zeros([maps, X.shape[2], X.shape[3]])
  for h in 0..<X.shape[2] {
    for w in 0..<X.shape[3] {
      let numbers = mix(X[0, 0, h, w], X[0, 1, h, w], X[0, 2, h, w])
      for oc in 0..<maps { Y[oc, h, w] = numbers[oc] }
    }
  }
  return Y
}

func whole(_ number: Float) -> String { "\(Int(number.rounded()))" }

func expectKernel(
  _ kernel: Kernel, named name: String, _ random: inout SeededRandom, makes mix: @escaping Mix,
  because words: (_ oc: Int, _ r: Float, _ g: Float, _ b: Float) -> String,
  mistakes: [(words: String, mix: Mix)]
) throws {
  let maps = mix(0, 0, 0).count
  let weights = try kernel()
  try expect(
    weights, hasShape: [maps, 3, 1, 1], given: "the kernel \(name)",
    shapeRule: "\(maps) \(maps == 1 ? "map" : "maps") out, 3 channels in, one pixel high and wide")
  // Multiples of 6, so that halves and thirds come out whole.
  let X = 6 * random.wholeTensor([1, 3, 2, 3], in: 0...9)
  let empty: (words: String, mix: Mix) = (
    "All of these are 0. Are all your weights still 0?",
    { _, _, _ in [Float](repeating: 0, count: maps) }
  )
  try expect(
    Reference.conv2d(X, weight: weights).slice(0), equals: answer(X, mix),
    given: "a picture of 2×3, with your kernel \(name) slid over it; the places are "
      + "[channel,row,column]",
    because: { place in
      let (h, w) = (place[1], place[2])
      let (r, g, b) = (X[0, 0, h, w], X[0, 1, h, w], X[0, 2, h, w])
      return "The pixel in row \(h), column \(w) has red \(whole(r)), green \(whole(g)), blue \(whole(b)).\n"
        + words(place[0], r, g, b)
    },
    mistakes: ([empty] + mistakes).map { KnownMistake($0.words, gives: answer(X, $0.mix)) })
}

property("how red a pixel is", points: 2) { random in
  try expectKernel(
    redness, named: "redness", &random, makes: { r, g, b in [r - (g + b) / 2] },
    because: { _, r, g, b in
      "\(whole(r)) − (\(whole(g)) + \(whole(b))) / 2 = \(whole(r - (g + b) / 2))."
    },
    mistakes: [
      (
        "Your kernel subtracts the sum of green and blue. Their mean is half of that.",
        { r, g, b in [r - g - b] }
      ),
      (
        "The signs are the wrong way round: your kernel says how little red there is.",
        { r, g, b in [(g + b) / 2 - r] }
      ),
      (
        "Your kernel subtracts the mean of all three. Red itself isn't one of the two.",
        { r, g, b in [r - (r + g + b) / 3] }
      ),
      ("Your kernel takes the red alone, and subtracts nothing.", { r, _, _ in [r] }),
      ("Your kernel subtracts the green alone.", { r, g, _ in [r - g] }),
    ])
}

property("each channel moves on", points: 3) { random in
  let names = ["red", "green", "blue"]
  try expectKernel(
    movedOn, named: "movedOn", &random, makes: { r, g, b in [g, b, r] },
    because: { oc, r, g, b in
      "Channel \(oc), \(names[oc]), gets what was \(names[(oc + 1) % 3]): \(whole([g, b, r][oc]))."
    },
    mistakes: [
      (
        "Your channels moved the other way. A row of the matrix is for one channel that comes out: the "
          + "first row says that the new red is the old green.", { r, g, b in [b, r, g] }
      ),
      ("Your kernel exchanges red and blue. Green stays, but it must move too.", { r, g, b in [b, g, r] }),
      ("Your kernel leaves every channel where it was.", { r, g, b in [r, g, b] }),
    ])
}

property("half way to grey", points: 3) { random in
  let names = ["red", "green", "blue"]
  func mean(_ r: Float, _ g: Float, _ b: Float) -> Float { (r + g + b) / 3 }
  func rounded(_ own: Float, _ other: Float) -> (words: String, mix: Mix) {
    (
      "Your weights \(own) and \(other) are rounded. Write them as fractions, as in 1 / 6.",
      { r, g, b in [r, g, b].map { own * $0 + other * (r + g + b - $0) } }
    )
  }
  try expectKernel(
    paler, named: "paler", &random,
    makes: { r, g, b in [r, g, b].map { ($0 + mean(r, g, b)) / 2 } },
    because: { oc, r, g, b in
      let (own, grey) = ([r, g, b][oc], mean(r, g, b))
      return "Its grey is (\(whole(r)) + \(whole(g)) + \(whole(b))) / 3 = \(whole(grey)). Half way from "
        + "\(names[oc]) to grey: (\(whole(own)) + \(whole(grey))) / 2 = \(whole((own + grey) / 2))."
    },
    mistakes: [
      (
        "Your kernel goes all the way to grey: all channels come out alike.",
        { r, g, b in [Float](repeating: mean(r, g, b), count: 3) }
      ),
      (
        "Your kernel adds the grey on top, and everything is twice as bright. Take half of the channel and "
          + "half of the grey.", { r, g, b in [r, g, b].map { $0 + mean(r, g, b) } }
      ),
      (
        "Your kernel takes half of the channel and a sixth of each other one. The channel itself is in the "
          + "grey, too: it needs a sixth more.",
        { r, g, b in [r, g, b].map { $0 / 2 + (r + g + b - $0) / 6 } }
      ),
      (
        "Your kernel takes the mean of the two other channels for the grey. The grey is the mean of all "
          + "three.", { r, g, b in [r, g, b].map { $0 / 2 + (r + g + b - $0) / 4 } }
      ),
      rounded(0.67, 0.17), rounded(0.667, 0.167), rounded(0.66, 0.16), rounded(0.66, 0.17),
      ("Your kernel halves every channel. Where is the grey?", { r, g, b in [r, g, b].map { $0 / 2 } }),
      ("Your kernel leaves every channel as it was.", { r, g, b in [r, g, b] }),
    ])
}

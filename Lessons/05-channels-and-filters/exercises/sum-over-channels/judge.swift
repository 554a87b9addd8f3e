import Judging
import Loupe

let convolve = Student.function(
  "convolve(_:_:_:)",
  as: ((Tensor<Float>, Tensor<Float>, Tensor<Float>) -> Tensor<Float>).self,
  parameters: ["X", "K", "b"])

func sizes(_ X: Tensor<Float>, _ K: Tensor<Float>) -> String {
  "X of \(words(X.shape)), K of \(words(K.shape))"
}

func words(_ shape: [Int]) -> String { shape.map(String.init).joined(separator: "×") }

func right(_ X: Tensor<Float>, _ K: Tensor<Float>, _ b: Tensor<Float>) -> Tensor<Float> {
  Reference.conv2d(X.reshaped([1] + X.shape), weight: K, bias: b).slice(0)
}

func shapeRule(_ X: Tensor<Float>, _ K: Tensor<Float>) -> String {
  "a map for each of the \(K.shape[0]) kernels, "
    + "\(X.shape[1]) − \(K.shape[2]) + 1 = \(X.shape[1] - K.shape[2] + 1) down, "
    + "\(X.shape[2]) − \(K.shape[3]) + 1 = \(X.shape[2] - K.shape[3] + 1) across"
}

/// The lesson's loop around another product and another bias.
func slide(
  _ X: Tensor<Float>, _ K: Tensor<Float>, bias: (_ oc: Int) -> Float,
  _ product: (_ oc: Int, _ ic: Int, _ kh: Int, _ kw: Int, _ oh: Int, _ ow: Int) -> Float
) -> Tensor<Float> {
  var Y = Tensor<Float>.zeros([
    K.shape[0], X.shape[1] - K.shape[2] + 1, X.shape[2] - K.shape[3] + 1,
  ])
  for oc in 0..<Y.shape[0] {
    for oh in 0..<Y.shape[1] {
      for ow in 0..<Y.shape[2] {
        Y[oc, oh, ow] = bias(oc)
        for ic in 0..<K.shape[1] {
          for kh in 0..<K.shape[2] {
            for kw in 0..<K.shape[3] { Y[oc, oh, ow] += product(oc, ic, kh, kw, oh, ow) }
          }
        }
      }
    }
  }
  return Y
}

/// What comes out of mistakes that many people make. Those that come out alike on this case name nothing.
func mistakes(_ X: Tensor<Float>, _ K: Tensor<Float>, _ b: Tensor<Float>) -> [KnownMistake] {
  let (maps, channels, height, width) = (K.shape[0], K.shape[1], K.shape[2], K.shape[3])
  let hasBias = b.scalars.contains { $0 != 0 }
  func mistake(
    _ words: String, bias: ((_ oc: Int) -> Float)? = nil,
    where counts: @escaping (_ oc: Int, _ ic: Int) -> Bool = { _, _ in true }
  ) -> KnownMistake {
    KnownMistake(
      words,
      gives: slide(X, K, bias: bias ?? { b[$0] }) { oc, ic, kh, kw, oh, ow in
        counts(oc, ic) ? K[oc, ic, kh, kw] * X[ic, oh + kh, ow + kw] : 0
      })
  }
  var known = [
    KnownMistake("Y is all zeros. Is anything added up in it?", gives: 0 * right(X, K, b)),
    KnownMistake(
      "All maps come from the first kernel. Map oc is made by kernel oc: K[oc, ic, kh, kw].",
      gives: slide(X, K, bias: { b[$0] }) { _, ic, kh, kw, oh, ow in
        K[0, ic, kh, kw] * X[ic, oh + kh, ow + kw]
      }),
    KnownMistake(
      "All slices of the kernel lie on channel 0 of the picture. Slice ic lies on channel ic: "
        + "X[ic, oh + kh, ow + kw].",
      gives: slide(X, K, bias: { b[$0] }) { oc, ic, kh, kw, oh, ow in
        K[oc, ic, kh, kw] * X[0, oh + kh, ow + kw]
      }),
    KnownMistake(
      "Only the last product is left. Each one is added to those before: +=, not =.",
      gives: slide(X, K, bias: { _ in 0 }) { oc, ic, kh, kw, oh, ow in
        ic == channels - 1 && kh == height - 1 && kw == width - 1
          ? K[oc, ic, kh, kw] * X[ic, oh + kh, ow + kw] : 0
      }),
    KnownMistake(
      "This is what the flipped kernels give, each slice turned by half a circle. Don't turn them.",
      gives: slide(X, K, bias: { b[$0] }) { oc, ic, kh, kw, oh, ow in
        K[oc, ic, height - 1 - kh, width - 1 - kw] * X[ic, oh + kh, ow + kw]
      }),
    KnownMistake(
      "This is right, but divided by how many channels there are. The channels are added up: a sum, not "
        + "a mean.",
      gives: slide(X, K, bias: { b[$0] }) { oc, ic, kh, kw, oh, ow in
        K[oc, ic, kh, kw] * X[ic, oh + kh, ow + kw] / Float(channels)
      }),
  ]
  if channels > 1 {
    known += [
      mistake(
        "This is channel 0 alone. Every channel counts: a loop over ic that goes to K.shape[1], and one sum "
          + "for all of them."
      ) { _, ic in ic == 0 },
      mistake(
        "This is the last channel alone, as if each channel began the sum anew. Begin it once, before the "
          + "loop over ic, and add to it: +=."
      ) { _, ic in ic == channels - 1 },
    ]
  }
  // With a single map this is channel 0 alone, which has a name already.
  if channels > 1, maps > 1 {
    known.append(
      mistake(
        "Map oc has seen channel oc alone. That is a depthwise convolution. Here each kernel looks at "
          + "all channels."
      ) { oc, ic in oc == ic })
  }
  // With a single map all lie on channel 0, which has a name already.
  if maps > 1, maps <= channels {
    known.append(
      KnownMistake(
        "The slices of kernel oc all lie on channel oc of the picture. Slice ic lies on channel ic: "
          + "X[ic, oh + kh, ow + kw].",
        gives: slide(X, K, bias: { b[$0] }) { oc, ic, kh, kw, oh, ow in
          K[oc, ic, kh, kw] * X[oc, oh + kh, ow + kw]
        }))
  }
  if maps == channels, maps > 1 {
    known.append(
      KnownMistake(
        "This is what comes out when the first two axes of K are exchanged. The output comes first: "
          + "K[oc, ic, kh, kw].",
        gives: slide(X, K, bias: { b[$0] }) { oc, ic, kh, kw, oh, ow in
          K[ic, oc, kh, kw] * X[ic, oh + kh, ow + kw]
        }))
  }
  if hasBias {
    known.append(
      mistake("The bias is missing: this is right without it.", bias: { _ in 0 }))
    known.append(
      mistake(
        "All maps have the bias of map 0. Each map has its own: b[oc].", bias: { _ in b[0] }))
    if channels > 1 {
      known.append(
        mistake(
          "The bias was added once for each input channel, \(channels) times. Add it once: outside "
            + "the loop over ic.", bias: { Float(channels) * b[$0] }))
    }
    known.append(
      mistake(
        "The bias was added once for each product. Add it once: outside the loops over the kernel.",
        bias: { Float(channels * height * width) * b[$0] }))
  }
  return known
}

/// Kernels whose weights differ from each other, as far as they can, and none is 0: what is done to them shows.
func weights(_ shape: [Int], _ random: inout SeededRandom) -> Tensor<Float> {
  var numbers: [Float] = []
  while numbers.count < shape.reduce(1, *) {
    numbers += (1...9).map(Float.init).shuffled(using: &random)
  }
  return Tensor(
    shape: shape,
    numbers.prefix(shape.reduce(1, *)).map { random.whole(in: 0...1) == 0 ? $0 : -$0 })
}

/// Biases that differ from each other, and none is 0.
func biases(_ count: Int, _ random: inout SeededRandom) -> Tensor<Float> {
  Tensor((1...9).map { 10 * Float($0) }.shuffled(using: &random).prefix(count).map { $0 })
}

func expectConvolution(_ X: Tensor<Float>, _ K: Tensor<Float>, _ b: Tensor<Float>) throws {
  try expect(
    convolve(X, K, b), equals: right(X, K, b),
    given: sizes(X, K) + (b.scalars.contains { $0 != 0 } ? ", b = \(b)" : ", b all zeros"),
    workedOut: .conv2d(X.reshaped([1] + X.shape), weight: K, bias: b),
    shapeRule: shapeRule(X, K), mistakes: mistakes(X, K, b))
}

test("the worked example", points: 2) {
  try expectConvolution(
    Tensor([
      [[0, 1, 2], [3, 4, 5], [6, 7, 8]],
      [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
    ]),
    Tensor([
      [[[0, 1], [2, 3]], [[1, -1], [-1, 1]]],
      [[[0, 0], [0, 1]], [[0, -1], [0, 0]]],
    ]),
    Tensor([-20, 5]))
}

property("one kernel adds up all channels", points: 3) { random in
  let channels = random.whole(in: 2...4)
  try expectConvolution(
    random.wholeTensor([channels, 4, 4], in: 1...9), weights([1, channels, 3, 2], &random), .zeros([1]))
}

property("each kernel makes a map", points: 3) { random in
  let (maps, channels) = (random.whole(in: 3...4), random.whole(in: 1...2))
  try expectConvolution(
    random.wholeTensor([channels, 3, 4], in: 1...9), weights([maps, channels, 2, 3], &random),
    .zeros([maps]))
}

property("each map has its bias", points: 2) { random in
  let channels = random.whole(in: 2...3)
  try expectConvolution(
    random.wholeTensor([channels, 3, 3], in: 1...9), weights([channels, channels, 2, 2], &random),
    biases(channels, &random))
}

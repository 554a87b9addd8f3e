import Judging
import Loupe

let outputShape = Student.function(
  "outputShape(_:_:padding:)", as: (([Int], [Int], Int) -> [Int]).self,
  parameters: ["X", "K", "padding"])
let numbersToLearn = Student.function(
  "numbersToLearn(_:)", as: (([Int]) -> Int).self, parameters: ["K"])
let fullyConnected = Student.function(
  "fullyConnected(_:_:)", as: (([Int], [Int]) -> Int).self, parameters: ["X", "Y"])
let heDeviation = Student.function(
  "heDeviation(_:)", as: (([Int]) -> Double).self, parameters: ["K"])

/// A layer in numbers: what goes in, the weights, the padding, and what comes out.
struct Layer {
  let X: [Int], K: [Int], padding: Int

  var Y: [Int] {
    [X[0], K[0], X[2] + 2 * padding - K[2] + 1, X[3] + 2 * padding - K[3] + 1]
  }

  /// The layer of the lesson.
  static let lesson = Layer(X: [1, 3, 32, 32], K: [16, 3, 3, 3], padding: 1)

  /// A layer of which all sizes differ: what is mistaken for something else shows.
  static func draw(_ random: inout SeededRandom) -> Layer {
    let channels = [2, 3, 4, 5, 6, 8].shuffled(using: &random)
    let (height, width) = random.whole(in: 0...1) == 0 ? (3, 5) : (5, 3)
    return Layer(
      X: [random.whole(in: 2...4), channels[0], random.whole(in: 7...12), random.whole(in: 13...20)],
      K: [channels[1], channels[0], height, width], padding: random.whole(in: 0...2))
  }
}

/// The layer of the lesson first, then random ones.
func layers(_ random: inout SeededRandom) -> [Layer] {
  [.lesson] + (0..<10).map { _ in Layer.draw(&random) }
}

/// Ends the test unless a number is right; a mistake that gives this number is named.
func expectNumber<Value: Equatable>(
  _ answer: Value, _ right: Value, given: String, because why: String,
  mistakes: [(gives: Value, words: String)], isNear: (Value, Value) -> Bool = { $0 == $1 }
) throws {
  let found = mistakes.filter { isNear($0.gives, answer) }
  if isNear(answer, right) { return }
  throw TestFailure(
    "\(given):\nyour answer is \(answer), and \(right) is right"
      + (found.count == 1 ? "\n\(found[0].words)" : ""), workedOut: "That is \(why).")
}

property("the shape of the answer", points: 2, cases: 1) { random in
  for layer in layers(&random) {
    let (X, K, P, Y) = (layer.X, layer.K, layer.padding, layer.Y)
    try expectNumber(
      outputShape(X, K, P), Y, given: "X \(X), K \(K), padding \(P)",
      because: """
        \(X[0]) \(X[0] == 1 ? "picture" : "pictures"), a channel for each of the \(K[0]) kernels, \
        \(X[2]) + 2·\(P) − \(K[2]) + 1 = \(Y[2]) down, \(X[3]) + 2·\(P) − \(K[3]) + 1 = \(Y[3]) across
        """,
      mistakes: [
        (
          [X[0], X[1], Y[2], Y[3]],
          "You kept the picture's channels. They are added up; each kernel makes a channel of its own."
        ),
        (
          [X[0], X[1] * K[0], Y[2], Y[3]],
          "You made a map for each pair of a kernel and a channel. A kernel adds its channels up: one map."
        ),
        (
          [X[0], K[0], Y[2] - P, Y[3] - P],
          "Height and width are \(P) too small. There is padding on both sides"
            + (P == 1 ? ", and at the end + 1. Which is missing?" : ": add it twice.")
        ),
        (
          P == 1 ? [] : [X[0], K[0], Y[2] - 1, Y[3] - 1],
          "Height and width are 1 too small: where the kernel just fits, it has one place."
        ),
        ([K[0], X[0], Y[2], Y[3]], "The pictures come first, then the channels."),
        ([1, K[0], Y[2], Y[3]], "As many pictures come out as went in."),
      ].filter { $0.0 != Y })
  }
}

property("numbers to learn", points: 2, cases: 1) { random in
  for layer in layers(&random) {
    let K = layer.K
    let weights = K[0] * K[1] * K[2] * K[3]
    try expectNumber(
      numbersToLearn(K), weights + K[0], given: "K \(K)",
      because: "\(K[0])·\(K[1])·\(K[2])·\(K[3]) = \(weights) weights and \(K[0]) biases",
      mistakes: [
        (weights, "The biases are missing: one for each kernel."),
        (weights + 1, "One bias is not enough: there is one for each kernel."),
        (weights + K[1], "A bias belongs to a kernel, not to a channel of the picture."),
        (weights + K[0] * K[1], "A kernel has one bias, however many slices it has."),
        (weights + weights, "A kernel has one bias, not one for each weight."),
        (
          K[0] * K[2] * K[3] + K[0],
          "Your kernels have one slice each. They are as deep as the picture has channels."
        ),
      ])
  }
}

property("the fully connected layer", points: 2, cases: 1) { random in
  for layer in layers(&random) {
    let (X, Y) = (layer.X, layer.Y)
    let (numbersIn, numbersOut) = (X[1] * X[2] * X[3], Y[1] * Y[2] * Y[3])
    let right = numbersIn * numbersOut + numbersOut
    try expectNumber(
      fullyConnected(X, Y), right, given: "X \(X), Y \(Y)",
      because: """
        \(numbersIn) numbers in, \(numbersOut) out, so \(numbersIn)·\(numbersOut) weights and \
        \(numbersOut) biases
        """,
      mistakes: [
        (numbersIn * numbersOut, "The biases are missing: one for each number that comes out."),
        (
          numbersIn * numbersOut + Y[1],
          "One bias for each channel is the convolution's way. Here each number out has its own."
        ),
        (numbersIn * numbersOut + numbersIn, "A bias belongs to a number that comes out, not in."),
        (
          X[0] * numbersIn * numbersOut + numbersOut,
          "The number of pictures counts for nothing: the layer does the same to each of them."
        ),
        (
          X[0] * numbersIn * X[0] * numbersOut + X[0] * numbersOut,
          "The number of pictures counts for nothing: the layer does the same to each of them."
        ),
      ].filter { X[0] > 1 || !$0.1.hasPrefix("The number") })
  }
}

property("He's standard deviation", points: 2, cases: 1) { random in
  for layer in layers(&random) {
    let K = layer.K
    let fanIn = K[1] * K[2] * K[3]
    func root(_ x: Double) -> Double { x.squareRoot() }
    let right = root(2 / Double(fanIn))
    try expectNumber(
      heDeviation(K), right, given: "K \(K)",
      because: "the root of 2/\(fanIn), for the fan-in is \(K[1])·\(K[2])·\(K[3]) = \(fanIn)",
      mistakes: [
        (
          0,
          "Is that what stands in the file? Or did you divide in whole numbers, in which 2 / \(fanIn) is 0? "
            + "Make a Double of the fan-in before you divide."
        ),
        (2 / Double(fanIn), "That is the variance. The standard deviation is its root."),
        (
          root(2 / Double(K[0] * K[2] * K[3])),
          "You took the fan-out, OC·KH·KW. The fan-in is how many products one output adds up."
        ),
        (
          root(2 / Double(K[2] * K[3])),
          "You took one slice of the kernel. An output adds up the products of all channels."
        ),
        (
          root(2 / Double(K[0] * fanIn)),
          "You took all weights of all kernels. An output adds up the products of one kernel."
        ),
        (root(1 / Double(fanIn)), "He has 2 above the line, for the half that a ReLU takes away."),
        (root(2 / Double((K[0] + K[1]) * K[2] * K[3])), "That is Xavier's. He asks for the fan-in alone."),
      ],
      isNear: { abs($0 - $1) <= 1e-6 * abs($1) })
  }
}

// What is said between this process and the peer's script: one JSON object a line, a question and its
// answer in turn. Examples/peers/speed/README.md says it for those who write another peer.

import Kernels

/// What the peer is asked.
enum PeerQuestion: Encodable {
  /// To make tensors of a row's shapes.
  case row(PeerRow)
  /// To make a network.
  case network(PeerNetwork)
  /// To do one pass of the last row or network once, and then so many times, each of which it times.
  case time(_ pass: String, repetitions: Int)

  private enum Keys: CodingKey { case row, network, time, repetitions }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Keys.self)
    switch self {
    case .row(let row): try container.encode(row, forKey: .row)
    case .network(let network): try container.encode(network, forKey: .network)
    case .time(let pass, let repetitions):
      try container.encode(pass, forKey: .time)
      try container.encode(repetitions, forKey: .repetitions)
    }
  }
}

/// A row in numbers alone: what a rule such as `same` comes to has been computed.
struct PeerRow: Encodable {
  let input: [Int]
  let weight: [Int]
  let stride: [Int]
  /// Places before the input and after it, for each axis.
  let padding: [[Int]]
  let dilation: [Int]
  let groups: Int

  init(_ geometry: Conv2dGeometry) {
    input = geometry.inputShape
    weight = geometry.weightShape
    stride = geometry.windows.map(\.stride)
    padding = geometry.windows.map { [$0.paddingBefore, $0.paddingAfter] }
    dilation = geometry.windows.map(\.dilation)
    groups = geometry.channels.groups
  }
}

/// A network by its name, and how it learns.
struct PeerNetwork: Encodable {
  let name: String
  /// The shape of a step's pictures: `[N, C, H, W]`.
  let input: [Int]
  let classes: Int
  let optimizer: String
  let learningRate: Double

  init(_ row: NetworkRow) {
    name = row.name
    input = [row.batch] + row.architecture.inputShape
    classes = NetworkRow.classes
    optimizer = row.optimizerName
    learningRate = NetworkRow.learningRate
  }
}

/// What it answers; which of these are there depends on the question.
struct PeerAnswer: Decodable {
  /// At the start: who it is.
  var name: String?
  var version: String?
  /// On how many threads it computes.
  var threads: Int?
  /// At the start, if it can't work: what it lacks.
  var missing: String?
  /// To a row: the shape of its output.
  var output: [Int]?
  /// To a network: how many numbers it learns.
  var parameters: Int?
  /// To a row that it can't compute, or a network that it hasn't: why.
  var unsupported: String?
  /// To a question for times: the seconds of each repetition.
  var seconds: [Double]?
}

// What is said between this process and the peer's script: one JSON object a line, a question and its
// answer in turn. Examples/peers/speed/README.md says it for those who write another peer.

import Kernels

/// What the peer is asked.
enum PeerQuestion: Encodable {
  /// To make tensors of a row's shapes.
  case row(PeerRow)
  /// To do one pass of the last row once, and then so many times, each of which it times.
  case time(ConvolutionPass, repetitions: Int)

  private enum Keys: CodingKey { case row, time, repetitions }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Keys.self)
    switch self {
    case .row(let row): try container.encode(row, forKey: .row)
    case .time(let pass, let repetitions):
      try container.encode(pass.rawValue, forKey: .time)
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
  /// To a row that it can't compute: why.
  var unsupported: String?
  /// To a question for times: the seconds of each repetition.
  var seconds: [Double]?
}

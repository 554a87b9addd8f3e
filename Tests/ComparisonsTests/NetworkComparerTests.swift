import FastKernels
import Foundation
import Kernels
import Networks
import Tensors
import TestSupport
import Testing

@testable import Comparisons

@Suite("Networks held against the reference")
struct NetworkComparerTests {
  private static let row = NetworkRow(.lenet5, batch: 4, .sgd(momentum: 0.9))

  /// A layer that the fast kernels compute a little wrong.
  private final class Crooked: Layer {
    func forward(_ input: Tensor<Float>, in pass: Pass) -> Tensor<Float> {
      pass.kernels == Fast.self ? input.map { 1.01 * $0 } : input
    }
    func backward(_ gradOutput: Tensor<Float>, in pass: Pass) -> Tensor<Float> { gradOutput }
    func outputShape(of input: [Int]) -> [Int] { input }
  }

  @Test("the standard rows are networks for digits, each with the numbers that it learns")
  func rows() {
    #expect(NetworkRow.standard.map(\.name) == ["lenet5", "mnist-cnn"])
    #expect(
      NetworkRow.standard.map { $0.architecture.make(classes: 10).parameterCount } == [
        44_426, 34_826,
      ])
    #expect(NetworkRow.standard.map(\.optimizerName) == ["sgd", "adam"])
  }

  @Test("the fast kernels learn what the reference learns, and both passes are timed")
  func agreement() async throws {
    let found = try await NetworkComparer(effort: noTime).compare(Self.row)
    #expect(found.agrees)
    #expect(found.steps.map(\.pass) == [.training, .inference])
    #expect(found.steps.allSatisfy { $0.peer == nil && $0.fast.minimum > 0 })
    let training = found.steps[0].fast
    #expect(found.picturesPerSecond(training) == 4 / training.median)
  }

  @Test("kernels that learn something else are found")
  func wrong() async throws {
    let crooked = Architecture("crooked", "one layer is wrong", input: [1, 4, 4], classes: 10) {
      Sequential([
        "flatten": Flatten(), "crooked": Crooked(), "fc": Linear(inputs: 16, outputs: $0),
      ])
    }
    let found = try await NetworkComparer(effort: noTime)
      .compare(NetworkRow(crooked, batch: 4, .sgd()))
    #expect(!found.agrees)
    var report = ComparisonReport(
      limits: MachineLimits(
        threads: 1, multiplyAddsPerSecond: 1e9, copies: [.init(bytes: 1, bytesPerSecond: 1e9)]))
    #expect(report.agrees)
    report.networks = [found]
    #expect(!report.agrees)
    let text = try report.json()
    #expect(text.contains("\"name\" : \"crooked\"") && text.contains("\"pass\" : \"inference\""))
  }

  /// Calls `body` with the path of a peer that says so many numbers, and 2 s for every step.
  private func withPeer(
    _ answer: String, _ body: (String) async throws -> Void
  ) async throws {
    let text = """
      echo '{"name": "Shell", "version": "1", "threads": 1}'
      while read -r question; do
        case $question in
          *'"network"'*) echo '\(answer)' ;;
          *) echo '{"seconds": ['$(printf '%s' "$question" | sed 's/[^0-9]//g' |
            awk '{ for (i = 1; i < $1; i++) printf "2, "; print "2" }')']}' ;;
        esac
      done
      """
    try await withTemporaryFolder { folder in
      let path = "\(folder)/peer.sh"
      try Data(text.utf8).write(to: URL(fileURLWithPath: path))
      try await body(path)
    }
  }

  private func compare(_ script: String) async throws -> NetworkComparison {
    let row = Self.row
    return try await Peer.with(python: "/bin/sh", script: script, threads: 1) {
      try await NetworkComparer(effort: noTime, peer: $0).compare(row)
    }
  }

  @Test("a peer's times come beside ours, and the ratio is its time divided by ours")
  func peer() async throws {
    try await withPeer("{\"parameters\": 44426}") { script in
      let found = try await compare(script)
      #expect(found.steps.map { $0.peer?.median } == [2, 2])
      #expect(found.peerRatio(of: .training) == 2 / found.steps[0].fast.median)
    }
  }

  @Test("a peer that hasn't the network is left out, and the reason is kept")
  func unsupported() async throws {
    try await withPeer("{\"unsupported\": \"no lenet5\"}") { script in
      let found = try await compare(script)
      #expect(found.peerRefusal == "no lenet5")
      #expect(found.steps.allSatisfy { $0.peer == nil })
    }
  }

  @Test("a peer whose network learns another count of numbers is refused")
  func otherNetwork() async throws {
    try await withPeer("{\"parameters\": 44427}") { script in
      await #expect(
        throws: PeerError.otherNetwork(row: "lenet5", ours: 44_426, theirs: 44_427)
      ) { _ = try await compare(script) }
    }
  }
}

import Foundation
import TestSupport
import Testing

@testable import Comparisons

/// With scripts of the shell for peers, which need no framework.
@Suite("A peer in a process of its own")
struct PeerTests {
  /// Calls `body` with the path of a script with these lines.
  private func withScript(_ text: String, _ body: (String) async throws -> Void) async throws {
    try await withTemporaryFolder { folder in
      let path = "\(folder)/peer.sh"
      try Data(text.utf8).write(to: URL(fileURLWithPath: path))
      try await body(path)
    }
  }

  /// A peer that answers as the real one does, with times that are always the same: as many as it is
  /// asked for.
  private static let obedient = """
    echo '{"name": "Shell", "version": "'$1'", "threads": '$2'}'
    while read -r question; do
      case $question in
        *'"row"'*) echo '{"output": [1, 3, 4, 4]}' ;;
        *forward*) echo '{"seconds": ['$(printf '%s' "$question" | sed 's/[^0-9]//g' |
          awk '{ for (i = 1; i < $1; i++) printf "0.5, "; print "0.5" }')']}' ;;
        *) echo '{"seconds": ['$(printf '%s' "$question" | sed 's/[^0-9]//g' |
          awk '{ for (i = 1; i < $1; i++) printf "0.25, "; print "0.25" }')']}' ;;
      esac
    done
    """

  private func row() throws -> ConvolutionRow {
    try ConvolutionRow(name: "own", input: "1,2,6,6", weight: "3,2,3,3", words: [:])
  }

  @Test("is told its threads, and its times come beside ours")
  func times() async throws {
    try await withScript(Self.obedient) { script in
      let row = try row()
      let found = try await Peer.with(python: "/bin/sh", script: script, threads: 3) { peer in
        #expect(
          peer.identity == PeerIdentity(name: "Shell", version: "--threads", threads: 3))
        return try await ConvolutionComparer(effort: noTime, peer: peer).compare(row)
      }
      #expect(found.agrees && found.peerRefusal == nil)
      let peers = found.measurements.map { $0.measurement.peer?.median }
      #expect(peers == [0.5, 0.25, nil, nil])
      let ratio = try #require(found.measurements[0].measurement.peerRatio())
      #expect(ratio == 0.5 / found.measurements[0].measurement.fast.median)
    }
  }

  @Test("what the body throws comes out, and the peer is ended")
  func thrown() async throws {
    struct Failure: Error {}
    try await withScript(Self.obedient) { script in
      await #expect(throws: Failure.self) {
        try await Peer.with(python: "/bin/sh", script: script, threads: 1) { _ in
          throw Failure()
        }
      }
    }
  }

  @Test("a row that it can't compute is measured without it, and the reason is kept")
  func unsupported() async throws {
    let script = """
      echo '{"name": "Shell", "version": "1", "threads": 1}'
      read -r question; echo '{"unsupported": "no such thing"}'; read -r question
      """
    try await withScript(script) { script in
      let row = try row()
      let found = try await Peer.with(python: "/bin/sh", script: script, threads: 1) {
        try await ConvolutionComparer(effort: noTime, peer: $0).compare(row)
      }
      #expect(found.peerRefusal == "no such thing")
      #expect(found.measurements.allSatisfy { $0.measurement.peer == nil })
    }
  }

  private static let hello =
    "echo '{\"name\": \"Shell\", \"version\": \"1\", \"threads\": 1}'; read -r q; "

  @Test(
    "every way in which a peer can fail has its error",
    arguments: [
      (
        "echo '{\"missing\": \"no torch\"}'",
        PeerError.missing(python: "/bin/sh", reason: "no torch")
      ),
      ("echo before >&2; echo last words >&2", .ended(lastWords: "last words")),
      (hello + "echo torn >&2; exit 1", .ended(lastWords: "torn")),
      ("echo not JSON", .misunderstood("not JSON")),
      (hello + "echo '[1]'", .misunderstood("[1]")),
      (
        hello + "echo '{\"output\": [1, 3, 9, 4]}'",
        .otherShape(row: "own", ours: [1, 3, 4, 4], theirs: [1, 3, 9, 4])
      ),
    ])
  func failures(script: String, error: PeerError) async throws {
    try await withScript(script) { script in
      let row = try row()
      await #expect(throws: error) {
        try await Peer.with(python: "/bin/sh", script: script, threads: 1) {
          _ = try await ConvolutionComparer(effort: noTime, peer: $0).compare(row)
        }
      }
    }
  }

  @Test("fewer times than were asked for are no answer")
  func tooFewTimes() async throws {
    let script =
      Self.hello + """
        echo '{"output": [1, 3, 4, 4]}'; while read -r q; do echo '{"seconds": []}'; done
        """
    try await withScript(script) { script in
      let row = try row()
      let error = await #expect(throws: PeerError.self) {
        try await Peer.with(python: "/bin/sh", script: script, threads: 1) {
          _ = try await ConvolutionComparer(effort: noTime, peer: $0).compare(row)
        }
      }
      guard case .misunderstood = error else {
        Issue.record("another error: \(String(describing: error))")
        return
      }
    }
  }

  @Test(
    "without a Python of that name it says how to get PyTorch",
    arguments: ["/no/py", "nopy", "/etc/hostname"])
  func noPython(name: String) async {
    await #expect(throws: PeerError.noPython(name)) {
      try await Peer.with(python: name, script: "x", threads: 1) { _ in }
    }
    #expect(PeerError.noPython(name).description.contains("pip install torch"))
  }

  @Test("the script is found from a folder inside the package, and nowhere else")
  func script() throws {
    let here = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path
    let path = try #require(PeerScript.find(PeerScript.pyTorch, from: ["/", here]))
    #expect(path.hasSuffix("Examples/peers/speed/pytorch.py"))
    #expect(PeerScript.find(PeerScript.pyTorch, from: ["/"]) == nil)
  }
}

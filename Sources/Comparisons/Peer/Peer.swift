import Foundation
import Kernels
import Subprocess

#if canImport(SystemPackage)
  import SystemPackage
#else
  import System
#endif

/// Another framework, in a process of its own, which times one pass of one convolution or network whenever it is
/// asked to. In between it sleeps, so that both never measure at the same time.
///
/// It is used by one task.
public final class Peer {
  /// What it calls itself: "PyTorch".
  public let name: String
  /// Such as "2.9.0".
  public let version: String
  /// On how many threads it computes.
  public let threads: Int

  private let writer: StandardInputWriter
  private var lines: SubprocessOutputSequence.StringSequence<UTF8>.AsyncIterator

  private init(
    python: String, _ writer: StandardInputWriter,
    _ lines: SubprocessOutputSequence.StringSequence<UTF8>.AsyncIterator
  ) async throws {
    var lines = lines
    let hello = try await Self.answer(&lines)
    if let reason = hello.missing { throw PeerError.missing(python: python, reason: reason) }
    guard let name = hello.name, let version = hello.version, let threads = hello.threads else {
      throw PeerError.misunderstood("\(hello)")
    }
    (self.name, self.version, self.threads) = (name, version, threads)
    self.writer = writer
    self.lines = lines
  }

  /// Starts the peer, calls `body` with it, and ends it.
  ///
  /// - Parameters:
  ///   - python: the path of a Python or its name.
  ///   - script: the path of the script that it runs.
  ///   - threads: on how many threads the peer computes.
  ///   - starting: calls what it is given, which takes the seconds that a framework needs to load.
  ///   - body: is called with the peer.
  /// - Throws: `PeerError`, and what `body` throws.
  public static func with<Value: Sendable>(
    python: String, script: String, threads: Int,
    starting: (_ load: () async throws -> Peer) async throws -> Peer = { try await $0() },
    _ body: (Peer) async throws -> Value
  ) async throws -> Value {
    // Threads of Intel's OpenMP wait for more work before they sleep, a fifth of a second unless told:
    // meanwhile our own threads would share the cores with them.
    let environment = Environment.inherit.updating(["KMP_BLOCKTIME": "10"])
    let executable: Executable = python.contains("/") ? .path(FilePath(python)) : .name(python)
    do {
      let run = try await Subprocess.run(
        executable, arguments: [script, "--threads", "\(threads)"], environment: environment,
        input: .inputWriter, output: .sequence, error: .string(limit: 1_000_000)
      ) { execution -> Result<Value, any Error> in
        do {
          let peer = try await starting {
            try await Peer(
              python: python, execution.standardInputWriter,
              execution.standardOutput.strings().makeAsyncIterator())
          }
          let value = try await body(peer)
          try await execution.standardInputWriter.finish()
          return .success(value)
        } catch {
          try? await execution.standardInputWriter.finish()
          return .failure(error)
        }
      }
      guard case .failure(PeerError.ended) = run.closureResult else {
        return try run.closureResult.get()
      }
      let words = run.standardError.split(whereSeparator: \.isNewline).last ?? ""
      throw PeerError.ended(lastWords: String(words))
    } catch let error as SubprocessError
      where [.executableNotFound, .spawnFailed].contains(error.code)
    {
      throw PeerError.noPython(python)
    }
  }

  /// Has the peer make tensors for a row.
  ///
  /// - Returns: why it can't compute the row; nil if it can.
  /// - Throws: `PeerError`.
  func prepare(_ row: ConvolutionRow) async throws -> String? {
    let answer = try await ask(.row(PeerRow(row.geometry)))
    if let reason = answer.unsupported { return reason }
    guard let output = answer.output else { throw PeerError.misunderstood("\(answer)") }
    guard output == row.geometry.outputShape else {
      throw PeerError.otherShape(
        row: row.name, ours: row.geometry.outputShape, theirs: output)
    }
    return nil
  }

  /// Has the peer make a network.
  ///
  /// - Parameter parameters: how many numbers ours learns.
  /// - Returns: why it hasn't this network; nil if it has.
  /// - Throws: `PeerError`.
  func prepare(_ row: NetworkRow, parameters: Int) async throws -> String? {
    let answer = try await ask(.network(PeerNetwork(row)))
    if let reason = answer.unsupported { return reason }
    guard let theirs = answer.parameters else { throw PeerError.misunderstood("\(answer)") }
    guard theirs == parameters else {
      throw PeerError.otherNetwork(row: row.name, ours: parameters, theirs: theirs)
    }
    return nil
  }

  /// The peer's convolution as one of those whose times are taken in turn.
  func contestant(_ pass: ConvolutionPass) -> Contestant { contestant(pass.rawValue) }

  /// The peer's network as one of those whose times are taken in turn.
  func contestant(_ pass: NetworkPass) -> Contestant { contestant(pass.rawValue) }

  private func contestant(_ pass: String) -> Contestant {
    Contestant { repetitions in
      let answer = try await self.ask(.time(pass, repetitions: repetitions))
      guard let seconds = answer.seconds, seconds.count == repetitions else {
        throw PeerError.misunderstood("\(answer)")
      }
      return seconds
    }
  }

  private func ask(_ question: PeerQuestion) async throws -> PeerAnswer {
    let line = try JSONEncoder().encode(question) + Data("\n".utf8)
    do {
      _ = try await writer.write(Array(line))
    } catch {
      throw PeerError.ended(lastWords: "")
    }
    return try await Self.answer(&lines)
  }

  private static func answer(
    _ lines: inout SubprocessOutputSequence.StringSequence<UTF8>.AsyncIterator
  ) async throws -> PeerAnswer {
    guard let line = try await lines.next() else { throw PeerError.ended(lastWords: "") }
    guard let answer = try? JSONDecoder().decode(PeerAnswer.self, from: Data(line.utf8)) else {
      throw PeerError.misunderstood(line)
    }
    return answer
  }
}

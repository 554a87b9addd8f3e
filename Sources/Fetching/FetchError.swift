import Files

/// Why a file could not be fetched: which file, what happened and what to do.
public struct FetchError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What happened.
  public enum Problem: Equatable, Sendable {
    /// There is no such file.
    case missing
    /// There is a folder where the file should be.
    case folder
    /// The system did not let us read what is there; the text is the system's.
    case unreadable(String)
    /// It could not be written; the text says why, the system's words or ours.
    case unwritable(String)
    /// No mirror gave it: what each of them did, and how many bytes are kept for the next time.
    case noMirrorHasIt([MirrorFailure], keptBytes: Int)
    /// Whoever watched wanted no more; so many bytes are kept for the next time.
    case stopped(keptBytes: Int)
  }

  /// The file or folder that was to be made.
  public let path: String
  /// What happened.
  public let problem: Problem

  /// An error about the file or folder at `path`.
  public init(path: String, problem: Problem) {
    self.path = path
    self.problem = problem
  }

  /// What happened, and what to do.
  public var description: String {
    switch problem {
    case .missing: FileWords.missing(path)
    case .folder:
      "'\(path)' is a folder, and a file of this name is fetched. Move it, or name another folder."
    case .unreadable(let reason): FileWords.unreadable(path, reason)
    case .unwritable(let reason):
      "'\(path)' can't be written: \(reason). Make room, or name another folder. What has come is kept, and "
        + "the same command goes on with it."
    case .noMirrorHasIt(let failures, let kept):
      (["'\(path)' could not be fetched:"] + failures.map { "  \($0)" }
        + [Self.advice(failures, kept)]).joined(separator: "\n")
    case .stopped(let kept):
      "'\(path)' is not fetched yet: \(ByteWords.of(kept)) of it are kept, and the same command goes on "
        + "with them."
    }
  }

  private static func advice(_ failures: [MirrorFailure], _ kept: Int) -> String {
    let goesOn =
      kept > 0 ? " \(ByteWords.of(kept)) are kept, and the same command goes on with them." : ""
    if failures.allSatisfy(\.reason.isOfTheNetwork) {
      return "See that this machine reaches the network, and try again.\(goesOn)"
    }
    return "Name another mirror, or try again later.\(goesOn)"
  }
}

extension FetchError: FileError {}

extension FetchError.Problem: FileProblem {}

/// What one mirror did instead of giving a file.
public struct MirrorFailure: Equatable, Sendable, CustomStringConvertible {
  /// The ways in which it can fail.
  public enum Reason: Equatable, Sendable {
    /// There was no answer; the text says why.
    case unreachable(String)
    /// The answer had another status than "here it is".
    case status(Int)
    /// It stopped after so many bytes of the file; the text says why.
    case cutOff(bytes: Int, String)
    /// It gave more bytes than the published file has.
    case tooLong(expected: Int)
    /// It gave as many bytes, and others: their SHA-256 digest, and the published one.
    case otherBytes(sha256: String, expected: String)

    /// Whether the same mirror would do with a better network.
    var isOfTheNetwork: Bool {
      switch self {
      case .unreachable, .cutOff: true
      case .status, .tooLong, .otherBytes: false
      }
    }
  }

  /// What was asked for.
  public let address: String
  /// What happened.
  public let reason: Reason

  /// The address, and what happened there.
  public var description: String {
    switch reason {
    case .unreachable(let words): "\(address): \(words)"
    case .status(404): "\(address): there is no such file (404)"
    case .status(let status) where status >= 500:
      "\(address): the server is in trouble (\(status))"
    case .status(let status): "\(address): the server doesn't give it (\(status))"
    case .cutOff(let bytes, let words):
      "\(address): the connection ended after \(ByteWords.of(bytes)): \(words)"
    case .tooLong(let expected):
      "\(address): this is another file, with more than \(expected) bytes"
    case .otherBytes(let found, let expected):
      "\(address): this is another file, with the SHA-256 sum \(found.prefix(16))…, and it should be "
        + "\(expected.prefix(16))…"
    }
  }
}

/// Numbers of bytes for people.
public enum ByteWords {
  /// "512 bytes", "28.9 kB", "9.9 MB": in powers of 1000, as the mirrors count.
  public static func of(_ count: Int) -> String {
    func tenths(_ unit: Int) -> String {
      let tenths = (count * 10 + unit / 2) / unit
      return "\(tenths / 10).\(tenths % 10)"
    }
    if count < 1000 { return "\(count) bytes" }
    return count < 1_000_000 ? "\(tenths(1000)) kB" : "\(tenths(1_000_000)) MB"
  }
}

import Files

/// Why a sound could not be read or written: which file, what happened and what to do.
public struct SoundError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What happened.
  public enum Problem: Equatable, Sendable {
    /// There is no such file.
    case missing
    /// It is a folder.
    case folder
    /// The system did not let us read it; the text is the system's.
    case unreadable(String)
    /// It isn't a WAV file of one channel and 16 bits; the text says why.
    case notWAV(String)
    /// The system did not let us write it; the text is the system's.
    case unwritable(String)
  }

  /// The file, as the caller named it.
  public let path: String
  /// What happened to it.
  public let problem: Problem

  /// An error about the file that the caller called `path`.
  public init(path: String, problem: Problem) {
    self.path = path
    self.problem = problem
  }

  /// One or two sentences for the person who named the file.
  public var description: String {
    switch problem {
    case .missing: FileWords.missing(path)
    case .folder: FileWords.folder(path)
    case .unreadable(let reason): FileWords.unreadable(path, reason)
    case .notWAV(let reason):
      "'\(path)' is not a WAV file of one channel and 16 bits: \(reason). Export it as one."
    case .unwritable(let reason): FileWords.unwritable(path, reason) + "; choose another place."
    }
  }
}

extension SoundError: FileError {}

extension SoundError.Problem: FileProblem {}

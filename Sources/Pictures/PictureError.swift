import Files

/// Why a picture could not be read or written: which file, what happened and what to do.
public struct PictureError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What happened.
  public enum Problem: Equatable, Sendable {
    /// There is no such file.
    case missing
    /// It is a folder.
    case folder
    /// The system did not let us read it; the text is the system's.
    case unreadable(String)
    /// It is not a PNG file; the text says what it looks like.
    case notPNG(String)
    /// It began as a PNG file, and then something was wrong; the text says what.
    case damaged(String)
    /// It has more pixels than `RawPNG.largestPixelCount`.
    case tooManyPixels(width: Int, height: Int)
    /// It has more bytes than `RawPNG.largestByteCount`.
    case tooManyBytes
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
    case .notPNG(let reason):
      "'\(path)' is not a PNG picture: \(reason)."
    case .damaged(let reason):
      "'\(path)' is a damaged PNG picture: \(reason). Get it or export it again."
    case .tooManyPixels(let width, let height):
      "'\(path)' says that it is \(width) × \(height) pixels, more than the "
        + "\(RawPNG.largestPixelCount / 1_000_000) million that are read. Make it smaller first."
    case .tooManyBytes:
      "'\(path)' has more than the \(RawPNG.largestByteCount >> 20) MiB that are read. "
        + "Make the picture smaller first."
    case .unwritable(let reason):
      FileWords.unwritable(path, reason) + "; choose another place."
    }
  }
}

extension PictureError: FileError {}

extension PictureError.Problem: FileProblem {}

import Files

/// Why a data set could not be read or put together: which file, what happened and what to do.
public struct DatasetError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What happened.
  public enum Problem: Equatable, Sendable {
    /// There is no such file.
    case missing
    /// It is a folder.
    case folder
    /// The system did not let us read it; the text is the system's.
    case unreadable(String)
    /// It could not be written; the text says why, the system's words or ours.
    case unwritable(String)
    /// It is not an IDX file of what was asked for: what stands there, and what should.
    case notIDX(found: String, expected: String)
    /// It began as an IDX file, and then something was wrong: what stands there, what should, and at which
    /// byte of the file as it is after unpacking.
    case damaged(found: String, expected: String, byte: Int)
    /// gzip's own bytes are wrong: what, and at which byte of the packed file.
    case damagedGzip(String, byte: Int)
    /// The file says that it has more bytes than are read.
    case tooManyBytes(limit: Int)
    /// There is no such folder.
    case noFolder
    /// A folder in the way of MNIST lacks these of its four files.
    case missingFiles([String])
    /// Pictures are not of the shape `[N, C, H, W]`, with 1 or 3 channels and a pixel at least.
    case shape([Int])
    /// There are not as many labels as pictures.
    case counts(pictures: Int, labels: Int)
    /// A label is no class's number: which label, of which picture, and how many classes there are.
    case label(Int, picture: Int, classes: Int)
  }

  /// The file or folder, as it was named by whoever asked for it; nil for what came from no file.
  public let path: String?
  /// What happened to it.
  public let problem: Problem

  /// An error about the file or folder at `path`.
  public init(path: String, problem: Problem) {
    self.path = path
    self.problem = problem
  }

  /// An error about what came from no file.
  init(_ problem: Problem) {
    path = nil
    self.problem = problem
  }

  /// One or two sentences for the person who named the file.
  public var description: String {
    let path = path ?? ""
    switch problem {
    case .missing: return FileWords.missing(path)
    case .folder: return FileWords.folder(path)
    case .unreadable(let reason): return FileWords.unreadable(path, reason)
    case .unwritable(let reason): return FileWords.unwritable(path, reason) + "."
    case .notIDX(let found, let expected):
      return
        "'\(path)' is not the IDX file that was asked for: at byte 0 is \(found), and it should "
        + "be \(expected). Check that it is the right file, and get it again if it is."
    case .damaged(let found, let expected, let byte):
      return
        "'\(path)' is a damaged IDX file, at byte \(byte): there is \(found), and it should be "
        + "\(expected). Get it again."
    case .damagedGzip(let what, let byte):
      return "'\(path)' is a damaged gzip file, at byte \(byte): \(what). Get it again."
    case .tooManyBytes(let limit):
      return "'\(path)' has more than the \(limit >> 20) MiB that are read. Make it smaller first."
    case .noFolder:
      return "There is no folder '\(path)'. Check its spelling, and the folder that you are in."
    case .missingFiles(let names):
      return
        "The folder '\(path)' lacks \(Self.list(names)). Put what is missing there, as it is or "
        + "with .gz at its end."
    default: return subject + ": " + rule
    }
  }

  private var subject: String { path.map { "'\($0)'" } ?? "A data set can't be made" }

  private var rule: String {
    switch problem {
    case .shape(let shape):
      "the pictures have the shape \(shape), and it should be [N, C, H, W] with 1 or 3 channels and "
        + "at least one row and column. Reshape them first."
    case .counts(let pictures, let labels):
      "there are \(pictures) pictures and \(labels) labels, and there should be as many of both. "
        + "Check that they belong together."
    case .label(let label, let picture, let classes):
      "the label of picture \(picture)\(place(ofLabel: picture)) is \(label), and it should be from 0 to \(classes - 1), since "
        + "there are \(classes) classes. Check the names of the classes."
    default: ""
    }
  }

  /// In a file, labels follow a header of 8 bytes.
  private func place(ofLabel picture: Int) -> String {
    path == nil ? "" : ", at byte \(8 + picture),"
  }

  private static func list(_ names: [String]) -> String {
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }
}

extension DatasetError: FileError {}

extension DatasetError.Problem: FileProblem {}

import Files

/// Why a file of tensors could not be read or written: which file, what happened and what to do.
public struct TensorFileError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The formats that are read and written.
  public enum Format: String, Sendable {
    /// NumPy's file of one tensor, `.npy`.
    case npy = "NPY"
    /// Hugging Face's file of tensors by name, `.safetensors`.
    case safetensors = "safetensors"
  }

  /// What happened.
  public enum Problem: Equatable, Sendable {
    /// There is no such file.
    case missing
    /// It is a folder.
    case folder
    /// The system did not let us read it; the text is the system's.
    case unreadable(String)
    /// It is not a file of this format; the text says what it looks like.
    case notOfFormat(Format, String)
    /// It began as such a file, and then something was wrong: what, and at which byte of the file.
    case damaged(Format, String, byte: Int)
    /// The numbers have a type that is not read here; the text is its name in the file.
    case unreadableType(String, tensor: String?)
    /// A tensor has more axes than a `Tensor` can have.
    case tooManyAxes(Int, tensor: String?)
    /// There is no tensor of this name, but there are those.
    case noTensor(String, names: [String])
    /// There is no memory for this many bytes.
    case noMemory(byteCount: Int)
    /// What comes through a pipe or a device is more than is read from there.
    case tooManyBytes(limit: Int)
    /// It could not be written; the text says why, the system's words or ours.
    case unwritable(String)
  }

  /// The file, as it was named by whoever asked for it.
  public let path: String
  /// What happened to it.
  public let problem: Problem

  /// An error about the file at `path`.
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
    case .notOfFormat(let format, let reason):
      "'\(path)' is not of the \(format.rawValue) format: \(reason)."
    case .damaged(let format, let reason, let byte):
      "'\(path)' is a damaged \(format.rawValue) file, at byte \(byte): \(reason). Get it or write "
        + "it again."
    case .unreadableType(let type, let tensor):
      "'\(path)'\(Self.clause(tensor)) has numbers of type \(ShownText.quoted(type)), which is not "
        + "read here: \(ElementType.readable). Convert it first."
    case .tooManyAxes(let count, let tensor):
      "'\(path)'\(Self.clause(tensor)) has \(count) axes, and a tensor has at most 6. Reshape it "
        + "first."
    case .noTensor(let name, let names):
      "'\(path)' has no tensor \(ShownText.quoted(name)). \(Self.list(names))"
    case .noMemory(let byteCount):
      "There is no memory for the \(byteCount) bytes of '\(path)'. Read a smaller part of it, or "
        + "use a larger machine."
    case .tooManyBytes(let limit):
      "'\(path)' is no ordinary file, and gives more than the \(limit >> 20) MiB that are read from "
        + "such. Save it as a file first."
    case .unwritable(let reason):
      FileWords.unwritable(path, reason) + "."
    }
  }

  private static func clause(_ tensor: String?) -> String {
    tensor.map { ", tensor \(ShownText.quoted($0))," } ?? ""
  }

  private static func list(_ names: [String]) -> String {
    if names.isEmpty { return "It has none." }
    let shown = names.prefix(12).map { ShownText.quoted($0) }.joined(separator: ", ")
    let more = names.count - 12
    return more > 0 ? "It has \(shown) and \(more) more." : "It has \(shown)."
  }
}

extension TensorFileError: FileError {}

extension TensorFileError.Problem: FileProblem {}

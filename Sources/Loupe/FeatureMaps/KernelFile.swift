import TensorFiles
import Tensors

/// Kernels of one's own in an `.npy` file: `[KH, KW]`, or several, `[OC, KH, KW]` or `[OC, 1, KH, KW]`.
public enum KernelFile {
  /// Whether a word names such a file, and isn't the text of a kernel.
  ///
  /// - Parameter word: as a person typed it.
  public static func isNamed(by word: String) -> Bool { word.hasSuffix(".npy") }

  /// The kernels in a file: named like it, and where there are several, counted from 1.
  ///
  /// - Parameter path: where the file is.
  /// - Throws: `TensorFileError` or `StoredTensorError` if the file can't be read or its numbers don't fit
  ///   a Float, `KernelFileError` if they are no kernels.
  public static func kernels(in path: String) throws -> [NamedKernel] {
    let weight = try NPYFile.read(path).asFloat()
    let shape = weight.shape
    let isOfOneChannel = shape.count < 4 || (shape.count == 4 && shape[1] == 1)
    guard shape.count >= 2, isOfOneChannel, weight.count > 0 else {
      throw KernelFileError(path: path, problem: .shape(shape))
    }
    guard weight.withUnsafeScalars({ $0.allSatisfy(\.isFinite) }) else {
      throw KernelFileError(path: path, problem: .notFinite)
    }
    let size = Array(shape.suffix(2))
    let all = weight.reshaped([weight.count / (size[0] * size[1])] + size)
    let name = name(of: path)
    return (0..<all.shape[0]).map {
      NamedKernel(all.shape[0] == 1 ? name : "\(name)-\($0 + 1)", all.slice($0))
    }
  }

  /// The file's name without folder and ending.
  private static func name(of path: String) -> String {
    let name = path.split(separator: "/").last.map { $0.dropLast(".npy".count) } ?? ""
    return name.isEmpty ? "kernel" : String(name)
  }
}

/// Why the tensor in a file is no kernel.
public struct KernelFileError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What is the matter.
  public enum Problem: Equatable, Sendable {
    /// It has this shape, which is none of a kernel.
    case shape([Int])
    /// A number is NaN or infinite.
    case notFinite
  }

  /// The file.
  public let path: String
  /// What is the matter with it.
  public let problem: Problem

  public var description: String {
    switch problem {
    case .shape(let shape):
      "'\(path)' has the shape \(shape). A kernel is [KH, KW]; several are [OC, KH, KW] or "
        + "[OC, 1, KH, KW]"
    case .notFinite: "'\(path)' has numbers that are not finite; a kernel's are"
    }
  }
}

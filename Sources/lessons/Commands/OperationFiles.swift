import Foundation
import Kernels
import Operations
import TensorFiles
import Tensors

/// One operation from files to files.
struct OperationFiles {
  /// Where the output goes; nil prints it.
  let output: String?
  /// What stands before the names of the other results; nil doesn't write them.
  let outputPrefix: String?
  /// Where the gradient by the output is; nil asks for no gradients.
  let gradOutput: String?
  /// What stands before the names of the gradients.
  let gradPrefix: String?

  /// Reads the tensors, computes everything, and only then writes.
  func run<K: Kernels>(
    _ operation: any KernelOperation.Type, _ words: OperationWords, on kernels: K.Type
  ) throws where K.Scalar: StorableScalar {
    let differentiable = operation as? any DifferentiableOperation.Type
    let arguments = try Arguments<K.Scalar>(
      for: operation, tensors: words.tensors, parameters: try words.parametersWithFiles(),
      reading: StoredTensor.init(file:))
    try check(operation, words, arguments)

    var files: [(path: String, tensor: StoredTensor)] = []
    if let gradOutput, let gradPrefix, let differentiable {
      let gradients = try differentiable.gradients(
        with: kernels, Self.numbers(gradOutput), arguments)
      files += gradients.map {
        ("\(gradPrefix)\(words.givenNames[$0.name] ?? $0.name).npy", K.Scalar.stored($0.tensor))
      }
    }
    let results = try operation.results(with: kernels, arguments)
    if let outputPrefix {
      files += results.further.map {
        ("\(outputPrefix)\($0.name).npy", K.Scalar.stored($0.tensor))
      }
    }
    if let output { files.append((output, results.output.stored)) }

    for (path, tensor) in files {
      try Self.makeFolder(for: path)
      try NPYFile.write(tensor, to: path)
    }
    if output == nil {
      print(results.output.stored.text)
    } else if outputPrefix == nil, !results.further.isEmpty {
      let names = results.further.map(\.name).joined(separator: ", ")
      Messages.note("not written: \(names) (give --output-prefix)")
    }
  }

  /// The gradient in a file.
  private static func numbers<Scalar: StorableScalar>(_ file: String) throws -> Tensor<Scalar> {
    let stored = try StoredTensor(file: file)
    do throws(StoredTensorError) {
      return try Scalar.tensor(stored)
    } catch {
      throw OperationError("grad-output", error)
    }
  }

  /// Looks at all places where something will be written before anything is computed, so that not
  /// some files are written and others not.
  private func check<Scalar>(
    _ operation: any KernelOperation.Type, _ words: OperationWords, _ arguments: Arguments<Scalar>
  ) throws {
    var paths = [output].compactMap { $0 }
    if let outputPrefix { paths += operation.furtherResults.map { "\(outputPrefix)\($0).npy" } }
    if let gradPrefix, let operation = operation as? any DifferentiableOperation.Type {
      paths += operation.differentiable.filter { arguments.has($0) }.map {
        "\(gradPrefix)\(words.givenNames[$0.name] ?? $0.name).npy"
      }
    }
    for (place, path) in paths.enumerated() {
      guard !path.isEmpty else { throw OperationError(.call, "--output needs the name of a file") }
      guard !path.hasSuffix("/") else { throw TensorFileError(path: path, problem: .folder) }
      let url = URL(fileURLWithPath: path)
      if paths[..<place].contains(where: { URL(fileURLWithPath: $0) == url }) {
        throw OperationError(.call, "two results would be written to '\(path)'")
      }
      var isFolder: ObjCBool = false
      if FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) {
        guard !isFolder.boolValue else { throw TensorFileError(path: path, problem: .folder) }
        continue
      }
      // Folders that aren't there are made later, in the first one that is.
      var folder = url.deletingLastPathComponent()
      while !FileManager.default.fileExists(atPath: folder.path, isDirectory: &isFolder),
        folder.pathComponents.count > 1
      {
        folder.deleteLastPathComponent()
      }
      guard isFolder.boolValue else {
        throw TensorFileError(
          path: path, problem: .unwritable("'\(folder.lastPathComponent)' is no folder"))
      }
      guard FileManager.default.isWritableFile(atPath: folder.path) else {
        throw TensorFileError(path: path, problem: .unwritable("its folder can't be written to"))
      }
    }
  }

  /// Makes the folder of a file, and those that it lies in.
  private static func makeFolder(for path: String) throws {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw TensorFileError(
        path: path, problem: .unwritable("its folder can't be made"))
    }
  }
}

extension StoredTensor {
  /// The tensor of an .npy file, or of a .safetensors file with its name: `model.safetensors:conv1`.
  init(file: String) throws(TensorFileError) {
    guard let end = file.range(of: ".safetensors:") else {
      self = try NPYFile.read(file)
      return
    }
    let path = String(file[..<end.upperBound].dropLast())
    self = try Safetensors(contentsOf: path).tensor(named: String(file[end.upperBound...]))
  }

  /// Whether a word names such a file.
  static func isFile(_ word: String) -> Bool {
    word.hasSuffix(".npy") || word.contains(".safetensors:")
  }

  /// The numbers as a tensor prints them.
  var text: String {
    switch self {
    case .float32(let tensor): "\(tensor)"
    case .float64(let tensor): "\(tensor)"
    case .int64(let tensor): "\(tensor)"
    case .int32(let tensor): "\(tensor)"
    case .int8(let tensor): "\(tensor)"
    case .uint8(let tensor): "\(tensor)"
    }
  }
}

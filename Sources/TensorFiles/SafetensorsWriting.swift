extension Safetensors {
  /// Writes tensors by name into a file.
  ///
  /// They lie in the file by type, widest first, and by name, as the format's own library lays
  /// them, so that all are aligned; the bytes are those that it writes. (The metadata, which it
  /// leaves in any order, is sorted.) So equal tensors give equal bytes. The file is written whole
  /// or not at all: when anything goes wrong, what was there under that name is still there.
  ///
  /// - Parameters:
  ///   - tensors: any name will do but `__metadata__`.
  ///   - metadata: what else the header should say, in words; nothing if it is empty.
  ///   - path: the file, absolute or from the current folder.
  /// - Throws: what the matter was, if the file can't be written.
  public static func write(
    _ tensors: [String: StoredTensor], metadata: [String: String] = [:], to path: String
  ) throws(TensorFileError) {
    try contents(tensors, metadata, path: path).write(to: path)
  }

  /// The bytes of a file of these tensors.
  ///
  /// - Throws: `TensorFileError`, which calls the file by the name `path`, if a tensor has the name
  ///   `__metadata__` or the header would be longer than the format allows.
  public static func bytes(
    of tensors: [String: StoredTensor], metadata: [String: String] = [:],
    path: String = "the tensors"
  ) throws(TensorFileError) -> [UInt8] {
    try contents(tensors, metadata, path: path).bytes
  }

  private static func contents(
    _ tensors: [String: StoredTensor], _ metadata: [String: String], path: String
  ) throws(TensorFileError) -> FileContents {
    guard tensors["__metadata__"] == nil else {
      throw TensorFileError(
        path: path, problem: .unwritable("the format has no tensor of the name '__metadata__'"))
    }
    let sorted = tensors.sorted { a, b in
      let (first, second) = (a.value.elementType.rank, b.value.elementType.rank)
      return first == second
        ? a.key.utf8.lexicographicallyPrecedes(b.key.utf8) : first < second
    }
    var fields: [String] = []
    if !metadata.isEmpty {
      let pairs = metadata.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        .map { "\($0.key.inJSON):\($0.value.inJSON)" }
      fields.append("\"__metadata__\":{\(pairs.joined(separator: ","))}")
    }
    var place = 0
    for (name, tensor) in sorted {
      let end = place + tensor.byteCount
      let sizes = tensor.shape.map(String.init).joined(separator: ",")
      fields.append(
        "\(name.inJSON):{\"dtype\":\"\(tensor.elementType.safetensorsName)\",\"shape\":[\(sizes)],"
          + "\"data_offsets\":[\(place),\(end)]}")
      place = end
    }
    // Blanks up to a multiple of eight, so that the numbers are aligned.
    var json = Array("{\(fields.joined(separator: ","))}".utf8)
    json += [UInt8](repeating: UInt8(ascii: " "), count: (8 - json.count % 8) % 8)
    guard json.count <= SafetensorsHeader.largestByteCount else {
      throw TensorFileError(
        path: path,
        problem: .unwritable(
          "its header would have \(json.count) bytes, and the format allows "
            + "\(SafetensorsHeader.largestByteCount)"))
    }
    let length = (0..<8).map { UInt8(truncatingIfNeeded: json.count >> (8 * $0)) }
    return FileContents(header: length + json, tensors: sorted.map(\.value))
  }
}

extension ElementType {
  /// The place of the type among all: tensors of lower rank lie before those of higher.
  fileprivate var rank: Int { Self.allCases.firstIndex(of: self)! }
}

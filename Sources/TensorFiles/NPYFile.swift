/// NumPy's file for one array, `.npy`.
///
///     let labels = try NPYFile.read("labels.npy").asInt()
///     try NPYFile.write(StoredTensor(edges), to: "edges.npy")
///
/// Source: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
///
/// What NumPy calls `numpy.load` and `numpy.save`.
public enum NPYFile {
  /// Reads the tensor in a file.
  ///
  /// Versions 1.0, 2.0 and 3.0 are read, of either byte order. Numbers in Fortran order are put in
  /// row order; float16 is widened to float32; of bool, False is 0 and whatever else 1, in uint8.
  ///
  /// - Parameter path: the file, or a pipe of up to a gigabyte.
  /// - Throws: what the matter is with the file, and at which byte. Bytes after the numbers count
  ///   as damage.
  /// - Returns: a tensor of the file's shape.
  public static func read(_ path: String) throws(TensorFileError) -> StoredTensor {
    try read(
      ByteSource(contentsOf: path) { (start) throws(TensorFileError) in
        try NPYHeader.accept(start: start, path: path)
      })
  }

  /// Reads the tensor in the bytes of a file. Errors call it by the name `path`.
  public static func read(
    bytes: [UInt8], path: String = "the tensor"
  ) throws(TensorFileError) -> StoredTensor {
    try read(ByteSource(bytes, path: path))
  }

  private static func read(_ source: ByteSource) throws(TensorFileError) -> StoredTensor {
    try NPYHeader.numbers(in: source).tensor(from: source)
  }

  /// Writes a file: version 1.0, row order, little-endian; the bytes are those that NumPy writes.
  ///
  /// The file is written whole or not at all: when anything goes wrong, what was there under that
  /// name is still there.
  ///
  /// - Throws: what the matter was, if the file can't be written.
  public static func write(_ tensor: StoredTensor, to path: String) throws(TensorFileError) {
    try contents(of: tensor).write(to: path)
  }

  /// The bytes of a file of this tensor.
  public static func bytes(of tensor: StoredTensor) -> [UInt8] { contents(of: tensor).bytes }

  private static func contents(of tensor: StoredTensor) -> FileContents {
    FileContents(header: NPYHeader.bytes(for: tensor), tensors: [tensor])
  }
}

/// A safetensors file, open: what tensors it has, and each of them when it is asked for.
///
///     let file = try Safetensors(contentsOf: "model.safetensors")
///     let weight = try file.tensor(named: "conv1.weight").asFloat()
///
/// Opening reads the header and checks all of it; it takes as long for gigabytes as for bytes. A
/// tensor is then read from its place straight into its own memory. The file stays open as long as
/// this value or a copy of it lives, so keep it only while reading.
///
/// Source: https://huggingface.co/docs/safetensors and
/// https://github.com/huggingface/safetensors#format. What Python calls `safe_open`.
public struct Safetensors: Sendable {
  /// What the header says about one tensor.
  public struct Entry: Equatable, Sendable {
    /// What the tensor is called.
    public let name: String
    /// The type of its numbers, as the file names it: `F32`, `BF16`.
    public let typeName: String
    /// The size along each axis; `[]` is a single number.
    public let shape: [Int]
    /// Its bytes in the file.
    public let bytes: Range<Int>

    /// The type of its numbers; nil for one that isn't read here.
    public var elementType: ElementType? { ElementType(safetensorsName: typeName) }
  }

  /// The tensors in the order in which they lie in the file.
  public let entries: [Entry]
  /// What the header says about the whole, in words: `["format": "pt"]`.
  public let metadata: [String: String]

  private let source: ByteSource
  private let indices: [String: Int]

  /// Opens a file.
  ///
  /// - Parameter path: the file, or a pipe of up to a gigabyte.
  /// - Throws: what the matter is with the file, and at which byte: the tensors must lie one after
  ///   the other, without holes, from the header's end to the file's, as the format demands. Names
  ///   that are equal to Swift are taken for the same.
  public init(contentsOf path: String) throws(TensorFileError) {
    try self.init(
      ByteSource(contentsOf: path) { (start) throws(TensorFileError) in
        try SafetensorsHeader.accept(start: start, path: path)
      })
  }

  /// Opens the bytes of a file. Errors call it by the name `path`.
  public init(bytes: [UInt8], path: String = "the tensors") throws(TensorFileError) {
    try self.init(ByteSource(bytes, path: path))
  }

  private init(_ source: ByteSource) throws(TensorFileError) {
    let header = try SafetensorsHeader(in: source)
    entries = header.entries
    metadata = header.metadata
    self.source = source
    // The header's reader has seen to it that no name stands there twice.
    indices = Dictionary(
      uniqueKeysWithValues: header.entries.enumerated().map { ($1.name, $0) })
  }

  /// The names of the tensors in the order in which they lie in the file.
  public var names: [String] { entries.map(\.name) }

  /// Reads a tensor.
  ///
  /// Float16 is widened to float32; of bool, False is 0 and whatever else 1, in uint8.
  ///
  /// - Throws: `TensorFileError` if there is none of that name, if it has more than six axes or
  ///   numbers of a type that isn't read here, or if the file can't be read any more.
  public func tensor(named name: String) throws(TensorFileError) -> StoredTensor {
    guard let index = indices[name] else {
      throw TensorFileError(path: source.path, problem: .noTensor(name, names: names))
    }
    let entry = entries[index]
    guard let type = entry.elementType else {
      throw TensorFileError(
        path: source.path, problem: .unreadableType(entry.typeName, tensor: name))
    }
    guard entry.shape.count <= 6 else {
      throw TensorFileError(
        path: source.path, problem: .tooManyAxes(entry.shape.count, tensor: name))
    }
    let numbers = StoredNumbers(type: type, shape: entry.shape, start: entry.bytes.lowerBound)
    return try numbers.tensor(from: source)
  }

  /// Reads all tensors, by name.
  ///
  /// - Throws: `TensorFileError`, as for a single one.
  public func tensors() throws(TensorFileError) -> [String: StoredTensor] {
    var tensors: [String: StoredTensor] = [:]
    for name in names { tensors[name] = try tensor(named: name) }
    return tensors
  }
}

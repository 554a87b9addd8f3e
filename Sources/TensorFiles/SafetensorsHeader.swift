/// What a safetensors file says about its tensors before they begin, checked.
///
/// Eight bytes with the header's length, little-endian, and the header: a JSON object that has for
/// each tensor its `dtype`, its `shape` and its `data_offsets`, counted from the header's end.
///
/// Source: https://huggingface.co/docs/safetensors
struct SafetensorsHeader {
  /// The most bytes that a header may have, by the format's own rule.
  static let largestByteCount = 100_000_000

  let entries: [Safetensors.Entry]
  let metadata: [String: String]

  /// What the file begins with must be a length and a brace.
  static func accept(start: [UInt8], path: String) throws(TensorFileError) {
    if start.count > 8, start[8] == UInt8(ascii: "{") { return }
    throw TensorFileError(
      path: path, problem: .notOfFormat(.safetensors, FileStart.words(start)))
  }

  init(in source: ByteSource) throws(TensorFileError) {
    let start = try source.bytes(at: 0, count: 9)
    try Self.accept(start: start, path: source.path)
    func damage(_ reason: String, at byte: Int) -> TensorFileError {
      TensorFileError(path: source.path, problem: .damaged(.safetensors, reason, byte: byte))
    }
    let count = start[..<8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard count <= Self.largestByteCount else {
      throw damage(
        "the header should have \(count) bytes, and \(Self.largestByteCount) are allowed", at: 0)
    }
    guard count <= source.count - 8 else {
      throw damage(
        "the header should have \(count) bytes, and the file ends after \(source.count - 8) of "
          + "them", at: 0)
    }
    let scanner = HeaderScanner(
      try source.bytes(at: 8, count: Int(count)), start: 8, format: .safetensors,
      path: source.path)
    var reader = SafetensorsHeaderReader(scanner)
    try reader.readAll()
    metadata = reader.metadata
    entries = try Self.laidOut(
      reader.descriptions, from: 8 + Int(count), to: source.count, damage)
  }

  /// The tensors in the order of their bytes, which must follow each other from the header's end
  /// to the file's.
  private static func laidOut(
    _ descriptions: [SafetensorsHeaderReader.Description], from start: Int, to end: Int,
    _ damage: (String, Int) -> TensorFileError
  ) throws(TensorFileError) -> [Safetensors.Entry] {
    var entries: [Safetensors.Entry] = []
    entries.reserveCapacity(descriptions.count)
    var previousEnd = 0
    // Empty tensors begin where others do, and go first; among themselves they stay in order.
    let sorted = descriptions.sorted {
      ($0.first, $0.end, $0.offsetsPlace) < ($1.first, $1.end, $1.offsetsPlace)
    }
    for each in sorted {
      let name = ShownText.quoted(each.name)
      let given = "the data_offsets of \(name) are [\(each.first), \(each.end)]"
      guard each.first <= each.end else {
        throw damage("\(given), and the end lies before the beginning", each.offsetsPlace)
      }
      guard each.end <= end - start else {
        throw damage("\(given), and the file has \(end - start) bytes of data", each.offsetsPlace)
      }
      guard each.first == previousEnd else {
        let fault = each.first > previousEnd ? "a hole before it" : "an overlap with another"
        throw damage(
          "\(given), which leaves \(fault): it should begin at \(previousEnd)", each.offsetsPlace)
      }
      previousEnd = each.end
      if let type = ElementType(safetensorsName: each.typeName) {
        let numbers = "\(each.typeName) numbers of shape \(each.shape)"
        guard let wanted = StoredNumbers.byteCount(shape: each.shape, type: type) else {
          throw damage("\(name) has \(numbers), more than any memory holds", each.offsetsPlace)
        }
        guard each.end - each.first == wanted else {
          throw damage("\(given), and \(numbers) take \(wanted) bytes", each.offsetsPlace)
        }
      }
      entries.append(
        Safetensors.Entry(
          name: each.name, typeName: each.typeName, shape: each.shape,
          bytes: start + each.first..<start + each.end))
    }
    guard previousEnd == end - start else {
      throw damage(
        "the tensors end here, and \(end - start - previousEnd) more bytes follow",
        start + previousEnd)
    }
    return entries
  }
}

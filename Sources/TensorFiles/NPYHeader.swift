/// What an NPY file says about its numbers before they begin.
///
/// Six bytes of magic, two of version, the header's length in two bytes (from version 2.0 on in
/// four), and the header: a Python dictionary with the keys `descr`, `fortran_order` and `shape`.
///
/// Source: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
struct NPYHeader {
  static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

  /// Headers of numbers are about a hundred bytes long; more than this is no header.
  static let largestByteCount = 1 << 20

  /// What the file begins with must be the magic.
  static func accept(start: [UInt8], path: String) throws(TensorFileError) {
    guard !start.starts(with: magic) else { return }
    throw TensorFileError(
      path: path, problem: .notOfFormat(.npy, FileStart.words(start)))
  }

  /// Reads the header and says where the numbers are.
  ///
  /// The numbers must be all that follows, no byte more or less.
  static func numbers(in source: ByteSource) throws(TensorFileError) -> StoredNumbers {
    let start = try source.bytes(at: 0, count: 12)
    try accept(start: start, path: source.path)
    func damage(_ reason: String, at byte: Int) -> TensorFileError {
      TensorFileError(path: source.path, problem: .damaged(.npy, reason, byte: byte))
    }
    guard start.count >= 10 else { throw damage("the file ends in the header", at: start.count) }
    let version = "\(start[6]).\(start[7])"
    guard start[7] == 0, 1...3 ~= start[6] else {
      throw damage("the version is \(version), and 1.0, 2.0 and 3.0 are read", at: 6)
    }
    let headerStart = start[6] == 1 ? 10 : 12
    guard start.count >= headerStart else {
      throw damage("the file ends in the header", at: start.count)
    }
    let count = start[8..<headerStart].reversed().reduce(0) { $0 << 8 | Int($1) }
    guard count <= source.count - headerStart else {
      throw damage(
        "the header should have \(count) bytes, and the file ends after "
          + "\(source.count - headerStart) of them", at: 8)
    }
    guard count <= largestByteCount else {
      throw damage(
        "the header should have \(count) bytes, more than the \(largestByteCount) that are read",
        at: 8)
    }
    var reader = NPYHeaderReader(
      HeaderScanner(
        try source.bytes(at: headerStart, count: count), start: headerStart, format: .npy,
        path: source.path))
    let numbers = try reader.numbers(start: headerStart + count)
    try checkSize(of: numbers, in: source, damage)
    return numbers
  }

  private static func checkSize(
    of numbers: StoredNumbers, in source: ByteSource, _ damage: (String, Int) -> TensorFileError
  ) throws(TensorFileError) {
    let what = "numbers of type \(numbers.type.rawValue) and shape \(numbers.shape)"
    guard let wanted = StoredNumbers.byteCount(shape: numbers.shape, type: numbers.type) else {
      throw damage("\(what) are more than any memory holds", numbers.start)
    }
    let given = source.count - numbers.start
    guard given >= wanted else {
      throw damage("\(what) take \(wanted) bytes, and the file ends after \(given)", source.count)
    }
    guard given == wanted else {
      throw damage(
        "\(what) take \(wanted) bytes, and \(given - wanted) more follow", numbers.start + wanted)
    }
  }

  /// The bytes before the numbers, as NumPy writes them.
  ///
  /// The first size gets room for 21 digits, so that a file can grow in place, and the numbers
  /// start at a multiple of 64 bytes. At most six sizes make a short header, so that version 1.0
  /// always does.
  static func bytes(for tensor: StoredTensor) -> [UInt8] {
    let sizes = tensor.shape.map(String.init)
    let tuple = sizes.count == 1 ? "(\(sizes[0]),)" : "(\(sizes.joined(separator: ", ")))"
    var text =
      "{'descr': '\(tensor.elementType.npyName)', 'fortran_order': False, 'shape': \(tuple), }"
    if let first = sizes.first { text += String(repeating: " ", count: 21 - first.count) }
    let used = magic.count + 4 + text.utf8.count + 1
    text += String(repeating: " ", count: 64 - used % 64) + "\n"
    let count = text.utf8.count
    return magic + [1, 0, UInt8(count & 0xFF), UInt8(count >> 8)] + Array(text.utf8)
  }
}

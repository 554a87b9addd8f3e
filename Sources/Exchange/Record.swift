/// Why a record can't be read.
public struct RecordError: Error, Equatable, CustomStringConvertible {
  /// What is wrong with it, in words that make sense behind "it".
  public let description: String

  /// An error in these words.
  public init(_ description: String) { self.description = description }
}

/// Puts values one behind the other, numbers with their lowest byte first.
public struct RecordWriter {
  /// What has been written.
  public private(set) var bytes: [UInt8] = []

  /// A record with nothing in it.
  public init() {}

  mutating func put(_ number: some FixedWidthInteger) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func put(bytes more: some Sequence<UInt8>) { bytes.append(contentsOf: more) }
}

/// Takes the values out again.
///
/// Whatever the bytes are, nothing is read beyond them, and no more memory is asked for than they take.
public struct RecordReader {
  private let bytes: ArraySlice<UInt8>
  private var place: Int

  /// A reader at the beginning of these bytes.
  public init(_ bytes: some Sequence<UInt8>) {
    self.bytes = ArraySlice(bytes)
    place = self.bytes.startIndex
  }

  /// How many bytes are left.
  public var left: Int { bytes.endIndex - place }

  mutating func number<Number: FixedWidthInteger>(
    of: Number.Type
  ) throws(RecordError) -> Number {
    let size = MemoryLayout<Number>.size
    guard left >= size else { throw RecordError("it ends within a number") }
    var number = Number.zero
    for byte in 0..<size {
      number |= Number(truncatingIfNeeded: bytes[place + byte]) << Number(8 * byte)
    }
    place += size
    return number
  }

  mutating func bytes(_ count: Int) throws(RecordError) -> ArraySlice<UInt8> {
    guard count <= left else { throw RecordError("it ends within a text") }
    defer { place += count }
    return bytes[place..<place + count]
  }

  /// How many things follow, of which each takes at least so many bytes.
  mutating func count(ofBytesEach size: Int) throws(RecordError) -> Int {
    let count = Int(try number(of: UInt32.self))
    guard count <= left / size else {
      throw RecordError("it announces \(count) things and has no room for them")
    }
    return count
  }

  /// - Throws: `RecordError` unless all has been read.
  public func finish() throws(RecordError) {
    guard left == 0 else { throw RecordError("it has \(left) bytes too many") }
  }
}

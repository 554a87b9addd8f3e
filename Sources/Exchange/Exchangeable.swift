public import Tensors

/// A value that can be handed from one process to another: a number, a text, a tensor, an array of such.
///
/// Both sides know its type, so a record says nothing of it; what doesn't fit is refused when it is read.
public protocol Exchangeable: Sendable {
  /// The type as it is written in Swift.
  static var swiftName: String { get }

  /// The next value of a record.
  ///
  /// - Throws: `RecordError` if it isn't one.
  init(from record: inout RecordReader) throws(RecordError)

  /// Puts the value at the end of a record.
  func write(to record: inout RecordWriter)
}

extension Exchangeable {
  /// The one value of a record.
  ///
  /// - Throws: `RecordError` if it has none, or more.
  public init(record: some Sequence<UInt8>) throws(RecordError) {
    var reader = RecordReader(record)
    try self.init(from: &reader)
    try reader.finish()
  }

  /// A record with this one value.
  public var record: [UInt8] {
    var writer = RecordWriter()
    write(to: &writer)
    return writer.bytes
  }
}

extension Int: Exchangeable {
  public static var swiftName: String { "Int" }

  public init(from record: inout RecordReader) throws(RecordError) {
    self = Int(truncatingIfNeeded: try record.number(of: Int64.self))
  }

  public func write(to record: inout RecordWriter) { record.put(Int64(self)) }
}

extension Float: Exchangeable {
  public static var swiftName: String { "Float" }

  public init(from record: inout RecordReader) throws(RecordError) {
    self = Float(bitPattern: try record.number(of: UInt32.self))
  }

  public func write(to record: inout RecordWriter) { record.put(bitPattern) }
}

extension Double: Exchangeable {
  public static var swiftName: String { "Double" }

  public init(from record: inout RecordReader) throws(RecordError) {
    self = Double(bitPattern: try record.number(of: UInt64.self))
  }

  public func write(to record: inout RecordWriter) { record.put(bitPattern) }
}

extension Bool: Exchangeable {
  public static var swiftName: String { "Bool" }

  public init(from record: inout RecordReader) throws(RecordError) {
    switch try record.number(of: UInt8.self) {
    case 0: self = false
    case 1: self = true
    case let other: throw RecordError("it says \(other) where only yes or no can stand")
    }
  }

  public func write(to record: inout RecordWriter) { record.put(UInt8(self ? 1 : 0)) }
}

extension String: Exchangeable {
  public static var swiftName: String { "String" }

  public init(from record: inout RecordReader) throws(RecordError) {
    let count = try record.count(ofBytesEach: 1)
    guard let text = String(validating: try record.bytes(count), as: UTF8.self) else {
      throw RecordError("it has a text that isn't UTF-8")
    }
    self = text
  }

  public func write(to record: inout RecordWriter) {
    record.put(UInt32(utf8.count))
    record.put(bytes: utf8)
  }
}

extension Array: Exchangeable where Element: Exchangeable {
  public static var swiftName: String { "[\(Element.swiftName)]" }

  public init(from record: inout RecordReader) throws(RecordError) {
    // Each takes a byte at least, so that a count can't ask for more memory than was sent.
    let count = try record.count(ofBytesEach: 1)
    self = []
    for _ in 0..<count { append(try Element(from: &record)) }
  }

  public func write(to record: inout RecordWriter) {
    record.put(UInt32(count))
    for element in self { element.write(to: &record) }
  }
}

extension Tensor<Float>: Exchangeable {
  public static var swiftName: String { "Tensor<Float>" }

  public init(from record: inout RecordReader) throws(RecordError) {
    let rank = try record.count(ofBytesEach: 4)
    guard rank <= mostAxes else { throw RecordError("it has a tensor of \(rank) axes") }
    var shape: [Int] = []
    // A size of 0 makes all the others harmless to memory, but not to the strides.
    var extent = 1
    for _ in 0..<rank {
      let size = Int(try record.number(of: UInt32.self))
      let (product, overflows) = extent.multipliedReportingOverflow(by: max(size, 1))
      guard !overflows else { throw RecordError("it has a tensor larger than any memory") }
      extent = product
      shape.append(size)
    }
    let count = shape.contains(0) ? 0 : extent
    guard count <= record.left / 4 else {
      throw RecordError("it has a tensor whose numbers are missing")
    }
    var numbers: [Float] = []
    numbers.reserveCapacity(count)
    for _ in 0..<count { numbers.append(try Float(from: &record)) }
    self.init(shape: shape, numbers)
  }

  public func write(to record: inout RecordWriter) {
    record.put(UInt32(rank))
    for size in shape { record.put(UInt32(size)) }
    for number in scalars { number.write(to: &record) }
  }
}

/// The most axes that a tensor may have.
private let mostAxes = 6

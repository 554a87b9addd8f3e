#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  import Darwin
#endif

/// How records are kept apart on a socket: each stands behind its length, four bytes with the lowest first.
public enum Frame {
  /// The most bytes that a record may have. Whoever announces more is not listened to any longer.
  public static let mostBytes = 1 << 24

  /// The record with its length before it.
  public static func around(_ record: [UInt8]) -> [UInt8] {
    var writer = RecordWriter()
    writer.put(UInt32(record.count))
    writer.put(bytes: record)
    return writer.bytes
  }

  /// How long the record is that these bytes announce; nil as long as they are too few to say.
  public static func length(_ bytes: some Collection<UInt8>) -> Int? {
    var reader = RecordReader(bytes.prefix(4))
    return (try? reader.number(of: UInt32.self)).map(Int.init)
  }
}

/// One end of a socket on which records go to and fro, for a process that waits for each.
public struct Channel: Sendable {
  private let descriptor: Int32

  /// The end that this process has as a descriptor.
  public init(descriptor: Int32) { self.descriptor = descriptor }

  /// The descriptor that the runner gives to a program that it talks with.
  public static let fromRunner = Channel(descriptor: 3)

  /// Sends a record.
  ///
  /// - Returns: false if nobody is there to take it.
  @discardableResult
  public func send(_ record: [UInt8]) -> Bool {
    var left = Frame.around(record)[...]
    while !left.isEmpty {
      let count = left.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return false }
      left = left.dropFirst(count)
    }
    return true
  }

  /// The next record. Nil if there is none any more, or what comes isn't one.
  public func receive() -> [UInt8]? {
    guard let head = take(4), let length = Frame.length(head), length <= Frame.mostBytes else {
      return nil
    }
    return take(length)
  }

  private func take(_ count: Int) -> [UInt8]? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count)
    var buffer = [UInt8](repeating: 0, count: min(count, 65_536))
    while bytes.count < count {
      let number = read(descriptor, &buffer, min(buffer.count, count - bytes.count))
      if number < 0 && errno == EINTR { continue }
      guard number > 0 else { return nil }
      bytes += buffer[..<number]
    }
    return bytes
  }
}

import CZlib

/// Unpacks what gzip packed, as much at a time as is asked for.
///
/// Nothing is unpacked that nobody asks for, so a small file that would become a huge one does no harm.
/// Source: RFC 1952, https://doi.org/10.17487/RFC1952.
final class Gunzip {
  /// What such a file begins with.
  static let magic: [UInt8] = [0x1F, 0x8B]

  /// No byte becomes more bytes than that: 258 are said with two bits.
  static let largestRatio = 1032

  private let stored: StoredBytes
  private let path: String
  /// zlib keeps the address of this, so it has one of its own.
  private let stream: UnsafeMutablePointer<z_stream>
  private let input: UnsafeMutableRawBufferPointer
  private var isAtEnd = false

  init(_ stored: StoredBytes, path: String) throws(DatasetError) {
    self.stored = stored
    self.path = path
    input = .allocate(byteCount: 1 << 16, alignment: 16)
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    // A window of 2¹⁵ bytes, the largest there is; 16 more says gzip.
    let status = inflateInit2_(
      stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard status == Z_OK else {
      throw DatasetError(path: path, problem: .unreadable("zlib can't be started"))
    }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
    input.deallocate()
  }

  /// Fills `buffer` with the next bytes.
  ///
  /// - Returns: how many there were; fewer than its room only at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(DatasetError) -> Int {
    var done = 0
    while done < buffer.count && !isAtEnd {
      if stream.pointee.avail_in == 0 { try refill() }
      // zlib counts with 32 bits.
      let room = min(buffer.count - done, 1 << 30)
      stream.pointee.next_out = (buffer.baseAddress! + done).assumingMemoryBound(to: UInt8.self)
      stream.pointee.avail_out = UInt32(room)
      let status = inflate(stream, Z_NO_FLUSH)
      done += room - Int(stream.pointee.avail_out)
      switch status {
      case Z_OK: continue
      case Z_STREAM_END: try beginNextMember()
      default: throw damaged(words(for: status))
      }
    }
    return done
  }

  /// A file may be several packed ones in a row, which are then read as one.
  private func beginNextMember() throws(DatasetError) {
    if stream.pointee.avail_in == 0 && stored.place == stored.count {
      isAtEnd = true
    } else if inflateReset(stream) != Z_OK {
      throw damaged("zlib can't go on")
    }
  }

  private func refill() throws(DatasetError) {
    let count = try stored.read(into: input)
    guard count > 0 else { throw damaged("there is its end, and more should follow") }
    stream.pointee.next_in = input.baseAddress!.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_in = UInt32(count)
  }

  private func words(for status: Int32) -> String {
    switch status {
    case Z_NEED_DICT: "it needs a dictionary, and gzip has none"
    case Z_MEM_ERROR: "there is no memory to unpack it"
    default: stream.pointee.msg.map { "zlib says '\(String(cString: $0))'" } ?? "zlib can't go on"
    }
  }

  private func damaged(_ what: String) -> DatasetError {
    DatasetError(
      path: path,
      problem: .damagedGzip(what, byte: stored.place - Int(stream.pointee.avail_in)))
  }
}

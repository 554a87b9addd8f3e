#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file that is open for reading. It is closed when nobody holds it any more.
package final class FileReader<Failure: FileError>: Sendable {
  private let path: String
  private let descriptor: Int32

  /// How many bytes the file has; nil for what has no places to read from, only bytes that come
  /// one after the other: pipes and devices, and the system's own files, as in /proc, which say
  /// that they are empty whatever is in them.
  package let byteCount: Int?

  /// Opens the file at `path`.
  ///
  /// - Throws: that it is missing, a folder or unreadable.
  package init(_ path: String) throws(Failure) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      let number = errno
      throw number == ENOENT
        ? Failure(path: path, problem: .missing) : Failure.unreadable(path, number)
    }
    var status = stat()
    let failure = fstat(descriptor, &status) == 0 ? nil : errno
    let kind = FileSystem.kind(status)
    self.path = path
    self.descriptor = descriptor
    byteCount = kind == .file && status.st_size > 0 ? Int(status.st_size) : nil
    // Now that all is set, `deinit` closes the file when something is thrown.
    if let failure { throw Failure.unreadable(path, failure) }
    if kind == .folder { throw Failure(path: path, problem: .folder) }
    if kind == .file { ReadFiles.note(path, status) }
  }

  deinit { close(descriptor) }

  /// The `count` bytes after those that this has given before; fewer only at the end.
  package func next(_ count: Int) throws(Failure) -> [UInt8] {
    var failure: Int32?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      (filled, failure) = FileSystem.inPieces(count) { done, piece in
        read(descriptor, buffer.baseAddress! + done, piece)
      }
    }
    if let failure { throw Failure.unreadable(path, failure) }
    return bytes
  }

  /// `start`, which `next` gave, and all bytes after it; nil if those are more than `limit` bytes.
  ///
  /// Whoever looks at the start first can refuse a device without end at once.
  package func rest(after start: [UInt8], limit: Int) throws(Failure) -> [UInt8]? {
    var bytes = start
    while bytes.count <= limit {
      let more = try next(1 << 20)
      if more.isEmpty { return bytes }
      bytes += more
    }
    return nil
  }

  /// Fills `buffer` with the bytes from `offset` on, of a file that has a `byteCount`.
  ///
  /// - Throws: that the file can't be read, also if it ends too soon.
  package func fill(
    _ buffer: UnsafeMutableRawBufferPointer, at offset: Int
  ) throws(Failure) {
    let (done, failure) = FileSystem.inPieces(buffer.count) { done, piece in
      pread(descriptor, buffer.baseAddress! + done, piece, off_t(offset + done))
    }
    if let failure { throw Failure.unreadable(path, failure) }
    guard done == buffer.count else {
      throw Failure(path: path, problem: .unreadable("it has become shorter while it was read"))
    }
  }
}

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
import Tensors

/// The bytes of a file, read where and when they are asked for.
///
/// A file on disk stays open, and each tensor is read from its place straight into its own memory:
/// one copy, and nothing of what isn't asked for. It isn't mapped into memory, because a mapped
/// file that another program shortens stops this one with a signal, where reading it gives an
/// error. Pipes and devices have no places, so they are read to their end at once.
final class ByteSource: Sendable {
  private enum Origin: Sendable {
    case file(descriptor: Int32)
    case memory([UInt8])
  }

  /// What errors call it.
  let path: String
  let count: Int
  private let origin: Origin

  init(_ bytes: [UInt8], path: String) {
    self.path = path
    count = bytes.count
    origin = .memory(bytes)
  }

  /// Opens the file at `path`.
  ///
  /// `accepts` sees the first bytes of what is no ordinary file before the rest is read, and can
  /// throw: a device without end is then refused at once.
  convenience init(
    contentsOf path: String, accepts: ([UInt8]) throws(TensorFileError) -> Void
  ) throws(TensorFileError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw TensorFileError(
        path: path, problem: errno == ENOENT ? .missing : .unreadable(System.reason(errno)))
    }
    do throws(TensorFileError) {
      var status = stat()
      guard fstat(descriptor, &status) == 0 else {
        throw TensorFileError(path: path, problem: .unreadable(System.reason(errno)))
      }
      switch status.st_mode & S_IFMT {
      case S_IFDIR: throw TensorFileError(path: path, problem: .folder)
      // A file of the system's own, as in /proc, says that it is empty whatever is in it.
      case S_IFREG where status.st_size > 0:
        self.init(descriptor: descriptor, count: Int(status.st_size), path: path)
      default:
        let bytes = try Self.streamed(descriptor, path: path, accepts: accepts)
        close(descriptor)
        self.init(bytes, path: path)
      }
    } catch {
      close(descriptor)
      throw error
    }
  }

  private init(descriptor: Int32, count: Int, path: String) {
    self.path = path
    self.count = count
    origin = .file(descriptor: descriptor)
  }

  deinit {
    if case .file(let descriptor) = origin { close(descriptor) }
  }

  /// The bytes from `offset` on; fewer than `count` if the end is nearer.
  func bytes(at offset: Int, count: Int) throws(TensorFileError) -> [UInt8] {
    let available = min(count, max(self.count - offset, 0))
    var bytes = [UInt8](repeating: 0, count: available)
    // The error goes out by a variable: the array's own closure throws errors of any type.
    var failure: TensorFileError?
    bytes.withUnsafeMutableBytes { buffer in
      do throws(TensorFileError) {
        try read(into: buffer, at: offset)
      } catch { failure = error }
    }
    if let failure { throw failure }
    return bytes
  }

  /// Fills `buffer` with the bytes from `offset` on.
  ///
  /// - Precondition: they lie within the `count` bytes that there are.
  func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(TensorFileError) {
    require(offset >= 0 && offset + buffer.count <= count, "bytes past the end of '\(path)'")
    switch origin {
    case .memory(let bytes):
      bytes.withUnsafeBytes { all in
        buffer.copyMemory(
          from: UnsafeRawBufferPointer(rebasing: all[offset..<offset + buffer.count]))
      }
    case .file(let descriptor):
      var filled = 0
      while filled < buffer.count {
        let piece = min(buffer.count - filled, System.largestPiece)
        let got = pread(
          descriptor, buffer.baseAddress! + filled, piece, off_t(offset + filled))
        if got < 0 && errno == EINTR { continue }
        guard got > 0 else {
          let reason = got < 0 ? System.reason(errno) : "it has become shorter while it was read"
          throw TensorFileError(path: path, problem: .unreadable(reason))
        }
        filled += got
      }
    }
  }

  // MARK: Pipes and devices

  /// The most that is read from what is no ordinary file.
  private static let streamLimit = 1 << 30

  private static func streamed(
    _ descriptor: Int32, path: String, accepts: ([UInt8]) throws(TensorFileError) -> Void
  ) throws(TensorFileError) -> [UInt8] {
    var bytes = try streamed(descriptor, upTo: 16, path: path)
    try accepts(bytes)
    while bytes.count <= streamLimit {
      let more = try streamed(descriptor, upTo: 1 << 20, path: path)
      if more.isEmpty { return bytes }
      bytes += more
    }
    throw TensorFileError(path: path, problem: .tooManyBytes(limit: streamLimit))
  }

  /// Up to `count` bytes; fewer only at the end.
  private static func streamed(
    _ descriptor: Int32, upTo count: Int, path: String
  ) throws(TensorFileError) -> [UInt8] {
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let got = System.read(descriptor, buffer.baseAddress! + filled, count - filled)
        if got < 0 && errno == EINTR { continue }
        if got < 0 { failure = errno }
        if got <= 0 { return }
        filled += got
      }
    }
    guard failure == 0 else {
      throw TensorFileError(path: path, problem: .unreadable(System.reason(failure)))
    }
    return bytes
  }
}

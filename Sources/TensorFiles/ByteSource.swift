import Files
import Tensors

/// The bytes of a file, read where and when they are asked for.
///
/// A file on disk stays open, and each tensor is read from its place straight into its own memory:
/// one copy, and nothing of what isn't asked for. It isn't mapped into memory, because a mapped
/// file that another program shortens stops this one with a signal, where reading it gives an
/// error. Pipes and devices have no places, so they are read to their end at once.
struct ByteSource: Sendable {
  private enum Origin: Sendable {
    case file(FileReader<TensorFileError>)
    case memory([UInt8])
  }

  /// What errors call it.
  let path: String
  let count: Int
  private let origin: Origin

  private init(_ origin: Origin, count: Int, path: String) {
    self.path = path
    self.count = count
    self.origin = origin
  }

  init(_ bytes: [UInt8], path: String) {
    self.init(.memory(bytes), count: bytes.count, path: path)
  }

  /// Opens the file at `path`.
  ///
  /// `accepts` sees the first bytes of what is no ordinary file before the rest is read, and can
  /// throw: a device without end is then refused at once.
  init(
    contentsOf path: String, accepts: ([UInt8]) throws(TensorFileError) -> Void
  ) throws(TensorFileError) {
    let file = try FileReader<TensorFileError>(path)
    if let count = file.byteCount {
      self.init(.file(file), count: count, path: path)
      return
    }
    let start = try file.next(16)
    try accepts(start)
    guard let bytes = try file.rest(after: start, limit: Self.streamLimit) else {
      throw TensorFileError(path: path, problem: .tooManyBytes(limit: Self.streamLimit))
    }
    self.init(bytes, path: path)
  }

  /// The most that is read from what is no ordinary file.
  private static let streamLimit = 1 << 30

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
    case .file(let file): try file.fill(buffer, at: offset)
    }
  }
}
